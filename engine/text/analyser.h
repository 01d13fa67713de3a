/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TEXT_ANALYSER_H
#define PANTAU_TEXT_ANALYSER_H

/* The analyser as the other rooms use it: arenas instead of lent results. */

#include "base/arena.h"
#include "lexicon/lexicons.h"
#include "pantau/text.h"
#include "text/word.h"

/*
 * An analyser over one text image (the one that the index was built with) and,
 * unless NULL, one score image whose vocabulary fills the tokens' lexemes.
 */
enum pantau_status pantau_analyser_create_over(const struct text_image *text,
		const struct score_image *score, struct pantau_analyser **out,
		struct pantau_error *err);

/* Results live in the arena, the text is not looked at again. */
enum pantau_status pantau_analyse_into(struct pantau_analyser *analyser,
		struct str text, struct arena *arena, struct pantau_tokens *out,
		struct pantau_error *err);

/*
 * The same for who scores a text and does not index it: of each token there is
 * one term, its surface, and nothing is packed.
 */
enum pantau_status pantau_analyse_surface(struct pantau_analyser *analyser,
		struct str text, struct arena *arena, struct pantau_tokens *out,
		struct pantau_error *err);

/*
 * Where the tokens of a text stand, at a tenth of the cost: of each token start,
 * end, kind (a word that hides a letter may pass for a plain one), sentence (as
 * the segmenter counts), position and positions are filled, the latter as the
 * index counts them; there are no terms. Most words are not looked at: what
 * stands at a position only the index can tell.
 */
enum pantau_status pantau_analyse_outline(struct pantau_analyser *analyser,
		struct str text, struct arena *arena, struct pantau_tokens *out,
		struct pantau_error *err);

/* The image that an analyser was made over. */
const struct text_image *pantau_analyser_image(
		const struct pantau_analyser *analyser);

/*
 * The two steps of pantau_stem, for 'stem --explain'. First a word as people
 * write it to its normal form, one or more words with a space between, which
 * lies in *out; then each of those words to its stem, which may lie in *out.
 */
struct str pantau_analyser_spell(struct pantau_analyser *analyser,
		struct str word, struct reading *out);
struct str pantau_analyser_stem(struct pantau_analyser *analyser,
		struct str normal, struct stem *out);

/*
 * Names of several words and the short forms that edited text writes for them
 * (slang.tsv, guard 'lazim'): the name of a folded word, and the short forms
 * of a folded name, at most room of them; how many. Views into the lexicons.
 */
bool pantau_analyser_name(const struct pantau_analyser *analyser,
		struct str word, struct str *name);
size_t pantau_analyser_short_forms(const struct pantau_analyser *analyser,
		struct str name, struct str *out, size_t room);

/* The arena of lent results, emptied: what is put there lives until the next
 * call that lends. For rooms above that lend more than tokens. */
struct arena *pantau_analyser_arena(struct pantau_analyser *analyser);

/* Folds as the index does for surface terms: NFKC, case folded, zero-width
 * and combining strike marks removed. In the arena; p NULL when out of memory. */
struct str pantau_text_fold(struct pantau_analyser *analyser, struct str word,
		struct arena *arena);

/*
 * The packed form that is bound as an FTS5 column value and split again by the
 * tokenizer: terms in order, one space between; a term after the first of its
 * position (stem, alternative) is led by PACK_COLOCATED. No other control byte
 * ever stands in it.
 */
#define PACK_COLOCATED '\x02'
struct pantau_packed {
	struct str stream;
	/* By term, as tokens.term: pantau_hash of its bytes under
	 * pantau_hash_seed, plus one where it is colocated. */
	const uint64_t *hash;
};

/* Adds the stream of some tokens. */
void pantau_pack(const struct pantau_tokens *tokens, struct buf *out);

/* One step of reading a packed stream. False at the end. */
struct packed_term {
	struct str bytes; /* with the marker, as FTS5 stores it */
	bool colocated;
};
bool pantau_pack_next(struct str packed, size_t *at, struct packed_term *out);

/* Is a term the surface form of a position that has a stem too? Lists of terms
 * show the stem alone. */
bool pantau_term_has_stem(const struct pantau_tokens *tokens, size_t term);

/* ICU's version as the index stamp writes it ("72.1"). */
const char *pantau_text_icu_version(void);

#endif
