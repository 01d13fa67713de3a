/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Keeps people's files from being written over by a slip of the hand. */

#include "cli/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOOKED_AT ((size_t)64 << 10) /* comments of a layer name its texts */

static bool is_ours(struct str bytes, const char *const *heads)
{
	if (str_starts(bytes, STR("\xef\xbb\xbf"))) {
		bytes = str_skip(bytes, 3);
	}
	while (bytes.n > 0 && bytes.p[0] == '#') {
		pantau_str_cut(&bytes, '\n');
	}
	bool ours = pantau_str_trim(bytes).n == 0;
	for (size_t i = 0; !ours && heads[i] != NULL; i++) {
		ours = str_starts(bytes, str_of(heads[i]));
	}
	return ours;
}

/* The beginning of a file; -1 and errno. */
static ssize_t read_head(int fd, char *p)
{
	size_t n = 0;
	while (n < LOOKED_AT) {
		ssize_t done = read(fd, p + n, LOOKED_AT - n);
		if (done < 0 && errno == EINTR) {
			continue;
		}
		if (done <= 0) {
			return done < 0 ? -1 : (ssize_t)n;
		}
		n += (size_t)done;
	}
	return (ssize_t)n;
}

enum pantau_status pantau_output_check(struct cli *cli, const char *path,
		const char *const *heads)
{
	char head[LOOKED_AT];
	struct stat info;
	/* A pipe that nobody writes must not make it wait. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT) {
		return PANTAU_OK;
	}
	bool file = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
	ssize_t n = file ? read_head(fd, head) : -1;
	enum pantau_status status = PANTAU_OK;
	if (fd < 0 || (file && n < 0)) {
		status = pantau_fail_errno(&cli->err, "cannot read",
				"tidak dapat membaca", path);
	} else if (!file) {
		status = pantau_fail(&cli->err, PANTAU_IO, SAY(cli,
				"'%s' is not a file", "'%s' bukan berkas"), path);
	} else if (!is_ours(str_make(head, (size_t)n), heads)) {
		status = pantau_fail(&cli->err, PANTAU_BAD_INPUT, SAY(cli,
				"'%s' is another file and stays as it is; give "
				"another name", "'%s' berisi hal lain dan tidak "
				"ditimpa; beri nama lain"), path);
	}
	if (fd >= 0) {
		close(fd);
	}
	return status;
}
