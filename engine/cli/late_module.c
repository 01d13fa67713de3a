/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The module pantau-import.so: the functions that the program opens late. */

#include "cli/late_import.h"
#include "pantau/error.h"

#define ENTRY(type, name, parameters, arguments) .name = name,
#define VOID_ENTRY(name, parameters, arguments) .name = name,

/* Found by its name, and by nothing else. */
PANTAU_API extern const struct late_import pantau_late_import;

const struct late_import pantau_late_import = {
	LATE_IMPORT(ENTRY, VOID_ENTRY)
	.archive_set_error = archive_set_error,
};
