/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_OPTION_H
#define PANTAU_CLI_OPTION_H

/*
 * Options are data: help, completion and the manual check come from the same
 * tables that parsing uses. Each row names a member of the struct that the
 * values go to, by offset.
 */

#include "base/error.h"
#include "base/str.h"

enum option_type {
	OPTION_FLAG,   /* bool */
	OPTION_TEXT,   /* const char * */
	OPTION_COUNT,  /* uint64_t, decimal, no sign */
	OPTION_CHOICE, /* int: index into the choices */
	OPTION_LIST,   /* struct option_list: may be given many times */
};

#define OPTION_LIST_MAX 32
struct option_list {
	const char *value[OPTION_LIST_MAX];
	size_t n;
};

struct option_spec {
	const char *name;           /* without the dashes */
	enum option_type type;
	size_t offset;
	const char *value;          /* 'FILE', as help shows it; NULL for a flag */
	const char *const *choices; /* NULL-ended; OPTION_CHOICE */
	const char *help_en, *help_id;
};

/* A table and the struct that it fills; several may be tried in turn. */
struct option_set {
	const struct option_spec *spec; /* ended by a row with name NULL */
	void *values;
};

/*
 * Sorts argv (argc words) into options and other words: the latter are moved
 * to the front in order, their number is *rest. '--' ends the options; '-' and
 * negative numbers are words. PANTAU_USAGE with a suggestion on an unknown
 * option. Words behind a command that takes none are the caller's to refuse.
 */
enum pantau_status pantau_options_parse(const struct option_set *sets,
		size_t n, char **argv, int argc, int *rest,
		struct pantau_error *err);

/* The nearest of the names (NULL-ended) by edit distance; NULL when none is
 * near enough to be meant. */
const char *pantau_suggest(const char *word, const char *const *names);

#endif
