/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A folder and what is below it, without recursion. */

#include "import/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DEPTH_MAX 128

struct walk_level {
	char *folder;
	char **name;
	size_t names, next;
};

void pantau_walk_init(struct walk *walk)
{
	*walk = (struct walk){0};
}

static void free_level(struct walk_level *level)
{
	for (size_t i = 0; i < level->names; i++) {
		free(level->name[i]);
	}
	free(level->name);
	free(level->folder);
}

static void drop_levels(struct walk *walk)
{
	while (walk->depth > 0) {
		free_level(&walk->level[--walk->depth]);
	}
}

void pantau_walk_finish(struct walk *walk)
{
	drop_levels(walk);
	free(walk->level);
	free(walk->path);
	*walk = (struct walk){0};
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool add_name(struct walk_level *level, size_t *room, const char *name)
{
	if (level->names == *room) {
		size_t more = *room == 0 ? 32 : *room * 2;
		char **names = realloc(level->name, more * sizeof(*names));
		if (names == NULL) {
			return false;
		}
		level->name = names;
		*room = more;
	}
	level->name[level->names] = strdup(name);
	if (level->name[level->names] == NULL) {
		return false;
	}
	level->names++;
	return true;
}

static enum pantau_status fail_folder(const char *folder,
		struct pantau_error *err)
{
	return pantau_fail_errno(err, "cannot read the folder",
			"tidak dapat membaca folder", folder);
}

static enum pantau_status read_names(struct walk_level *level,
		struct pantau_error *err)
{
	DIR *dir = opendir(level->folder);
	size_t room = 0;
	if (dir == NULL) {
		return fail_folder(level->folder, err);
	}
	enum pantau_status status = PANTAU_OK;
	for (;;) {
		errno = 0;
		const struct dirent *entry = readdir(dir);
		if (entry == NULL) {
			if (errno != 0) {
				status = fail_folder(level->folder, err);
			}
			break;
		}
		if (entry->d_name[0] != '.' &&
				!add_name(level, &room, entry->d_name)) {
			status = pantau_fail_memory(err);
			break;
		}
	}
	closedir(dir);
	if (level->names > 0) {
		qsort(level->name, level->names, sizeof(*level->name), by_name);
	}
	return status;
}

/* Takes the folder's path over. */
static enum pantau_status push(struct walk *walk, char *folder,
		struct pantau_error *err)
{
	if (walk->depth == walk->room) {
		size_t room = walk->room == 0 ? 8 : walk->room * 2;
		struct walk_level *level = realloc(walk->level,
				room * sizeof(*level));
		if (level == NULL) {
			free(folder);
			return pantau_fail_memory(err);
		}
		walk->level = level;
		walk->room = room;
	}
	struct walk_level *level = &walk->level[walk->depth];
	*level = (struct walk_level){.folder = folder};
	if (walk->depth == DEPTH_MAX) {
		errno = ENAMETOOLONG;
		enum pantau_status status = fail_folder(folder, err);
		free_level(level);
		return status;
	}
	enum pantau_status status = read_names(level, err);
	if (status != PANTAU_OK) {
		free_level(level);
		return status;
	}
	walk->depth++;
	return PANTAU_OK;
}

enum pantau_status pantau_walk_begin(struct walk *walk, const char *folder,
		struct pantau_error *err)
{
	drop_levels(walk);
	char *copy = strdup(folder);
	return copy != NULL ? push(walk, copy, err) : pantau_fail_memory(err);
}

static char *join(const char *folder, const char *name)
{
	size_t n = strlen(folder), m = strlen(name);
	bool slash = n > 0 && folder[n - 1] == '/';
	char *path = malloc(n + m + 2);
	if (path != NULL) {
		memcpy(path, folder, n);
		path[n] = '/';
		memcpy(path + n + (slash ? 0 : 1), name, m + 1);
	}
	return path;
}

enum pantau_status pantau_walk_next(struct walk *walk, const char **path,
		struct pantau_error *err)
{
	while (walk->depth > 0) {
		struct walk_level *level = &walk->level[walk->depth - 1];
		struct stat link, target;
		if (level->next == level->names) {
			free_level(level);
			walk->depth--;
			continue;
		}
		free(walk->path);
		walk->path = join(level->folder, level->name[level->next++]);
		if (walk->path == NULL) {
			return pantau_fail_memory(err);
		}
		if (lstat(walk->path, &link) != 0 ||
				stat(walk->path, &target) != 0) {
			return pantau_fail_errno(err, "cannot open",
					"tidak dapat membuka", walk->path);
		}
		if (S_ISREG(target.st_mode)) {
			*path = walk->path;
			return PANTAU_OK;
		}
		if (S_ISDIR(link.st_mode)) {
			char *folder = walk->path;
			walk->path = NULL;
			enum pantau_status status = push(walk, folder, err);
			if (status != PANTAU_OK) {
				return status;
			}
		}
	}
	return PANTAU_END;
}
