/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_SCHEMA_H
#define PANTAU_LEXICON_SCHEMA_H

/* What each lexicon file looks like: its columns, their types and ranges. */

#include "lexicon/tsv.h"

/* In the order of files: findings and statistics follow it. */
enum table_kind {
	TABLE_ABBREVIATIONS,
	TABLE_ACCOUNTS,
	TABLE_ACTS,
	TABLE_CONTRAST,
	TABLE_DESK,
	TABLE_EMOJI,
	TABLE_ENTITIES,
	TABLE_FOREIGN,
	TABLE_FREQUENCY,
	TABLE_HOAX_CUES,
	TABLE_HOAX_EXCEPTIONS,
	TABLE_HOAX_GROUPS,
	TABLE_INTENSIFIERS,
	TABLE_INTENSIFIERS_JV,
	TABLE_INTENSIFIERS_SU,
	TABLE_LANGUAGE_WEIGHTS,
	TABLE_LANGUAGES,
	TABLE_LEARNED,
	TABLE_MODALITY,
	TABLE_NEGATORS,
	TABLE_NEGATORS_JV,
	TABLE_NEGATORS_SU,
	TABLE_ROOTS,
	TABLE_SENTIMENT,
	TABLE_SENTIMENT_JV,
	TABLE_SENTIMENT_SU,
	TABLE_SLANG,
	TABLE_STEM_EXCEPTIONS,
	TABLE_STOPWORDS,
	TABLE_TONE_TRAITS,
	TABLE_ROOTS_HUNSPELL, /* outside the folder; as TABLE_ROOTS */
	TABLE_KINDS,
	TABLE_MANIFEST = TABLE_KINDS,
};

enum column_type {
	COLUMN_TERM,    /* folded words, one space between */
	COLUMN_CUE,     /* as a term, '*' for any one word */
	COLUMN_ACT,     /* as a cue, or a trait of lexicon/act.h */
	COLUMN_WORD,    /* one folded word */
	COLUMN_SYMBOL,  /* an emoji or emoticon, as written */
	COLUMN_DOTTED,  /* a folded word that ends with a dot */
	COLUMN_NAME,    /* a class: letters, digits, '_' or '-' */
	COLUMN_TEXT,    /* anything */
	COLUMN_INT,     /* within least..most */
	COLUMN_REAL,    /* within least..most */
	COLUMN_CHOICE,  /* one of choices; number is its index */
	COLUMN_AFFIXES, /* enum affix names; number is the bits */
	COLUMN_LEARNED, /* lexicon/learned.h */
	COLUMN_PART,    /* letters of a word: '^' where it begins, '$' its end */
};

struct column {
	const char *name;
	enum column_type type;
	bool optional; /* the file may lack the column */
	bool empty;    /* a cell may be empty */
	double least, most;
	const char *const *choices; /* NULL-ended */
};

struct schema {
	enum table_kind kind;
	const char *file;
	bool open; /* columns of other names are allowed and ignored */
	int class_; /* column that names the row's class, or -1 */
	size_t columns;
	struct column column[TSV_COLUMNS];
};

/* Column numbers, in the order of the schemas. Column 0 is always the key. */
enum {
	ABBREVIATION_FORM = 0, ABBREVIATION_NORMAL, ABBREVIATION_CLASS,
	ACCOUNT_HANDLE = 0, ACCOUNT_NAME, ACCOUNT_KIND,
	ACT_CUE = 0, ACT_ACT, ACT_WEIGHT, ACT_PLACE,
	CONTRAST_TERM = 0, CONTRAST_BEFORE, CONTRAST_AFTER,
	TONE_TERM = 0, TONE_POLARITY, TONE_CLASS, TONE_NEGATIVE, TONE_NEUTRAL,
	TONE_POSITIVE,
	CUE_CUE = 0, CUE_KIND, CUE_GROUP, CUE_WEIGHT,
	EXCEPT_CONTEXT = 0, EXCEPT_KIND, EXCEPT_NAME, EXCEPT_REASON,
	GROUP_GROUP = 0, GROUP_CAP, GROUP_TITLE_ID, GROUP_TITLE_EN,
	ENTITY_TERM = 0, ENTITY_KIND,
	FOREIGN_WORD = 0, FOREIGN_CLASS,
	FREQUENCY_WORD = 0, FREQUENCY_LEVEL,
	INTENSIFIER_TERM = 0, INTENSIFIER_FACTOR, INTENSIFIER_SIDE,
	PART_PART = 0, PART_WEIGHT,
	LANGUAGE_CODE = 0, LANGUAGE_TONE,
	LAYER_TERM = 0, LAYER_NEGATIVE, LAYER_NEUTRAL, LAYER_POSITIVE,
	LAYER_TEXTS, LAYER_BY,
	MODALITY_TERM = 0, MODALITY_KIND, MODALITY_FACTOR,
	NEGATOR_TERM = 0, NEGATOR_SCOPE, NEGATOR_KIND,
	ROOT_ROOT = 0, ROOT_CLASS, ROOT_AFFIXES,
	SLANG_INFORMAL = 0, SLANG_FORMAL, SLANG_CLASS, SLANG_GUARD,
	EXCEPTION_FORM = 0, EXCEPTION_STEM,
	STOPWORD_WORD = 0, STOPWORD_CLASS,
	MANIFEST_FILE = 0, MANIFEST_ROWS,
};

/* Of LAYER_BY: the row was fitted; any other, or none: a person's. */
#define LAYER_FITTED "fit"

enum { CUE_PHRASE, CUE_FEATURE }; /* values of CUE_KIND */
enum { EXCEPT_CUE, EXCEPT_GROUP }; /* values of EXCEPT_KIND */
enum { TONE_NO, TONE_YES }; /* values of LANGUAGE_TONE */
/* Values of SLANG_GUARD: a standard word keeps its reading; a free one is
 * rewritten although it is a root, because that root is the informal word. */
enum { GUARD_NONE, GUARD_STANDARD, GUARD_FREE, GUARD_USUAL };

#define TERM_WORDS_MAX 12
#define WORD_POINTS_MAX 64 /* characters that folding keeps of a word */

const struct schema *pantau_schema(enum table_kind kind);
/* The language that the rows of a table count in, as score_entry has it. */
unsigned pantau_schema_language(enum table_kind kind);
/* The schema of a file name; NULL when the name is not known. */
const struct schema *pantau_schema_by_name(struct str file);

/* Checks each cell against its column's type and fills its number. */
void pantau_schema_check(struct table *table, struct finding_list *list);

/* The bits of 'mekan,ber'; false when a name is none (*bad is that name). */
bool pantau_affixes_parse(struct str s, uint32_t *bits, struct str *bad);

/*
 * True when s, UTF-8 within the limits above, is as the analyser would fold it;
 * otherwise *folded is how to write it (empty when there is no way).
 */
bool pantau_folded(struct str s, struct buf *folded);

/* Takes apart the term of a row of a learned layer. False if such a row would
 * be rejected; scratch is overwritten. */
struct learned_term;
bool pantau_learned_fits(struct str cell, struct learned_term *out,
		struct buf *scratch);

#endif
