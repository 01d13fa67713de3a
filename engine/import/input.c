/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* libarchive over a file descriptor, with a bound on what comes out. */

#include "import/input.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "import/packed.h"

#define BLOCK ((size_t)256 << 10)

struct input {
	struct archive *archive; /* NULL when nothing more can be read */
	int fd;
	bool owned;
	const char *path;
	bool regular;            /* a file with a place to seek to */
	bool seeks;              /* a zip: its directory stands at the end */
	bool sought;             /* so the hash needs a pass of its own */
	bool packed;             /* what comes out may be more than goes in */
	bool failed;
	bool empty;              /* nothing in it at all; given as one member */
	bool greedy;             /* asks for more memory than it may have */
	int read_errno;
	uint64_t read, unpacked;
	uint64_t at;             /* in the file */
	XXH3_state_t *hash;
	char *block;
};

static la_ssize_t read_block(struct archive *archive, void *context,
		const void **out)
{
	struct input *input = context;
	ssize_t n;
	do {
		n = read(input->fd, input->block, BLOCK);
	} while (n < 0 && errno == EINTR);
	if (n < 0) {
		input->read_errno = errno;
		archive_set_error(archive, errno, "read");
		return -1;
	}
	if (!input->sought) {
		(void)XXH3_128bits_update(input->hash, input->block, (size_t)n);
	}
	if (input->at == 0 && pantau_xz_dictionary(str_make(input->block,
			(size_t)n)) > INPUT_DICTIONARY_MAX) {
		input->greedy = true;
		archive_set_error(archive, ENOMEM, "dictionary");
		return -1;
	}
	input->at += (uint64_t)n;
	if (input->at > input->read) {
		input->read = input->at;
	}
	*out = input->block;
	return n;
}

static la_int64_t seek_block(struct archive *archive, void *context,
		la_int64_t offset, int whence)
{
	struct input *input = context;
	off_t at = lseek(input->fd, (off_t)offset, whence);
	if (at < 0) {
		input->read_errno = errno;
		archive_set_error(archive, errno, "seek");
		return ARCHIVE_FATAL;
	}
	input->sought = true;
	input->at = (uint64_t)at;
	return at;
}

/* libarchive asks for places at the end of whatever it can seek in, so only
 * what begins like a zip may be sought in. */
static bool begins_as_zip(int fd)
{
	char head[4];
	return pread(fd, head, sizeof(head), 0) == (ssize_t)sizeof(head) &&
			pantau_packed_zip(str_make(head, sizeof(head)));
}

static struct archive *make_archive(struct input *input)
{
	struct archive *archive = archive_read_new();
	if (archive == NULL) {
		return NULL;
	}
	/* Each of these may warn that a library is missing: then inputs of that
	 * kind are refused as what they are, unreadable. */
	archive_read_support_filter_gzip(archive);
	archive_read_support_filter_bzip2(archive);
	archive_read_support_filter_xz(archive);
	archive_read_support_filter_zstd(archive);
	archive_read_support_format_tar(archive);
	if (input->seeks) {
		archive_read_support_format_zip_seekable(archive);
		archive_read_set_seek_callback(archive, seek_block);
	} else {
		archive_read_support_format_zip_streamable(archive);
	}
	archive_read_support_format_empty(archive);
	archive_read_support_format_raw(archive);
	archive_read_set_read_callback(archive, read_block);
	archive_read_set_callback_data(archive, input);
	return archive;
}

static enum pantau_status fail_read(struct input *input,
		struct pantau_error *err)
{
	input->failed = true;
	if (input->read_errno != 0) {
		errno = input->read_errno;
		return pantau_fail_errno(err, "cannot read",
				"tidak dapat membaca", input->path);
	}
	if (input->greedy) {
		return pantau_fail(err, PANTAU_IO, PANTAU_T(err,
				"cannot unpack '%s': its xz dictionary is above %d MiB; "
				"pack it again with 'xz -9' or less",
				"tidak dapat membuka kemasan '%s': kamus xz-nya di atas "
				"%d MiB; kemas ulang dengan 'xz -9' atau kurang"),
				input->path, (int)(INPUT_DICTIONARY_MAX >> 20));
	}
	const char *why = input->archive != NULL
			? archive_error_string(input->archive) : NULL;
	return pantau_fail(err, PANTAU_IO, PANTAU_T(err,
			"cannot unpack '%s': %s; it may be damaged or cut off",
			"tidak dapat membuka kemasan '%s': %s; mungkin rusak atau "
			"terpotong"), input->path, why != NULL ? why : "?");
}

enum pantau_status pantau_input_open(int fd, bool owned, const char *path,
		struct input **out, struct pantau_error *err)
{
	struct stat info;
	enum pantau_status status = PANTAU_NO_MEMORY;
	struct input *input = calloc(1, sizeof(*input));
	if (input == NULL) {
		if (owned) {
			close(fd);
		}
		return pantau_fail_memory(err);
	}
	input->fd = fd;
	input->owned = owned;
	input->path = path;
	input->block = malloc(BLOCK);
	input->hash = XXH3_createState();
	if (input->block == NULL || input->hash == NULL) {
		goto fail;
	}
	(void)XXH3_128bits_reset(input->hash);
	input->regular = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
			lseek(fd, 0, SEEK_CUR) == 0;
	input->seeks = input->regular && begins_as_zip(fd);
	input->archive = make_archive(input);
	if (input->archive == NULL) {
		goto fail;
	}
	if (archive_read_open1(input->archive) != ARCHIVE_OK) {
		status = fail_read(input, err);
		goto fail;
	}
	*out = input;
	return PANTAU_OK;

fail:
	pantau_input_close(input);
	return status == PANTAU_NO_MEMORY ? pantau_fail_memory(err) : status;
}

