/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Names of languages and their codes (ISO 639, shortest form). */

#include "base/language.h"

static const struct {
	const char *name, *code;
} names[] = {
	{"id", "id"}, {"in", "id"}, {"ind", "id"}, {"indonesia", "id"},
	{"indonesian", "id"},
	{"ms", "ms"}, {"may", "ms"}, {"msa", "ms"}, {"zsm", "ms"},
	{"melayu", "ms"}, {"malay", "ms"}, {"malaysia", "ms"},
	{"jv", "jv"}, {"jw", "jv"}, {"jav", "jv"}, {"jawa", "jv"},
	{"javanese", "jv"},
	{"su", "su"}, {"sun", "su"}, {"sunda", "su"}, {"sundanese", "su"},
	{"min", "min"}, {"minang", "min"}, {"minangkabau", "min"},
	{"en", "en"}, {"eng", "en"}, {"inggris", "en"}, {"english", "en"},
	{"mad", "mad"}, {"madura", "mad"}, {"madurese", "mad"},
	{"ban", "ban"}, {"bali", "ban"}, {"balinese", "ban"},
	{"bug", "bug"}, {"bugis", "bug"}, {"buginese", "bug"},
	{"bjn", "bjn"}, {"banjar", "bjn"}, {"banjarese", "bjn"},
	{"ace", "ace"}, {"aceh", "ace"}, {"acehnese", "ace"},
	{"mixed", "mixed"}, {"mul", "mixed"}, {"campuran", "mixed"},
	{"campur", "mixed"},
	{"unknown", ""}, {"und", ""}, {"unk", ""}, {"xx", ""}, {"zxx", ""},
};

static struct str look_up(struct str name, struct str or)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (pantau_str_eq_nocase(name, str_of(names[i].name))) {
			return str_of(names[i].code);
		}
	}
	return or;
}

struct str pantau_language_code(struct str name)
{
	struct str trimmed = pantau_str_trim(name), rest = trimmed;
	if (rest.n > 7 && pantau_str_eq_nocase(str_make(rest.p, 7),
			STR("bahasa "))) {
		rest = pantau_str_trim(str_skip(rest, 7));
	}
	/* 'jv-ID', 'id_ID': the language comes before the region. */
	for (size_t i = 2; i < rest.n && i <= 3; i++) {
		if (rest.p[i] == '-' || rest.p[i] == '_') {
			return look_up(str_make(rest.p, i), trimmed);
		}
	}
	return look_up(rest, trimmed);
}
