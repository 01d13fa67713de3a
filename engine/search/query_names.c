/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Names of fields and filters, operators, and slips of the finger. */

#include "search/query_names.h"

#include "base/distance.h"

static const struct query_name names[] = {
	{"judul", NAME_FIELD, FIELD_TITLE},
	{"title", NAME_FIELD, FIELD_TITLE},
	{"isi", NAME_FIELD, FIELD_TEXT},
	{"text", NAME_FIELD, FIELD_TEXT},
	{"sumber", NAME_FILTER, FILTER_SOURCE},
	{"source", NAME_FILTER, FILTER_SOURCE},
	{"jenis", NAME_FILTER, FILTER_KIND},
	{"kind", NAME_FILTER, FILTER_KIND},
	{"akun", NAME_FILTER, FILTER_AUTHOR},
	{"author", NAME_FILTER, FILTER_AUTHOR},
	{"nada", NAME_FILTER, FILTER_TONE},
	{"tone", NAME_FILTER, FILTER_TONE},
	{"bahasa", NAME_FILTER, FILTER_LANGUAGE},
	{"language", NAME_FILTER, FILTER_LANGUAGE},
	{"isu", NAME_FILTER, FILTER_ISSUE},
	{"issue", NAME_FILTER, FILTER_ISSUE},
	{"tanggal", NAME_FILTER, FILTER_DATE},
	{"date", NAME_FILTER, FILTER_DATE},
	{"hoaks", NAME_FILTER, FILTER_HOAX},
	{"hoax", NAME_FILTER, FILTER_HOAX},
	{"wilayah", NAME_FILTER, FILTER_REGION},
	{"region", NAME_FILTER, FILTER_REGION},
	{"salinan", NAME_FILTER, FILTER_COPIES},
	{"copies", NAME_FILTER, FILTER_COPIES},
	{"putusan", NAME_FILTER, FILTER_VERDICT},
	{"verdict", NAME_FILTER, FILTER_VERDICT},
	{"klaim", NAME_FILTER, FILTER_CLAIM},
	{"claim", NAME_FILTER, FILTER_CLAIM},
	{"cerita", NAME_FILTER, FILTER_STORY},
	{"story", NAME_FILTER, FILTER_STORY},
	{"tagar", NAME_HASHTAG, 0},
	{"hashtag", NAME_HASHTAG, 0},
};

#define NAMES (sizeof(names) / sizeof(names[0]))
#define NAME_LONGEST 8
#define TYPED_LONGEST (NAME_LONGEST + 2)

const struct query_name *pantau_query_name(struct str name)
{
	for (size_t i = 0; i < NAMES; i++) {
		if (pantau_str_eq_nocase(name, str_of(names[i].name))) {
			return &names[i];
		}
	}
	return NULL;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* Short names are near to too many words to be guessed at, and 'Berita: ...'
 * is how headlines begin, not a slip of 'cerita'. */
const char *pantau_query_name_near(struct str name)
{
	const char *found = NULL;
	struct letters typed = {.n = name.n}, known;
	unsigned best = 3;
	if (name.n < 4 || name.n > TYPED_LONGEST ||
			pantau_str_eq_nocase(name, STR("berita"))) {
		return NULL;
	}
	for (size_t i = 0; i < name.n; i++) {
		typed.at[i] = (unsigned char)lower(name.p[i]);
		if (typed.at[i] < 'a' || typed.at[i] > 'z') {
			return NULL;
		}
	}
	for (size_t i = 0; i < NAMES; i++) {
		pantau_letters_of(str_of(names[i].name), &known);
		unsigned allowed = known.n < 4 ? 0 : known.n < 6 ? 1 : 2;
		unsigned away = pantau_distance(&typed, &known, allowed);
		if (away <= allowed && away < best) {
			best = away;
			found = names[i].name;
		}
	}
	return found;
}

const char *pantau_query_filter_name(enum query_filter filter)
{
	static const char *const english[] = {
		[FILTER_SOURCE] = "source", [FILTER_KIND] = "kind",
		[FILTER_AUTHOR] = "author", [FILTER_TONE] = "tone",
		[FILTER_LANGUAGE] = "language", [FILTER_ISSUE] = "issue",
		[FILTER_DATE] = "date", [FILTER_HOAX] = "hoax",
		[FILTER_REGION] = "region", [FILTER_COPIES] = "copies",
		[FILTER_VERDICT] = "verdict",
		[FILTER_CLAIM] = "claim",
		[FILTER_STORY] = "story",
	};
	return english[filter];
}

/* The number behind 'DEKAT/'; SIZE_MAX when it is no good. */
static size_t near_distance(struct str digits)
{
	size_t value = 0;
	if (digits.n == 0 || digits.n > 4) {
		return SIZE_MAX;
	}
	for (size_t i = 0; i < digits.n; i++) {
		if (digits.p[i] < '0' || digits.p[i] > '9') {
			return SIZE_MAX;
		}
		value = value * 10 + (size_t)(digits.p[i] - '0');
	}
	return value <= QUERY_DISTANCE_MAX ? value : SIZE_MAX;
}

enum operator_word pantau_query_operator(struct str word, bool *capitals,
		size_t *distance)
{
	static const struct {
		const char *name;
		enum operator_word word;
	} operators[] = {
		{"DAN", WORD_AND}, {"AND", WORD_AND}, {"ATAU", WORD_OR},
		{"OR", WORD_OR}, {"TANPA", WORD_NOT}, {"NOT", WORD_NOT},
		{"DEKAT", WORD_NEAR}, {"NEAR", WORD_NEAR},
	};
	const char *slash = word.n != 0 ? memchr(word.p, '/', word.n) : NULL;
	struct str name = slash == NULL ? word :
			str_make(word.p, (size_t)(slash - word.p));
	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
		struct str known = str_of(operators[i].name);
		if (!pantau_str_eq_nocase(name, known)) {
			continue;
		}
		if (slash != NULL && operators[i].word != WORD_NEAR) {
			return WORD_PLAIN;
		}
		*capitals = str_eq(name, known);
		*distance = slash == NULL ? QUERY_DISTANCE :
				near_distance(str_skip(word, name.n + 1));
		return operators[i].word;
	}
	return WORD_PLAIN;
}
