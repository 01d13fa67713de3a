/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The columns of every lexicon file. pantau-lexicon(5) describes the same. */

#include "lexicon/act.h"
#include "lexicon/schema.h"
#include "lexicon/score_image.h"

static const char *const sides[] = {"before", "after", "both", NULL};
static const char *const negator_kinds[] = {"plain", "weak", "never",
	"not_yet", "without", "prohibit", "double", NULL};
static const char *const guards[] = {"", "standar", "bebas", "lazim",
	NULL};
static const char *const codes[] = {"id", "ms", "jv", "su", "min", "en", NULL};
static const char *const answers[] = {"no", "yes", NULL};
static const char *const acts[] = {"none", "complaint", "aspiration",
	"question", "information", "praise", NULL};
static const char *const act_places[] = {"any", "begin", "end", NULL};
static const char *const modalities[] = {"wish", "should", "condition",
	"doubt", "request", NULL};
static const char *const cue_kinds[] = {"phrase", "feature", NULL};
static const char *const except_kinds[] = {"cue", "group", NULL};

/* Columns that several files share. */
#define NOTE {.name = "note", .type = COLUMN_TEXT, .optional = true, \
		.empty = true}
#define EXAMPLE {.name = "example", .type = COLUMN_TEXT, .optional = true, \
		.empty = true}
#define CLASS {.name = "class", .type = COLUMN_NAME}
#define WEIGHT(column) {.name = column, .type = COLUMN_REAL, \
		.optional = true, .empty = true, .least = -5, .most = 5}

#define PART_WEIGHT(language) {.name = language, .type = COLUMN_INT, \
		.least = -127, .most = 127}

#define LEARNED_COLUMNS { \
		{.name = "term", .type = COLUMN_LEARNED}, \
		{.name = "negative", .type = COLUMN_REAL, \
			.least = -20, .most = 20}, \
		{.name = "neutral", .type = COLUMN_REAL, \
			.least = -20, .most = 20}, \
		{.name = "positive", .type = COLUMN_REAL, \
			.least = -20, .most = 20}, \
		{.name = "texts", .type = COLUMN_INT, .optional = true, \
			.empty = true, .least = 0, .most = 1e9}, \
		{.name = "by", .type = COLUMN_TEXT, .optional = true, \
			.empty = true}, \
		NOTE, \
	}

#define INTENSIFIER_COLUMNS { \
		{.name = "term", .type = COLUMN_TERM}, \
		{.name = "factor", .type = COLUMN_REAL, \
			.least = 0.1, .most = 5}, \
		{.name = "side", .type = COLUMN_CHOICE, .choices = sides}, \
		EXAMPLE, \
		NOTE, \
	}

#define NEGATOR_COLUMNS { \
		{.name = "term", .type = COLUMN_TERM}, \
		{.name = "scope", .type = COLUMN_INT, .least = 1, .most = 12}, \
		{.name = "kind", .type = COLUMN_CHOICE, \
			.choices = negator_kinds}, \
		EXAMPLE, \
		NOTE, \
	}

#define ROOT_COLUMNS { \
		{.name = "root", .type = COLUMN_WORD}, \
		CLASS, \
		{.name = "affixes", .type = COLUMN_AFFIXES, .empty = true}, \
		NOTE, \
	}

#define TONE_COLUMNS(term_type) { \
		{.name = "term", .type = term_type}, \
		{.name = "polarity", .type = COLUMN_INT, \
			.least = -3, .most = 3}, \
		CLASS, \
		WEIGHT("negative"), \
		WEIGHT("neutral"), \
		WEIGHT("positive"), \
		EXAMPLE, \
		NOTE, \
	}

