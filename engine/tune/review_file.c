/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Answers of a review, row by row on disk. */

#include "tune/review_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "base/utf8.h"

#define FILE_MAX ((uint64_t)1 << 30)

static enum pantau_status fail_write(const struct review_file *file,
		struct pantau_error *err)
{
	return pantau_fail_errno(err, "cannot write", "tidak dapat menulis",
			file->path);
}

/* Whether the file is as we left it. */
static bool ours(const struct review_file *file)
{
	struct stat info;
	return fstat(file->fd, &info) == 0 &&
			(uint64_t)info.st_size == file->size;
}

static enum pantau_status changed(const struct review_file *file,
		struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_BUSY, PANTAU_T(err,
			"'%s' was changed by another program; start again to go "
			"on with it", "'%s' diubah oleh program lain; mulai lagi "
			"untuk melanjutkannya"), file->path);
}

/* --- opening --- */

static enum pantau_status take(struct review_file *file,
		struct pantau_error *err)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	struct stat info;

	file->fd = open(file->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC,
			0600);
	file->made = file->fd >= 0;
	if (file->fd < 0 && errno == EEXIST) {
		file->fd = open(file->path, O_RDWR | O_CLOEXEC);
	}
	if (file->fd < 0 || fstat(file->fd, &info) != 0) {
		return pantau_fail_errno(err, "cannot open",
				"tidak dapat membuka", file->path);
	}
	if (!S_ISREG(info.st_mode)) {
		return pantau_fail(err, PANTAU_IO, PANTAU_T(err,
				"'%s' is not a file", "'%s' bukan berkas"),
				file->path);
	}
	if (fcntl(file->fd, F_SETLK, &lock) != 0 && (errno == EACCES ||
			errno == EAGAIN)) {
		return pantau_fail(err, PANTAU_BUSY, PANTAU_T(err,
				"another review is writing '%s'; give --output "
				"another file", "review lain sedang menulis '%s'; "
				"beri --output berkas lain"), file->path);
	}
	/* A file system without locks is used without them. */
	if (fstat(file->fd, &info) != 0) {
		return fail_write(file, err);
	}
	file->size = (uint64_t)info.st_size;
	return file->size <= FILE_MAX ? PANTAU_OK : pantau_fail(err,
			PANTAU_LIMIT, PANTAU_T(err, "'%s' is larger than 1 GiB",
			"'%s' lebih besar dari 1 GiB"), file->path);
}

static enum pantau_status load(struct review_file *file,
		struct pantau_error *err)
{
	struct buf *bytes = &file->bytes;

	if (!pantau_buf_reserve(bytes, (size_t)file->size + 1)) {
		return pantau_fail_memory(err);
	}
	if (!pantau_file_read_at(file->fd, bytes->p, (size_t)file->size, 0)) {
		return pantau_fail_errno(err, "cannot read",
				"tidak dapat membaca", file->path);
	}
	bytes->n = (size_t)file->size;
	bytes->p[bytes->n] = '\0';
	return PANTAU_OK;
}

/* Adds bytes behind the others: all of them, or none. */
static enum pantau_status append(struct review_file *file, struct str bytes,
		struct pantau_error *err)
{
	if (!pantau_file_write_at(file->fd, bytes, file->size) ||
			fsync(file->fd) != 0) {
		enum pantau_status status = fail_write(file, err);
		/* Else the next run takes the rest of the row off. */
		if (ftruncate(file->fd, (off_t)file->size) != 0) {
			file->size = UINT64_MAX;
		}
		return status;
	}
	file->size += bytes.n;
	return PANTAU_OK;
}

static enum pantau_status cut(struct review_file *file, uint64_t size,
		struct pantau_error *err)
{
	if (ftruncate(file->fd, (off_t)size) != 0 || fsync(file->fd) != 0) {
		return fail_write(file, err);
	}
	file->size = size;
	return PANTAU_OK;
}

static size_t tabs(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		n += s.p[i] == '\t';
	}
	return n;
}

/* A last row without its end was cut short in the middle, unless an editor
 * left the end off: then no cell is missing. */
