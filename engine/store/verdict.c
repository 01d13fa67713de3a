/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The names of verdicts. */

#include "store/verdict.h"

static const struct {
	const char *name, *word;
} names[VERDICTS] = {
	[VERDICT_NONE] = {"none", "-"},
	[VERDICT_FALSE] = {"false", "salah"},
	[VERDICT_MISLEADING] = {"misleading", "menyesatkan"},
	[VERDICT_SCAM] = {"scam", "penipuan"},
	[VERDICT_TRUE] = {"true", "benar"},
	[VERDICT_UNPROVEN] = {"unproven", "belum-terbukti"},
	[VERDICT_SATIRE] = {"satire", "satir"},
};

const char *pantau_verdict_name(enum verdict verdict)
{
	return names[verdict < VERDICTS ? verdict : VERDICT_NONE].name;
}

const char *pantau_verdict_word(enum verdict verdict)
{
	return names[verdict < VERDICTS ? verdict : VERDICT_NONE].word;
}

bool pantau_verdict_parse(struct str name, enum verdict *out)
{
	for (int i = VERDICT_NONE; i < VERDICTS; i++) {
		if (pantau_str_eq_nocase(name, str_of(names[i].word)) ||
				(i != VERDICT_NONE && pantau_str_eq_nocase(name,
				str_of(names[i].name)))) {
			*out = (enum verdict)i;
			return true;
		}
	}
	/* As it is said: the hyphen is for queries, where a blank ends a word. */
	if (pantau_str_eq_nocase(name, STR("belum terbukti"))) {
		*out = VERDICT_UNPROVEN;
		return true;
	}
	return false;
}
