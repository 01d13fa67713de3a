/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_GOLD_H
#define PANTAU_TUNE_GOLD_H

/*
 * Labelled texts, to measure the scorer by and to fit layers on.
 *
 * A file is UTF-8 (a byte order mark and CR LF are taken), a row a line, a tab
 * between cells, no quotes; each row has as many cells as the first. If the
 * first line names a column for the tone and one for the text or the title it
 * is the header; else every row is 'text<TAB>label'. Columns, in any order:
 *
 *	text, title    at least one of the two has something in each row
 *	tone, label    positive, neutral, negative; pos, neu, neg; positif ...
 *	act            complaint, aspiration, question, information, praise, none
 *	language       as base/language.h reads it
 *	date           as base/date.h reads it; WIB where it names no zone
 *	group          rows of a file with the same name stay on one side of a
 *	               split
 *	kind, id, source
 *
 * Their Indonesian names will do as well ('teks', 'nada', 'tanggal'); of two
 * columns for the same the first counts, others are passed over. Lines that are
 * '#' or begin with '# ' are comments before the header, or before the first
 * row where there is none. Empty lines are passed over.
 *
 * A file whose first row shows that it is CSV or JSON is told once, with what to
 * do, and has no rows. Rows that cannot be used are told and left out; the others are kept.
 */

#include "base/arena.h"
#include "base/error.h"
#include "pantau/score.h"

#define GOLD_LINE_MAX ((size_t)1 << 20)
#define GOLD_FILE_MAX ((size_t)1 << 30)
#define GOLD_ACTS 5

struct gold_item {
	struct str text, title, kind, id, source;
	struct str group_name; /* as in the file; may be empty */
	int64_t date;          /* UTC seconds; INT64_MIN: none */
	uint32_t file;         /* index into gold.file */
	uint32_t line;         /* from 1 */
	uint32_t group;        /* of near-duplicates; 0 until they are grouped */
	uint8_t tone;          /* PANTAU_TONE_NEGATIVE, _NEUTRAL or _POSITIVE */
	uint8_t act;           /* 1 complaint, 2 aspiration, 3 question, 4
	                          information, 5 praise; 0: none, or unknown */
	uint8_t has_act;       /* the act is known, be it none */
	uint8_t language;      /* enum pantau_language; UNKNOWN: not given */
};

struct gold_file {
	const char *name;
	struct buf bytes;      /* empty where they are lent */
	size_t rows, rejected;
};

/* Items stand in the order in which they were read. */
struct gold {
	struct gold_item *item; /* views into the bytes of the files */
	size_t n, room;
	struct gold_file *file;
	size_t files;
	size_t rejected;        /* rows, in all files */
	uint32_t groups;        /* 0 until they are grouped */
	bool unlabelled;        /* set before reading: labels may be missing,
	                           items have tone NONE then, and a file without
	                           header may have one text a line */
	struct arena arena;
};

/* Takes what is found. The strings are valid during the call only; column is in
 * bytes from 1. found may be NULL. */
struct gold_report {
	enum pantau_lang lang;
	void (*found)(void *context, const char *file, uint64_t line,
			uint64_t column, const char *message);
	void *context;
};

void pantau_gold_init(struct gold *gold);
void pantau_gold_finish(struct gold *gold);

/*
 * Adds the rows of a file, or of standard input where path is "-", which is its
 * name then. Rejected rows are no failure. PANTAU_NOT_FOUND,
 * PANTAU_IO, PANTAU_LIMIT (over GOLD_FILE_MAX), PANTAU_NO_MEMORY: nothing of
 * this file was added then.
 */
enum pantau_status pantau_gold_read(struct gold *gold, const char *path,
		const struct gold_report *report, struct pantau_error *err);
/* The same of bytes, which are lent for as long as the set is used; name is
 * copied. */
enum pantau_status pantau_gold_read_bytes(struct gold *gold, const char *name,
		struct str bytes, const struct gold_report *report,
		struct pantau_error *err);

/* A tone by any of its names above, whatever the case. False if it is none. */
bool pantau_gold_tone(struct str name, uint8_t *tone);
/* The name of a tone in the language of messages. */
const char *pantau_gold_tone_name(enum pantau_lang lang, unsigned tone);
/* An act (0: none) by its name, English or Indonesian, whatever the case. */
bool pantau_gold_act(struct str name, uint8_t *act);

/* Title and text as one, a line each, to fit on; made in the arena where an
 * item has both. p NULL when memory is out. */
struct str pantau_gold_whole(const struct gold_item *item,
		struct arena *arena);

/* --- gold_check.c --- */

struct gold_sum {
	size_t tone[PANTAU_TONE_POSITIVE + 1]; /* items by tone */
	size_t copies;    /* items whose title and text stand there before */
	size_t conflicts; /* of them, with another tone than where they first
	                     stood */
};

/* Fails with PANTAU_NOT_FOUND for a set without any item. */
enum pantau_status pantau_gold_none(const struct gold *gold,
		struct pantau_error *err);

/*
 * Counts, and tells of each text that has two tones: the later place, naming
 * the first. *sum is filled on PANTAU_BAD_INPUT as well.
 *
 * PANTAU_NOT_FOUND: there is no item. PANTAU_BAD_INPUT: all have one tone, so
 * that nothing can be measured or fitted. PANTAU_NO_MEMORY.
 */
enum pantau_status pantau_gold_check(const struct gold *gold,
		const struct gold_report *report, struct gold_sum *sum,
		struct pantau_error *err);

/*
 * Fills the groups of the items: near-duplicates (similar/group.h, at its usual
 * threshold) and rows with the same name in column 'group' of their file are
 * of one. Numbered from 0 by first items. Whatever the analyser lent before is
 * gone. PANTAU_NO_MEMORY, PANTAU_LIMIT.
 */
enum pantau_status pantau_gold_group(struct gold *gold,
		struct pantau_analyser *analyser, struct pantau_error *err);

/* Adds a text to groups that are being made; as pantau_groups_add. Whatever the
 * analyser lent before is gone. */
struct pantau_groups;
enum pantau_status pantau_gold_group_text(struct pantau_groups *groups,
		struct str title, struct str text,
		struct pantau_analyser *analyser, struct pantau_error *err);

#endif
