/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The cache of compiled images. */

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/pages.h"
#include "lexicon/cache.h"

#define KEEP 4 /* images of a kind: a few lexicon folders, or versions */

static bool make_path(struct buf *path, const char *dir, const char *kind,
		const unsigned char hash[16])
{
	pantau_buf_init(path);
	pantau_buf_printf(path, "%s/%s-", dir, kind);
	for (int i = 0; i < 16; i++) {
		pantau_buf_printf(path, "%02x", (unsigned)hash[i]);
	}
	pantau_buf_printf(path, ".img");
	return !path->failed;
}

/*
 * Whoever checked a file sets this fraction of a second in its time of writing.
 * Any other write sets another one, but once in a thousand million times; and
 * were the bytes then wrong after all, look-ups would still stay within them.
 * Where a file system keeps no such fractions, files are checked each time.
 */
#define SOUND_NS 271828183

static bool map_path(const char *path, struct cache_map *out)
{
	struct stat info;

	/* The time first: what is written from here on has another one. */
	if (stat(path, &info) != 0 || pantau_file_map(path, &out->bytes,
			NULL) != PANTAU_OK) {
		return false;
	}
	out->written = info.st_mtim;
	out->inode = info.st_ino;
	out->sound = info.st_mtim.tv_nsec == SOUND_NS;
	if (!out->sound) {
		pantau_pages_read((void *)(uintptr_t)out->bytes.p,
				out->bytes.n);
	}
	return true;
}

bool pantau_cache_map(const char *dir, const char *kind,
		const unsigned char hash[16], struct cache_map *out)
{
	struct buf path;

	*out = (struct cache_map){0};
	bool ok = make_path(&path, dir, kind, hash) && map_path(path.p, out);
	pantau_buf_finish(&path);
	return ok;
}

static bool same_time(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

void pantau_cache_vouch(const char *dir, const char *kind,
		const unsigned char hash[16], const struct cache_map *map)
{
	struct buf path;
	struct stat info;
	int fd = make_path(&path, dir, kind, hash) ?
			open(path.p, O_RDONLY | O_CLOEXEC) : -1;

	if (fd >= 0 && fstat(fd, &info) == 0 && info.st_ino == map->inode &&
			same_time(info.st_mtim, map->written)) {
		/* The seconds stay: the oldest images go first. */
		const struct timespec times[2] = {
			{.tv_nsec = UTIME_OMIT},
			{.tv_sec = info.st_mtim.tv_sec, .tv_nsec = SOUND_NS},
		};
		(void)futimens(fd, times);
	}
	if (fd >= 0) {
		close(fd);
	}
	pantau_buf_finish(&path);
}

struct image_file {
	char name[64];
	struct timespec time;
};

static bool is_older(const struct image_file *a, const struct image_file *b)
{
	if (a->time.tv_sec != b->time.tv_sec) {
		return a->time.tv_sec < b->time.tv_sec;
	}
	return a->time.tv_nsec < b->time.tv_nsec;
}

static bool is_image(const char *name, const char *kind)
{
	size_t prefix = strlen(kind);

	return strlen(name) == prefix + 1 + 32 + 4 &&
			strncmp(name, kind, prefix) == 0 &&
			name[prefix] == '-' &&
			strcmp(name + prefix + 33, ".img") == 0;
}

/* Removes the oldest image of a kind; false when there are few or none. */
static bool remove_oldest(const char *path, const char *kind)
{
	struct image_file oldest = {0};
	size_t n = 0;

	DIR *dir = opendir(path);
	if (dir == NULL) {
		return false;
	}
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		struct image_file file = {0};
		struct stat info;
		if (!is_image(entry->d_name, kind) ||
				fstatat(dirfd(dir), entry->d_name, &info,
					AT_SYMLINK_NOFOLLOW) != 0) {
			continue;
		}
		/* is_image bounds the length by that of the kind. */
		snprintf(file.name, sizeof(file.name), "%.63s", entry->d_name);
		file.time = info.st_mtim;
		if (n++ == 0 || is_older(&file, &oldest)) {
			oldest = file;
		}
	}
	/* Whoever has it mapped keeps it. */
	bool removed = n > KEEP && unlinkat(dirfd(dir), oldest.name, 0) == 0;
	closedir(dir);
	return removed;
}

void pantau_cache_store(const char *dir, const char *kind,
		const unsigned char hash[16], struct str bytes)
{
	struct buf path;

	if (make_path(&path, dir, kind, hash) &&
			pantau_dir_make(dir, NULL) == PANTAU_OK &&
			pantau_file_replace(path.p, bytes, 0600, NULL) ==
				PANTAU_OK) {
		while (remove_oldest(dir, kind)) {
			/* Once, as a rule. */
		}
	}
	pantau_buf_finish(&path);
}
