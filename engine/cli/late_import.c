/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* libarchive's and simdjson's functions as the room import calls them, opened
 * at the first call. */

#include "cli/late_import.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>

#include "cli/late.h"

static const struct late_import *table;

static void open_module(void)
{
	pantau_late_find(pantau_late_open(LATE_MODULE), "pantau_late_import",
			(void *)&table);
}

static const struct late_import *import(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, open_module);
	return table;
}

#define FORWARD(type, name, parameters, arguments) \
	type name parameters \
	{ \
		return import()->name arguments; \
	}
#define FORWARD_VOID(name, parameters, arguments) \
	void name parameters \
	{ \
		import()->name arguments; \
	}

LATE_IMPORT(FORWARD, FORWARD_VOID)

void archive_set_error(struct archive *a, int code, const char *format, ...)
{
	char text[256];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	import()->archive_set_error(a, code, "%s", text);
}

void pantau_json_shim_last(void (*last)(void))
{
	pantau_late_terminate(last);
}