static const struct schema schemas[] = {
	{TABLE_ABBREVIATIONS, "abbreviations.tsv", false, 2, 4, {
		{.name = "form", .type = COLUMN_DOTTED},
		{.name = "normal", .type = COLUMN_WORD},
		CLASS,
		EXAMPLE,
	}},
	{TABLE_ACCOUNTS, "accounts.tsv", false, 2, 4, {
		{.name = "handle", .type = COLUMN_WORD},
		{.name = "name", .type = COLUMN_TEXT},
		{.name = "kind", .type = COLUMN_NAME},
		NOTE,
	}},
	{TABLE_ACTS, "acts.tsv", false, -1, 6, {
		{.name = "cue", .type = COLUMN_ACT},
		{.name = "act", .type = COLUMN_CHOICE, .choices = acts},
		{.name = "weight", .type = COLUMN_REAL,
			.least = -5, .most = 5},
		{.name = "place", .type = COLUMN_CHOICE,
			.choices = act_places},
		EXAMPLE,
		NOTE,
	}},
	{TABLE_CONTRAST, "contrast.tsv", false, -1, 5, {
		{.name = "term", .type = COLUMN_TERM},
		{.name = "before", .type = COLUMN_REAL, .least = 0, .most = 3},
		{.name = "after", .type = COLUMN_REAL, .least = 0, .most = 3},
		EXAMPLE,
		NOTE,
	}},
	{TABLE_DESK, "desk.tsv", false, -1, 7, LEARNED_COLUMNS},
	{TABLE_EMOJI, "emoji.tsv", false, 2, 8, TONE_COLUMNS(COLUMN_SYMBOL)},
	{TABLE_ENTITIES, "entities.tsv", false, 1, 3, {
		{.name = "term", .type = COLUMN_TERM},
		{.name = "kind", .type = COLUMN_NAME},
		NOTE,
	}},
	{TABLE_FOREIGN, "foreign.tsv", false, 1, 3, {
		{.name = "word", .type = COLUMN_WORD},
		CLASS,
		NOTE,
	}},
	{TABLE_FREQUENCY, "frequency.tsv", false, -1, 2, {
		{.name = "word", .type = COLUMN_WORD},
		{.name = "level", .type = COLUMN_INT, .least = 1, .most = 20},
	}},
	{TABLE_HOAX_CUES, "hoax-cues.tsv", false, 2, 6, {
		{.name = "cue", .type = COLUMN_CUE},
		{.name = "kind", .type = COLUMN_CHOICE, .choices = cue_kinds},
		{.name = "group", .type = COLUMN_NAME},
		{.name = "weight", .type = COLUMN_REAL,
			.least = -5, .most = 5},
		EXAMPLE,
		NOTE,
	}},
	{TABLE_HOAX_EXCEPTIONS, "hoax-exceptions.tsv", false, 1, 4, {
		{.name = "context", .type = COLUMN_CUE},
		{.name = "kind", .type = COLUMN_CHOICE,
			.choices = except_kinds},
		{.name = "name", .type = COLUMN_TEXT},
		{.name = "reason", .type = COLUMN_TEXT},
	}},
	{TABLE_HOAX_GROUPS, "hoax-groups.tsv", false, -1, 5, {
		{.name = "group", .type = COLUMN_NAME},
		{.name = "cap", .type = COLUMN_REAL, .least = 0, .most = 10},
		{.name = "title_id", .type = COLUMN_TEXT},
		{.name = "title_en", .type = COLUMN_TEXT},
		NOTE,
	}},
	{TABLE_INTENSIFIERS, "intensifiers.tsv", false, 2, 5,
		INTENSIFIER_COLUMNS},
	{TABLE_INTENSIFIERS_JV, "intensifiers-jv.tsv", false, 2, 5,
		INTENSIFIER_COLUMNS},
	{TABLE_INTENSIFIERS_SU, "intensifiers-su.tsv", false, 2, 5,
		INTENSIFIER_COLUMNS},
	{TABLE_LANGUAGE_WEIGHTS, "language-weights.tsv", false, -1, 7, {
		{.name = "part", .type = COLUMN_PART},
		PART_WEIGHT("id"),
		PART_WEIGHT("ms"),
		PART_WEIGHT("jv"),
		PART_WEIGHT("su"),
		PART_WEIGHT("min"),
		PART_WEIGHT("en"),
	}},
	{TABLE_LANGUAGES, "languages.tsv", false, -1, 3, {
		{.name = "language", .type = COLUMN_CHOICE, .choices = codes},
		{.name = "tone", .type = COLUMN_CHOICE, .choices = answers},
		NOTE,
	}},
	{TABLE_LEARNED, "learned.tsv", false, -1, 7, LEARNED_COLUMNS},
	{TABLE_MODALITY, "modality.tsv", false, 1, 5, {
		{.name = "term", .type = COLUMN_TERM},
		{.name = "kind", .type = COLUMN_CHOICE, .choices = modalities},
		{.name = "factor", .type = COLUMN_REAL,
			.least = -1, .most = 2},
		EXAMPLE,
		NOTE,
	}},
	{TABLE_NEGATORS, "negators.tsv", false, 2, 5, NEGATOR_COLUMNS},
	{TABLE_NEGATORS_JV, "negators-jv.tsv", false, 2, 5, NEGATOR_COLUMNS},
	{TABLE_NEGATORS_SU, "negators-su.tsv", false, 2, 5, NEGATOR_COLUMNS},
	{TABLE_ROOTS, "roots.tsv", false, 1, 4, ROOT_COLUMNS},
	{TABLE_SENTIMENT, "sentiment.tsv", false, 2, 8,
		TONE_COLUMNS(COLUMN_TERM)},
	{TABLE_SENTIMENT_JV, "sentiment-jv.tsv", false, 2, 8,
		TONE_COLUMNS(COLUMN_TERM)},
	{TABLE_SENTIMENT_SU, "sentiment-su.tsv", false, 2, 8,
		TONE_COLUMNS(COLUMN_TERM)},
	{TABLE_SLANG, "slang.tsv", false, 2, 6, {
		{.name = "informal", .type = COLUMN_WORD},
		{.name = "formal", .type = COLUMN_TERM},
		CLASS,
		{.name = "guard", .type = COLUMN_CHOICE, .empty = true,
			.choices = guards},
		EXAMPLE,
		NOTE,
	}},
	{TABLE_STEM_EXCEPTIONS, "stem-exceptions.tsv", false, -1, 3, {
		{.name = "form", .type = COLUMN_WORD},
		{.name = "stem", .type = COLUMN_WORD},
		NOTE,
	}},
	{TABLE_STOPWORDS, "stopwords.tsv", false, 1, 4, {
		{.name = "word", .type = COLUMN_WORD},
		CLASS,
		EXAMPLE,
		NOTE,
	}},
	{TABLE_TONE_TRAITS, "tone-traits.tsv", false, -1, 5, {
		{.name = "trait", .type = COLUMN_LEARNED},
		{.name = "negative", .type = COLUMN_REAL,
			.least = -20, .most = 20},
		{.name = "neutral", .type = COLUMN_REAL,
			.least = -20, .most = 20},
		{.name = "positive", .type = COLUMN_REAL,
			.least = -20, .most = 20},
		NOTE,
	}},
	{TABLE_ROOTS_HUNSPELL, "roots-hunspell.tsv", false, 1, 4,
		ROOT_COLUMNS},
	{TABLE_MANIFEST, "MANIFEST.tsv", true, -1, 2, {
		{.name = "file", .type = COLUMN_TEXT},
		{.name = "rows", .type = COLUMN_INT, .optional = true,
			.empty = true, .least = 0, .most = 1e9},
	}},
};

