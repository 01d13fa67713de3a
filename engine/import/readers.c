/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The table of formats, and what names say about them. */

#include "import/reader.h"

static const struct reader_ops *const readers[] = {
	&pantau_reader_ndjson,
	&pantau_reader_csv,
	&pantau_reader_text,
};

const struct reader_ops *pantau_reader_choose(struct str head, bool whole,
		struct str name, bool alone)
{
	const struct reader_ops *best = NULL;
	int highest = 0;
	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		int bid = readers[i]->bid(head, whole, name, alone);
		if (bid > highest) {
			highest = bid;
			best = readers[i];
		}
	}
	return best;
}

static bool ends_nocase(struct str name, struct str extension)
{
	return name.n > extension.n && pantau_str_eq_nocase(
			str_skip(name, name.n - extension.n), extension);
}

/* The name without folders and without .gz, .zst, .xz, .bz2. */
static struct str plain_name(struct str path)
{
	static const char *const packed[] = {".gz", ".zst", ".xz", ".bz2"};
	while (path.n > 1 && path.p[path.n - 1] == '/') {
		path.n--;
	}
	for (size_t i = path.n; i-- > 0;) {
		if (path.p[i] == '/') {
			path = str_skip(path, i + 1);
			break;
		}
	}
	for (size_t i = 0; i < sizeof(packed) / sizeof(packed[0]); i++) {
		if (ends_nocase(path, str_of(packed[i]))) {
			path.n -= strlen(packed[i]);
			break;
		}
	}
	return path;
}

bool pantau_reader_named(struct str name, struct str extension)
{
	return ends_nocase(plain_name(name), extension);
}

struct str pantau_reader_base_name(struct str path)
{
	struct str name = plain_name(path);
	for (size_t i = name.n; i-- > 1;) {
		if (name.p[i] == '.') {
			name.n = i;
			break;
		}
	}
	return name;
}
