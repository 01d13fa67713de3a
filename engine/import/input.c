/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Members of a file: the file itself when it is plain, else what libarchive
 * finds, with a bound on it. Plain files never meet libarchive, which is large
 * and does not live through every failure to allot memory.
 */

#include "import/input.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#include "import/bytes.h"
#include "import/gzip_sum.h"
#include "import/packed.h"

struct input {
	struct bytes bytes;
	struct archive *archive; /* NULL: plain, or nothing more can be read */
	struct archive_entry *entry;
	bool over;               /* no member is left */
	bool gone;               /* it was an archive, and is given up */
	bool failed;
	bool spoiled;            /* a member did not fit its checksum */
	uint64_t unpacked;
	struct gzip_sum sum;
};

static la_ssize_t read_block(struct archive *archive, void *context,
		const void **out)
{
	struct input *input = context;
	struct str block;
	if (!pantau_bytes_next(&input->bytes, &block)) {
		archive_set_error(archive, input->bytes.error, "read");
		return -1;
	}
	pantau_gzip_sum_packed(&input->sum, block);
	*out = block.p;
	return (la_ssize_t)block.n;
}

static la_int64_t seek_block(struct archive *archive, void *context,
		la_int64_t offset, int whence)
{
	struct input *input = context;
	int64_t at = pantau_bytes_seek(&input->bytes, offset, whence);
	if (at < 0) {
		archive_set_error(archive, input->bytes.error, "seek");
		return ARCHIVE_FATAL;
	}
	return at;
}

static struct archive *make_archive(struct input *input, bool zip)
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
	/* libarchive asks for places at the end of whatever it can seek in, so
	 * only what begins like a zip may be sought in. */
	if (zip && input->bytes.regular) {
		archive_read_support_format_zip_seekable(archive);
		archive_read_set_seek_callback(archive, seek_block);
	} else {
		archive_read_support_format_zip_streamable(archive);
	}
	archive_read_support_format_empty(archive);
	archive_read_support_format_raw(archive);
	archive_read_set_read_callback(archive, read_block);
	if (archive_read_set_callback_data(archive, input) != ARCHIVE_OK) {
		archive_read_free(archive);
		return NULL;
	}
	return archive;
}

static enum pantau_status fail_read(struct input *input,
		struct pantau_error *err)
{
	input->failed = true;
	if (input->bytes.error != 0) {
		return pantau_bytes_fail(&input->bytes, err);
	}
	const char *why = input->archive != NULL
			? archive_error_string(input->archive) : NULL;
	return pantau_fail(err, PANTAU_IO, PANTAU_T(err,
			"cannot unpack '%s': %s; it may be damaged or cut off",
			"tidak dapat membuka kemasan '%s': %s; mungkin rusak atau "
			"terpotong"), input->bytes.path, why != NULL ? why : "?");
}

static enum pantau_status fail_greedy(const struct input *input,
		struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_IO, PANTAU_T(err,
			"cannot unpack '%s': its xz dictionary is above %d MiB; pack "
			"it again with 'xz -9' or less",
			"tidak dapat membuka kemasan '%s': kamus xz-nya di atas %d MiB; "
			"kemas ulang dengan 'xz -9' atau kurang"),
			input->bytes.path, (int)(INPUT_DICTIONARY_MAX >> 20));
}

/* Looks at the head, and sets libarchive upon what is packed. */
static enum pantau_status look(struct input *input, struct pantau_error *err)
{
	struct str head = pantau_bytes_head(&input->bytes);
	if (!pantau_packed(head)) {
		return PANTAU_OK;
	}
	if (pantau_xz_dictionary(head) > INPUT_DICTIONARY_MAX) {
		return fail_greedy(input, err);
	}
	pantau_gzip_sum_init(&input->sum);
	input->archive = make_archive(input, pantau_packed_zip(head));
	input->entry = archive_entry_new();
	if (input->archive == NULL || input->entry == NULL) {
		return pantau_fail_memory(err);
	}
	return archive_read_open1(input->archive) == ARCHIVE_OK ? PANTAU_OK
			: fail_read(input, err);
}

