/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which files of tests there are. */

#include "tune/uji.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/error.h"

#define SUFFIX ".uji"

bool pantau_uji_gaps(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct str name = str_of(slash != NULL ? slash + 1 : path);

	return str_starts(name, STR("belum")) && str_ends(name, STR(SUFFIX));
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* dir/name, NULL when memory is out. */
static char *join(struct arena *arena, const char *dir, const char *name)
{
	struct str folder = str_of(dir);
	size_t n = strlen(name);
	size_t slash = folder.n > 0 && !str_ends(folder, STR("/"));
	char *out = pantau_arena_alloc(arena, folder.n + slash + n + 1);

	if (out != NULL) {
		memcpy(out, folder.p, folder.n);
		out[folder.n] = '/';
		memcpy(out + folder.n + slash, name, n + 1);
	}
	return out;
}

/* Names are few: each growth leaves what was before in the arena. */
static bool push(struct uji_files *files, struct arena *arena,
		const char *path)
{
	if (path == NULL) {
		return false;
	}
	if ((files->n & (files->n - 1)) == 0) {
		const char **grown = pantau_arena_zero(arena, files->n == 0 ? 1
				: files->n * 2, sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		if (files->n != 0) {
			memcpy(grown, files->path, files->n * sizeof(*grown));
		}
		files->path = grown;
	}
	files->path[files->n++] = path;
	return true;
}

static enum pantau_status list_folder(DIR *dir, const char *path,
		struct arena *arena, struct uji_files *files,
		struct pantau_error *err)
{
	size_t before = files->n;

	for (;;) {
		errno = 0;
		const struct dirent *entry = readdir(dir);
		if (entry == NULL) {
			break;
		}
		struct str name = str_of(entry->d_name);
		if (name.p[0] == '.' || !str_ends(name, STR(SUFFIX))) {
			continue;
		}
		if (!push(files, arena, join(arena, path, entry->d_name))) {
			return pantau_fail_memory(err);
		}
	}
	if (errno != 0) {
		return pantau_fail_errno(err, "cannot read",
				"tidak dapat membaca", path);
	}
	if (files->n == before) {
		return pantau_fail(err, PANTAU_IO, PANTAU_T(err,
				"no *.uji file in '%s'",
				"tidak ada berkas *.uji di '%s'"), path);
	}
	qsort(files->path + before, files->n - before, sizeof(*files->path),
			by_name);
	return PANTAU_OK;
}

enum pantau_status pantau_uji_files(const char *path, struct arena *arena,
		struct uji_files *files, struct pantau_error *err)
{
	struct stat about;

	if (stat(path, &about) != 0) {
		return pantau_fail_errno(err, "cannot read",
				"tidak dapat membaca", path);
	}
	if (!S_ISDIR(about.st_mode)) {
		return push(files, arena, pantau_arena_cstr(arena,
				str_of(path))) ? PANTAU_OK :
				pantau_fail_memory(err);
	}
	DIR *dir = opendir(path);
	if (dir == NULL) {
		return pantau_fail_errno(err, "cannot read",
				"tidak dapat membaca", path);
	}
	enum pantau_status status = list_folder(dir, path, arena, files, err);
	closedir(dir);
	return status;
}
