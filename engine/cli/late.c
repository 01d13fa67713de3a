/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Opens libraries that are not needed by every run. */

#include "cli/late.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "pantau_config.h"

/* std::set_terminate(void (*)()), of the C++ library that came along. */
#define SET_TERMINATE "_ZSt13set_terminatePFvvE"

static void (*terminate)(void);

void pantau_late_terminate(void (*last)(void))
{
	terminate = last;
}

static void missing(const char *name, const char *why)
{
	char line[1024];
	int n = snprintf(line, sizeof(line), "pantau: pustaka '%s' tidak dapat "
			"dibuka (cannot open the library): %s\n", name,
			why != NULL ? why : "?");
	size_t length = n < 0 ? 0 : (size_t)n < sizeof(line) ? (size_t)n
			: sizeof(line) - 1;
	ssize_t done = write(STDERR_FILENO, line, length);
	(void)done;
	_exit(EXIT_STORE);
}

/* Code to be run: it must belong to root or to whoever owns the program, and
 * nobody else may change it. */
static bool trusted(const char *path, const struct stat *program)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
			(info.st_uid == 0 || info.st_uid == program->st_uid) &&
			(info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* Beside the program (a build tree), where an installation has it relative to
 * the program, and where it was configured to be. */
static void *open_module(const char *name)
{
	static const char *const places[] = {"", PANTAU_MODULES_FROM_BIN "/"};
	char folder[3072], path[4096];
	struct stat program;
	ssize_t n = readlink("/proc/self/exe", folder, sizeof(folder) - 1);
	folder[n > 0 ? n : 0] = '\0';
	char *slash = strrchr(folder, '/');
	if (slash != NULL && stat(folder, &program) == 0) {
		slash[1] = '\0';
		for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
			snprintf(path, sizeof(path), "%.3000s%.500s%.100s", folder,
					places[i], name);
			if (trusted(path, &program)) {
				return dlopen(path, RTLD_NOW | RTLD_LOCAL);
			}
		}
	}
	snprintf(path, sizeof(path), "%s/%s", PANTAU_MODULES, name);
	return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

void *pantau_late_open(const char *name)
{
	size_t n = strlen(name);
	bool ours = n > 3 && strcmp(name + n - 3, ".so") == 0;
	void *library = ours ? open_module(name)
			: dlopen(name, RTLD_NOW | RTLD_LOCAL);
	if (library == NULL) {
		missing(name, dlerror());
	}
	void *found = dlsym(library, SET_TERMINATE);
	if (found != NULL && terminate != NULL) {
		void *(*set)(void (*last)(void));
		memcpy(&set, &found, sizeof(set));
		set(terminate);
	}
	return library;
}

void pantau_late_find(void *library, const char *name, void *out)
{
	void *found = dlsym(library, name);
	if (found == NULL) {
		missing(name, dlerror());
	}
	memcpy(out, &found, sizeof(found));
}
