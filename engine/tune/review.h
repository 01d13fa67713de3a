/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_REVIEW_H
#define PANTAU_TUNE_REVIEW_H

/*
 * Which texts a person should label first, and what was answered so far.
 *
 * Uncertainty is 1 less the margin of the two best probabilities (Scheffer,
 * Decomain and Wrobel 2001); a text that the lexicons do not assess has none.
 * Of a group of near-duplicates (similar/group.h) the most uncertain text is
 * asked, the earlier at equal ones, and its answer stands for all. Groups are
 * asked by uncertainty * (1 + log2 of their texts), the highest first; at equal
 * ones in the order in which they were added.
 *
 * Same texts in the same order, same questions. One thread at a time.
 */

#include "tune/gold.h"
#include "tune/review_file.h"

#define REVIEW_EVIDENCE 3
#define REVIEW_TEXT_MAX ((size_t)256 << 10) /* longer texts are cut there */

struct review_item {
	struct str text, title; /* as shown; one of the two has something */
	struct str id, source;  /* may be empty */
	float negative, neutral, positive; /* all 0: not assessed */
	uint8_t label;          /* enum pantau_tone: what the scorer says */
	uint8_t evidences;
	struct pantau_evidence evidence[REVIEW_EVIDENCE]; /* the strongest */
};

struct review_question {
	uint32_t item;
	uint32_t copies;    /* texts of its group, itself among them */
	double uncertainty; /* 0 to 1 */
	double rank;        /* what they are ordered by */
};

/* An answer, or a question that was passed over. */
struct review_step {
	uint64_t before; /* size of the file */
	uint8_t tone;    /* enum pantau_tone; NONE: passed over */
	struct str reason;
};

struct review {
	struct review_item *item;
	size_t n, room;
	struct review_question *question;
	struct review_step *step; /* of the questions before at */
	size_t questions, at;
	size_t answered;      /* steps with a tone */
	size_t before;        /* groups that were answered in an earlier run */
	struct arena arena;
};

void pantau_review_init(struct review *review);
void pantau_review_finish(struct review *review);

/* Adds a copy. Control characters of its strings become blanks and ill-formed
 * bytes question marks, one for one, so that evidence keeps its place; a text
 * without anything to read is left out. PANTAU_NO_MEMORY. */
enum pantau_status pantau_review_add(struct review *review,
		const struct review_item *item, struct pantau_error *err);

/* The strongest contributions of a tone go into an item, words before traits of
 * the text, with its label and its probabilities. Of equal ones the first. */
void pantau_review_score(struct review_item *item,
		const struct pantau_tone_score *tone);

/* 0 to 1. */
double pantau_review_uncertainty(const struct review_item *item);

/*
 * Settles the questions, at most limit. What is in answered, or a near-copy of
 * it, is not asked. Whatever the analyser lent before is gone. Once a review.
 * PANTAU_NO_MEMORY, PANTAU_LIMIT.
 */
enum pantau_status pantau_review_order(struct review *review,
		const struct gold *answered, size_t limit,
		struct pantau_analyser *analyser, struct pantau_error *err);

/* The question at hand; NULL behind the last. */
const struct review_question *pantau_review_now(const struct review *review);

/* Who answers, and when. */
struct review_who {
	struct str by;
	int64_t now; /* UTC seconds */
};

/*
 * Answers the question at hand: the row is on disk when this returns, and the
 * next question is at hand. Tone NONE passes it over, and nothing is written.
 * On failure (pantau_review_file_put) the question stays.
 */
enum pantau_status pantau_review_answer(struct review *review,
		struct review_file *file, enum pantau_tone tone,
		struct str reason, const struct review_who *who,
		struct pantau_error *err);

/* Takes the last step back; its question is at hand again. PANTAU_END: there is
 * none. */
enum pantau_status pantau_review_undo(struct review *review,
		struct review_file *file, struct pantau_error *err);

#endif
