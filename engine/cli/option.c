/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Parsing of options by tables. */

#include "cli/option.h"

#include <stdio.h>

#define SUGGESTIONS_MAX 64

static const struct option_spec *find(const struct option_set *sets, size_t n,
		struct str name, void **values)
{
	for (size_t i = 0; i < n; i++) {
		const struct option_spec *spec = sets[i].spec;
		for (; spec != NULL && spec->name != NULL; spec++) {
			if (str_eq(str_of(spec->name), name)) {
				*values = sets[i].values;
				return spec;
			}
		}
	}
	return NULL;
}

static enum pantau_status unknown(const struct option_set *sets, size_t n,
		const char *word, struct str name, struct pantau_error *err)
{
	const char *names[SUGGESTIONS_MAX + 1];
	size_t count = 0;
	for (size_t i = 0; i < n; i++) {
		const struct option_spec *spec = sets[i].spec;
		for (; spec != NULL && spec->name != NULL; spec++) {
			if (count < SUGGESTIONS_MAX) {
				names[count++] = spec->name;
			}
		}
	}
	names[count] = NULL;
	char plain[64];
	snprintf(plain, sizeof(plain), STR_FMT, STR_ARG(name));
	const char *near = pantau_suggest(plain, names);
	if (near != NULL) {
		return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"unknown option '%.100s'; did you mean '--%s'?",
				"opsi '%.100s' tidak dikenal; maksudnya '--%s'?"),
				word, near);
	}
	return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
			"unknown option '%.100s'; see 'pantau help'",
			"opsi '%.100s' tidak dikenal; lihat 'pantau help'"), word);
}

static enum pantau_status set_choice(const struct option_spec *spec,
		const char *value, int *out, struct pantau_error *err)
{
	struct buf all;
	pantau_buf_init(&all);
	for (int i = 0; spec->choices[i] != NULL; i++) {
		if (strcmp(spec->choices[i], value) == 0) {
			*out = i;
			pantau_buf_finish(&all);
			return PANTAU_OK;
		}
		pantau_buf_printf(&all, "%s%s", i > 0 ? ", " : "",
				spec->choices[i]);
	}
	pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
			"'--%s' cannot be '%.100s'; it is one of %s",
			"'--%s' tidak bisa '%.100s'; pilihannya %s"),
			spec->name, value, all.p != NULL ? all.p : "");
	pantau_buf_finish(&all);
	return PANTAU_USAGE;
}

static enum pantau_status set_count(const struct option_spec *spec,
		const char *value, uint64_t *out, struct pantau_error *err)
{
	int64_t number;
	if (!pantau_str_int(str_of(value), &number) || number < 0) {
		return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"'--%s' takes a whole number, 0 or more, not "
				"'%.100s'", "'--%s' memerlukan bilangan bulat "
				"mulai 0, bukan '%.100s'"),
				spec->name, value);
	}
	*out = (uint64_t)number;
	return PANTAU_OK;
}

static enum pantau_status set(const struct option_spec *spec, void *values,
		const char *value, struct pantau_error *err)
{
	char *member = (char *)values + spec->offset;
	struct option_list *list;
	switch (spec->type) {
	case OPTION_FLAG:
		*(bool *)member = true;
		return PANTAU_OK;
	case OPTION_TEXT:
		*(const char **)member = value;
		return PANTAU_OK;
	case OPTION_COUNT:
		return set_count(spec, value, (uint64_t *)member, err);
	case OPTION_CHOICE:
		return set_choice(spec, value, (int *)member, err);
	case OPTION_LIST:
		list = (struct option_list *)member;
		if (list->n == OPTION_LIST_MAX) {
			return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
					"'--%s' may be given %d times at most",
					"'--%s' paling banyak %d kali"),
					spec->name, OPTION_LIST_MAX);
		}
		list->value[list->n++] = value;
		return PANTAU_OK;
	}
	return PANTAU_USAGE;
}

/* One option at argv[*at]; moves *at to its last word. */
static enum pantau_status take(const struct option_set *sets, size_t n,
		char **argv, int argc, int *at, struct pantau_error *err)
{
	const char *word = argv[*at];
	struct str name = str_of(word + 2);
	const char *equals = strchr(word, '=');
	if (equals != NULL) {
		name.n = (size_t)(equals - (word + 2));
	}
	void *values = NULL;
	const struct option_spec *spec = find(sets, n, name, &values);
	if (spec == NULL) {
		return unknown(sets, n, word, name, err);
	}
	if (spec->type == OPTION_FLAG) {
		if (equals != NULL) {
			return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
					"'--%s' takes no value",
					"'--%s' tidak memakai nilai"), spec->name);
		}
		return set(spec, values, NULL, err);
	}
	if (equals != NULL) {
		return set(spec, values, equals + 1, err);
	}
	if (*at + 1 >= argc) {
		return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"'--%s' needs a value: %s",
				"'--%s' memerlukan nilai: %s"), spec->name,
				PANTAU_T(err, spec->help_en, spec->help_id));
	}
	*at += 1;
	return set(spec, values, argv[*at], err);
}

enum pantau_status pantau_options_parse(const struct option_set *sets,
		size_t n, char **argv, int argc, int *rest,
		struct pantau_error *err)
{
	int words = 0;
	for (int i = 0; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			while (++i < argc) {
				argv[words++] = argv[i];
			}
			break;
		}
		if (strncmp(argv[i], "--", 2) != 0) {
			argv[words++] = argv[i];
			continue;
		}
		enum pantau_status status = take(sets, n, argv, argc, &i, err);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	*rest = words;
	return PANTAU_OK;
}
