/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TUNE_SUGGEST_H
#define PANTAU_TUNE_SUGGEST_H

/*
 * Terms that would help: words, roots and pairs of words side by side that the
 * texts of one tone which the lexicons get wrong, or are unsure of, have more
 * often than texts of the other tones (keyness.h). For each a row is proposed;
 * what it would set right and wrong is reckoned by adding its effect to the
 * logits of the texts that have it, given the rows proposed before it. 'whatif'
 * tells exactly.
 */

#include "pantau/lexicon.h"
#include "tune/gold.h"
#include "tune/keyness.h"

#define SUGGEST_EXAMPLES 3
#define SUGGEST_Z 1.96 /* least keyness of a term */
#define SUGGEST_LEAST 2

enum suggest_kind { SUGGEST_WORD, SUGGEST_ROOT, SUGGEST_PAIR };

struct suggest_options {
	struct pantau_lexicon_options lexicons;
	bool desk;       /* rows for desk.tsv, else for sentiment.tsv, which
	                    has none for neutral terms */
	uint32_t least;  /* texts of its tone that must have a term */
	size_t limit;
	bool (*progress)(void *context); /* false: stop; or NULL */
	void *context;
};

struct suggest_example {
	uint32_t text;       /* of the gold items, behind them of the others */
	uint32_t start, end; /* bytes of its text, or, without one, its title */
};

struct suggestion {
	enum suggest_kind kind;
	struct str term;     /* as the row has it: '~antre' in desk.tsv */
	int tone;            /* that it speaks for: 0 negative, 1, 2 positive */
	uint32_t texts[3];   /* gold texts that have it, by their tone */
	uint32_t open;       /* of its tone, wrong or unsure now */
	uint32_t unknown;    /* unlabelled texts with it and without evidence */
	struct keyness keyness;
	int polarity;        /* -3 to 3; 0: neutral (desk.tsv only) */
	double weight[3];    /* for desk.tsv; see pantau_keyness_weights */
	double now;          /* score of the term alone today */
	int32_t fixed, broken;
	struct suggest_example example[SUGGEST_EXAMPLES];
	size_t examples;
};

struct suggestions {
	struct arena arena;
	struct suggestion *item; /* most gain first; each reckoned beside
	                            those that were picked before it */
	size_t n;
	size_t texts, left_out;  /* gold; left out: in a language without
	                            lexicons of tone */
	size_t wrong, unsure, blank; /* of the gold texts; blank: no evidence */
	size_t unknown;          /* unlabelled texts without evidence */
	size_t candidates;
};

/*
 * more: n unlabelled texts, which say how common a term is (the prior) and
 * which terms stand where nothing is known. *out is made by this call; finish
 * it in any case. The same input gives the same suggestions.
 *
 * PANTAU_BAD_LEXICON, PANTAU_IO: the folder. PANTAU_INTERRUPTED.
 */
enum pantau_status pantau_suggest_terms(const struct suggest_options *options,
		const struct gold *gold, const struct str *more, size_t n,
		struct suggestions *out, struct pantau_error *err);
void pantau_suggestions_finish(struct suggestions *suggestions);

/* The text of an item that its tone is told by: its body, or else its title. */
static inline struct str suggest_text(const struct gold_item *item)
{
	return item->text.n != 0 ? item->text : item->title;
}

#endif