void pantau_input_close(struct input *input)
{
	if (input == NULL) {
		return;
	}
	if (input->archive != NULL) {
		archive_read_free(input->archive);
	}
	if (input->owned) {
		close(input->fd);
	}
	XXH3_freeState(input->hash);
	free(input->block);
	free(input);
}

/* Nothing more comes out of this input. */
static void give_up(struct input *input)
{
	archive_read_free(input->archive);
	input->archive = NULL;
}

static struct str base_name(struct str path)
{
	for (size_t i = path.n; i-- > 0;) {
		if (path.p[i] == '/') {
			return str_skip(path, i + 1);
		}
	}
	return path;
}

/* Folders, links, devices and hidden files are no texts. */
static bool wanted(struct archive_entry *entry, struct str *name)
{
	const char *path = archive_entry_pathname_utf8(entry);
	if (path == NULL) {
		path = archive_entry_pathname(entry);
	}
	*name = str_of(path != NULL ? path : "?");
	struct str base = base_name(*name);
	return archive_entry_filetype(entry) == AE_IFREG &&
			archive_entry_hardlink(entry) == NULL &&
			base.n > 0 && base.p[0] != '.';
}

static enum pantau_status fail_twice(struct input *input,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT, "%s",
			PANTAU_T(err, "packed more than once; unpack it first",
				"dikemas lebih dari sekali; buka kemasannya dulu"));
	input->failed = true;
	give_up(input);
	return status;
}

enum pantau_status pantau_input_next(struct input *input, struct str *name,
		struct pantau_error *err)
{
	while (input->archive != NULL) {
		struct archive_entry *entry;
		int code = archive_read_next_header(input->archive, &entry);
		if (code == ARCHIVE_EOF && !input->empty &&
				archive_format(input->archive) == ARCHIVE_FORMAT_EMPTY) {
			input->empty = true;
			*name = (struct str){0};
			return PANTAU_OK;
		}
		if (code == ARCHIVE_EOF || input->empty) {
			return PANTAU_END;
		}
		if (code == ARCHIVE_FATAL || code == ARCHIVE_FAILED) {
			enum pantau_status status = fail_read(input, err);
			give_up(input);
			return status;
		}
		/* One filter, and the one that does nothing. */
		int filters = archive_filter_count(input->archive);
		bool raw = archive_format(input->archive) == ARCHIVE_FORMAT_RAW;
		input->packed = filters > 1 || !raw;
		if (filters > 2) {
			return fail_twice(input, err);
		}
		if (raw) {
			*name = (struct str){0};
			return PANTAU_OK;
		}
		if (code != ARCHIVE_RETRY && wanted(entry, name)) {
			return PANTAU_OK;
		}
	}
	return PANTAU_END;
}

static enum pantau_status fail_bomb(struct input *input,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_fail(err, PANTAU_BAD_INPUT,
			PANTAU_T(err, "unpacks to more than %d times its size; the "
				"rest is left out",
				"isinya lebih dari %d kali ukuran kemasannya; sisanya "
				"tidak dibaca"), INPUT_RATIO);
	input->failed = true;
	give_up(input);
	return status;
}

enum pantau_status pantau_input_read(struct input *input, struct str *bytes,
		struct pantau_error *err)
{
	const void *p;
	size_t n = 0;
	la_int64_t offset;
	int code = ARCHIVE_OK;
	if (input->archive == NULL || input->empty) {
		return PANTAU_END;
	}
	while (n == 0 && (code == ARCHIVE_OK || code == ARCHIVE_WARN)) {
		code = archive_read_data_block(input->archive, &p, &n, &offset);
	}
	if (code == ARCHIVE_EOF) {
		return PANTAU_END;
	}
	if (code == ARCHIVE_FATAL || code == ARCHIVE_FAILED ||
			code == ARCHIVE_RETRY) {
		enum pantau_status status = fail_read(input, err);
		if (code == ARCHIVE_FATAL) {
			give_up(input);
		}
		return status;
	}
	*bytes = str_make(p, n);
	input->unpacked += n;
	if (input->packed && input->unpacked > INPUT_UNPACKED_MIN &&
			input->unpacked / INPUT_RATIO > input->read) {
		return fail_bomb(input, err);
	}
	return PANTAU_OK;
}

uint64_t pantau_input_bytes(const struct input *input)
{
	return input->read;
}

bool pantau_input_hash(struct input *input, unsigned char hash[16])
{
	XXH128_canonical_t canonical;
	if (input->failed) {
		return false;
	}
	if (input->sought) {
		if (lseek(input->fd, 0, SEEK_SET) != 0) {
			return false;
		}
		input->sought = false;
		input->at = 0;
		(void)XXH3_128bits_reset(input->hash);
	}
	/* What an archive has behind its end belongs to the file, but a stream
	 * may have no end at all. */
	while (input->regular) {
		const void *p;
		la_ssize_t n = input->archive == NULL ? -1
				: read_block(input->archive, input, &p);
		if (n < 0) {
			return false;
		}
		if (n == 0) {
			break;
		}
	}
	XXH128_canonicalFromHash(&canonical,
			XXH3_128bits_digest(input->hash));
	memcpy(hash, canonical.digest, sizeof(canonical.digest));
	return true;
}