enum pantau_status pantau_input_open(int fd, bool owned, const char *path,
		struct input **out, struct pantau_error *err)
{
	struct input *input = calloc(1, sizeof(*input));
	if (input == NULL) {
		struct bytes bytes = {.fd = fd, .owned = owned};
		pantau_bytes_close(&bytes);
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_bytes_open(&input->bytes, fd, owned,
			path, err);
	if (status == PANTAU_OK) {
		status = look(input, err);
	}
	if (status != PANTAU_OK) {
		pantau_input_close(input);
		return status;
	}
	*out = input;
	return PANTAU_OK;
}

void pantau_input_close(struct input *input)
{
	if (input == NULL) {
		return;
	}
	if (input->archive != NULL) {
		archive_read_free(input->archive);
	}
	archive_entry_free(input->entry);
	pantau_bytes_close(&input->bytes);
	free(input);
}

/* Nothing more comes out of this input. */
static void give_up(struct input *input)
{
	archive_read_free(input->archive);
	input->archive = NULL;
	input->over = true;
	input->gone = true;
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

/* What was read stays: there is no saying where the damage is. */
static enum pantau_status fail_sum(struct input *input,
		struct pantau_error *err)
{
	input->spoiled = false;
	input->failed = true;
	return pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
			"the checksum does not fit: what was read may be damaged; "
			"get the file anew",
			"jumlah periksanya tidak cocok: isi yang terbaca mungkin "
			"rusak; ambil ulang berkasnya"));
}

static bool is_gzip(const struct input *input)
{
	return archive_format(input->archive) == ARCHIVE_FORMAT_RAW &&
			archive_filter_code(input->archive, 0) == ARCHIVE_FILTER_GZIP;
}

/* The next member of an archive that is wanted. */
static enum pantau_status next_member(struct input *input, struct str *name,
		struct pantau_error *err)
{
	for (;;) {
		/* Not into libarchive's own entry, which it never checks. */
		int code = archive_read_next_header2(input->archive,
				input->entry);
		if (code == ARCHIVE_FATAL || code == ARCHIVE_FAILED) {
			enum pantau_status status = fail_read(input, err);
			give_up(input);
			return status;
		}
		/* One filter, and the one that does nothing. */
		if (archive_filter_count(input->archive) > 2) {
			return fail_twice(input, err);
		}
		int format = archive_format(input->archive);
		if (code == ARCHIVE_EOF) {
			/* Nothing, packed: a member that is empty. */
			bool wrong = is_gzip(input) &&
					pantau_gzip_sum_wrong(&input->sum);
			give_up(input);
			if (wrong) {
				return fail_sum(input, err);
			}
			*name = (struct str){0};
			return format == ARCHIVE_FORMAT_EMPTY ? PANTAU_OK : PANTAU_END;
		}
		if (format == ARCHIVE_FORMAT_RAW) {
			*name = (struct str){0};
			return PANTAU_OK;
		}
		if (code != ARCHIVE_RETRY && wanted(input->entry, name)) {
			return PANTAU_OK;
		}
	}
}

enum pantau_status pantau_input_next(struct input *input, struct str *name,
		struct pantau_error *err)
{
	if (input->over) {
		return PANTAU_END;
	}
	if (input->spoiled) {
		return fail_sum(input, err);
	}
	if (input->archive != NULL) {
		return next_member(input, name, err);
	}
	input->over = true;
	*name = (struct str){0};
	return PANTAU_OK;
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

static enum pantau_status unpack(struct input *input, struct str *bytes,
		struct pantau_error *err)
{
	const void *p;
	size_t n = 0;
	la_int64_t offset;
	int code = ARCHIVE_OK;
	while (n == 0 && (code == ARCHIVE_OK || code == ARCHIVE_WARN)) {
		code = archive_read_data_block(input->archive, &p, &n, &offset);
		/* Of a zip's members: it is all that libarchive warns of. */
		input->spoiled = input->spoiled || code == ARCHIVE_WARN;
	}
	if (code == ARCHIVE_EOF) {
		return PANTAU_END;
	}
	if (code != ARCHIVE_OK && code != ARCHIVE_WARN) {
		enum pantau_status status = fail_read(input, err);
		if (code == ARCHIVE_FATAL) {
			give_up(input);
		}
		return status;
	}
	*bytes = str_make(p, n);
	if (is_gzip(input)) {
		pantau_gzip_sum_plain(&input->sum, *bytes);
	}
	input->unpacked += n;
	if (input->unpacked > INPUT_UNPACKED_MIN &&
			input->unpacked / INPUT_RATIO > input->bytes.read) {
		return fail_bomb(input, err);
	}
	return PANTAU_OK;
}

enum pantau_status pantau_input_read(struct input *input, struct str *bytes,
		struct pantau_error *err)
{
	if (input->archive != NULL) {
		return unpack(input, bytes, err);
	}
	if (input->failed || input->gone) {
		return PANTAU_END;
	}
	if (!pantau_bytes_next(&input->bytes, bytes)) {
		return fail_read(input, err);
	}
	return bytes->n > 0 ? PANTAU_OK : PANTAU_END;
}

uint64_t pantau_input_bytes(const struct input *input)
{
	return input->bytes.read;
}

bool pantau_input_hash(struct input *input, unsigned char hash[16])
{
	return !input->failed && pantau_bytes_hash(&input->bytes, hash);
}
