/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A text that is asked about: its words, its shingles, its rarest terms. */

#include <stdlib.h>

#include "similar/claim_parts.h"

static bool push_spot(struct claim_finder *f, struct claim_spot spot)
{
	if (f->spots == f->spot_room) {
		size_t room = f->spot_room != 0 ? f->spot_room * 2 : 256;
		struct claim_spot *grown = realloc(f->spot,
				room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		f->spot = grown;
		f->spot_room = room;
	}
	f->spot[f->spots++] = spot;
	return true;
}

/* Counts a stem, or another spelling of a word. */
static bool count_stem(struct claim_finder *f, uint64_t hash)
{
	size_t n = f->stems.n;
	uint32_t stem = pantau_claim_table_put(&f->stems, hash);

	if (stem == CLAIM_ABSENT) {
		return false;
	}
	if (f->stems.n > f->stem_room) {
		size_t room = f->stem_room != 0 ? f->stem_room * 2 : 256;
		uint32_t *grown = realloc(f->stem_count,
				room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		f->stem_count = grown;
		f->stem_room = room;
	}
	f->stem_count[stem] = stem < n ? f->stem_count[stem] + 1 : 1;
	return true;
}

/* The last of three words, and a date that ends with it. */
static bool count_word(struct claim_finder *f, const struct claim_word last[3])
{
	const struct claim_word *word = &last[2];
	uint64_t date[CLAIM_DATE];
	size_t dates = pantau_claim_date(last, date);
	bool fine = count_stem(f, word->stem);

	for (size_t i = 0; i < dates && fine; i++) {
		fine = count_stem(f, date[i]);
	}
	for (size_t i = 1; i < word->terms && fine; i++) {
		if (word->term[i].kind == PANTAU_TERM_ALTERNATIVE) {
			fine = count_stem(f, pantau_claim_hash(
					&word->term[i]));
		}
	}
	return fine;
}

static bool read_field(struct claim_finder *f,
		const struct pantau_tokens *tokens)
{
	struct claim_walk walk = {.tokens = tokens};
	struct claim_word last[3] = {{.terms = 0}}, word;

	while (tokens != NULL && pantau_claim_walk_next(&walk, &word)) {
		last[0] = last[1];
		last[1] = last[2];
		last[2] = word;
		uint32_t number = pantau_claim_table_put(&f->words,
				word.surface);
		if (number == CLAIM_ABSENT || !push_spot(f,
				(struct claim_spot){number, word.start,
				word.end}) || !count_word(f, last)) {
			return false;
		}
		f->plain++;
	}
	return push_spot(f, (struct claim_spot){.word = CLAIM_BREAK});
}

/* Room by number for as many as a table has. */
static bool fit(uint32_t **a, uint32_t **b, size_t *room, size_t n)
{
	if (n <= *room && *room != 0) {
		return true;
	}
	size_t more = n + n / 2 + 256;
	uint32_t *p = realloc(*a, more * sizeof(*p));
	if (p == NULL) {
		return false;
	}
	*a = p;
	p = realloc(*b, more * sizeof(*p));
	if (p == NULL) {
		return false;
	}
	*b = p;
	*room = more;
	return true;
}

/* A word that no debunk has gets a number over all terms, so that shingles with
 * it are told apart, and found nowhere. */
static bool number_words(struct claim_finder *f)
{
	if (!fit(&f->word_term, &f->word_mark, &f->word_room, f->words.n)) {
		return false;
	}
	for (size_t i = 0; i < f->words.n; i++) {
		uint32_t term = pantau_claims_term(f->claims, f->words.key[i]);
		f->word_term[i] = term != CLAIM_ABSENT ? term :
				(uint32_t)(f->claims->head->terms + i);
		f->word_mark[i] = CLAIM_ABSENT;
	}
	return true;
}

static bool shingle_spots(struct claim_finder *f)
{
	const struct claim_spot *spot = f->spot;

	for (size_t i = 0; i + 2 < f->spots; i++) {
		if (spot[i].word == CLAIM_BREAK ||
				spot[i + 1].word == CLAIM_BREAK ||
				spot[i + 2].word == CLAIM_BREAK) {
			continue;
		}
		size_t n = f->shingles.n;
		uint32_t number = pantau_claim_table_put(&f->shingles,
				claim_shingle(f->word_term[spot[i].word],
				f->word_term[spot[i + 1].word],
				f->word_term[spot[i + 2].word]));
		if (number == CLAIM_ABSENT || !fit(&f->shingle_spot,
				&f->shingle_mark, &f->shingle_room,
				f->shingles.n)) {
			return false;
		}
		if (number == n) {
			f->shingle_spot[n] = (uint32_t)i;
			f->shingle_mark[n] = CLAIM_ABSENT;
		}
	}
	return true;
}

/* Memory for a text of megabytes is given back. */
#define KEPT ((size_t)1 << 18)

static void forget(struct claim_finder *f)
{
	pantau_claim_table_clear(&f->words);
	pantau_claim_table_clear(&f->stems);
	pantau_claim_table_clear(&f->shingles);
	f->spots = f->plain = 0;
	if (f->spot_room > KEPT) {
		free(f->spot);
		free(f->shingle_spot);
		free(f->shingle_mark);
		free(f->word_term);
		free(f->word_mark);
		free(f->stem_count);
		f->spot = NULL;
		f->stem_count = NULL;
		f->stem_room = 0;
		f->shingle_spot = f->shingle_mark = NULL;
		f->word_term = f->word_mark = NULL;
		f->spot_room = f->shingle_room = f->word_room = 0;
	}
}

bool pantau_claim_read(struct claim_finder *f, const struct claim_text *text)
{
	forget(f);
	if (!read_field(f, text->title)) {
		return false;
	}
	f->title_spots = f->spots;
	return read_field(f, text->text) && number_words(f) &&
			shingle_spots(f);
}