_Static_assert(sizeof(codes) / sizeof(codes[0]) == SCORE_LANGUAGES + 1,
		"a code and a column of weights for each language");
_Static_assert(sizeof(acts) / sizeof(acts[0]) == ACTS + 1,
		"a name for each act");
_Static_assert(sizeof(schemas) / sizeof(schemas[0]) == TABLE_KINDS + 1,
		"one schema for each kind, in the order of the kinds");

const struct schema *pantau_schema(enum table_kind kind)
{
	return &schemas[kind];
}

unsigned pantau_schema_language(enum table_kind kind)
{
	switch (kind) {
	case TABLE_INTENSIFIERS_JV:
	case TABLE_NEGATORS_JV:
	case TABLE_SENTIMENT_JV:
		return SCORE_LANGUAGE_JV;
	case TABLE_INTENSIFIERS_SU:
	case TABLE_NEGATORS_SU:
	case TABLE_SENTIMENT_SU:
		return SCORE_LANGUAGE_SU;
	default:
		return 0;
	}
}

const struct schema *pantau_schema_by_name(struct str file)
{
	for (size_t i = 0; i < sizeof(schemas) / sizeof(schemas[0]); i++) {
		if (str_eq(file, str_of(schemas[i].file))) {
			return &schemas[i];
		}
	}
	return NULL;
}