static enum pantau_status mend(struct review_file *file,
		struct pantau_error *err)
{
	struct str all = buf_str(&file->bytes);
	size_t start = all.n;

	while (start > 0 && all.p[start - 1] != '\n') {
		start--;
	}
	if (start == all.n) {
		return PANTAU_OK;
	}
	if (tabs(str_skip(all, start)) == tabs(STR(REVIEW_HEADER))) {
		return append(file, STR("\n"), err);
	}
	file->bytes.n = start;
	return cut(file, start, err);
}

enum pantau_status pantau_review_file_open(struct review_file *file,
		const char *path, struct pantau_error *err)
{
	*file = (struct review_file){.fd = -1, .path = path};
	pantau_buf_init(&file->bytes);
	enum pantau_status status = take(file, err);

	if (status == PANTAU_OK) {
		status = load(file, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	struct str rest = buf_str(&file->bytes);
	/* Also one that was cut short in its first line. */
	if (rest.n < sizeof(REVIEW_HEADER) &&
			str_starts(STR(REVIEW_HEADER "\n"), rest)) {
		file->bytes.n = 0;
		status = cut(file, 0, err);
		return status == PANTAU_OK ? append(file,
				STR(REVIEW_HEADER "\n"), err) : status;
	}
	if (!str_eq(pantau_str_trim(pantau_str_cut(&rest, '\n')),
			STR(REVIEW_HEADER))) {
		return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
				"'%s' is not a file of answers; give --output "
				"another name", "'%s' bukan berkas jawaban; beri "
				"--output nama lain"), path);
	}
	return mend(file, err);
}

/* Whether the path still names it: editors put another file there. */
static bool still_there(const struct review_file *file)
{
	struct stat a, b;
	return fstat(file->fd, &a) == 0 && lstat(file->path, &b) == 0 &&
			a.st_ino == b.st_ino && a.st_dev == b.st_dev;
}

void pantau_review_file_finish(struct review_file *file)
{
	if (file->fd >= 0) {
		/* Before the lock goes with the descriptor. */
		if (file->made && file->size == sizeof(REVIEW_HEADER) &&
				ours(file) && still_there(file)) {
			unlink(file->path);
		}
		close(file->fd);
	}
	pantau_buf_finish(&file->bytes);
	*file = (struct review_file){.fd = -1};
}

/* --- rows --- */

static void typed(struct buf *line, struct str s)
{
	size_t at = 0;
	while (at < s.n) {
		uint32_t c = pantau_utf8_next(s, &at, NULL);
		if (c == '\\') {
			pantau_buf_char(line, '\\');
		}
		pantau_buf_utf8(line, c < 0x20 || c == 0x7f ? ' ' : c);
	}
}

static void make_line(const struct review_row *row, struct buf *line)
{
	char time[32];

	pantau_date_utc(row->time, time);
	pantau_buf_str(line, row->text);
	pantau_buf_printf(line, "\t%s\t", pantau_tone_name(row->tone));
	pantau_buf_str(line, row->id);
	pantau_buf_char(line, '\t');
	pantau_buf_str(line, row->source);
	pantau_buf_char(line, '\t');
	typed(line, row->by);
	pantau_buf_printf(line, "\t%s\t", time);
	typed(line, row->reason);
	pantau_buf_char(line, '\t');
	pantau_buf_str(line, row->title);
	pantau_buf_char(line, '\n');
}

enum pantau_status pantau_review_file_put(struct review_file *file,
		const struct review_row *row, struct pantau_error *err)
{
	struct buf line;
	enum pantau_status status;

	if (!ours(file)) {
		return changed(file, err);
	}
	pantau_buf_init(&line);
	make_line(row, &line);
	status = line.failed ? pantau_fail_memory(err)
			: append(file, buf_str(&line), err);
	pantau_buf_finish(&line);
	return status;
}

enum pantau_status pantau_review_file_cut(struct review_file *file,
		uint64_t size, struct pantau_error *err)
{
	if (!ours(file) || size > file->size) {
		return changed(file, err);
	}
	return cut(file, size, err);
}
