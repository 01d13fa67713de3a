/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Debunks to an archive (claim.h). Terms are numbered as they come; at the end
 * they are put in order of their hashes, and postings in order of their terms.
 */

#include <stdlib.h>

#include "base/hash.h"
#include "lexicon/text_image.h"
#include "similar/claim_parts.h"

#define WORDS_MOST ((size_t)1 << 31)
/* What a word counts for: titles and claims say in few words what a body says
 * in many. */
static const uint8_t field_weight[CLAIM_FIELDS] = {3, 3, 1};

struct numbers {
	uint32_t *p;
	size_t n, room;
};

struct claim_builder {
	struct claim_table terms;
	struct claim_table here;    /* terms of the debunk at hand */
	struct numbers words, first_word, first_place, id, length;
	struct numbers gist, first_gist;
	struct numbers term, debunk; /* postings in order of debunks */
	struct numbers count;       /* by term of the debunk at hand */
	struct buf weight, place, level;
	const struct text_image *image;
	bool failed;
};

static void push(struct claim_builder *b, struct numbers *to, uint32_t value)
{
	if (to->n == to->room) {
		size_t room = to->room != 0 ? to->room * 2 : 256;
		uint32_t *grown = room > WORDS_MOST * 2 ? NULL :
				realloc(to->p, room * sizeof(*grown));
		if (grown == NULL) {
			b->failed = true;
			return;
		}
		to->p = grown;
		to->room = room;
	}
	to->p[to->n++] = value;
}

enum pantau_status pantau_claim_builder_create(struct claim_builder **out,
		struct pantau_error *err)
{
	struct claim_builder *b = calloc(1, sizeof(*b));

	if (b == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_claim_table_init(&b->terms);
	pantau_claim_table_init(&b->here);
	pantau_buf_init(&b->weight);
	pantau_buf_init(&b->place);
	pantau_buf_init(&b->level);
	*out = b;
	return PANTAU_OK;
}

void pantau_claim_builder_common(struct claim_builder *b,
		const struct text_image *image)
{
	b->image = image;
}

void pantau_claim_builder_destroy(struct claim_builder *b)
{
	if (b == NULL) {
		return;
	}
	struct numbers *numbers[] = {&b->words, &b->first_word, &b->first_place,
		&b->id, &b->length, &b->term, &b->debunk, &b->count,
		&b->gist, &b->first_gist};
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		free(numbers[i]->p);
	}
	pantau_claim_table_finish(&b->terms);
	pantau_claim_table_finish(&b->here);
	pantau_buf_finish(&b->weight);
	pantau_buf_finish(&b->place);
	pantau_buf_finish(&b->level);
	free(b);
}

/* --- a debunk --- */

/* How common a word is in any of its forms from a place on: as people write it,
 * its stem, and, where it is a short form, what it stands for. */
static unsigned level_of(const struct claim_builder *b,
		const struct claim_word *word, size_t from)
{
	unsigned level = 0;

	for (size_t i = from; b->image != NULL && i < word->terms; i++) {
		const struct pantau_term *term = &word->term[i];
		if (term->kind != PANTAU_TERM_ALTERNATIVE ||
				(from == 0 && (word->flags &
				PANTAU_TOKEN_SLANG) != 0)) {
			unsigned here = pantau_text_image_level(b->image,
					str_make(term->bytes, term->length));
			level = here > level ? here : level;
		}
	}
	return level;
}

/* The term of a word's surface, or, from 1, of its stem. */
static uint32_t count_term(struct claim_builder *b,
		const struct claim_word *word, size_t from, unsigned weight)
{
	uint64_t hash = from == 0 ? word->surface : word->stem;
	size_t terms = b->terms.n;
	uint32_t term = pantau_claim_table_put(&b->terms, hash);
	uint32_t here = pantau_claim_table_put(&b->here, hash);

	if (term == CLAIM_ABSENT || here == CLAIM_ABSENT) {
		b->failed = true;
		return 0;
	}
	if (term == terms) {
		pantau_buf_char(&b->level, (char)level_of(b, word, from));
	}
	if (here == b->count.n) {
		push(b, &b->count, 0);
	}
	if (here < b->count.n) {
		b->count.p[here] += weight;
	}
	return term;
}

/* 7 bits a byte, the last under 128. */
static void put_place(struct buf *out, uint32_t value)
{
	for (; value >= 128; value >>= 7) {
		pantau_buf_char(out, (char)(value | 128));
	}
	pantau_buf_char(out, (char)value);
}

/* To the gist of a field, which began at a place. */
static void add_gist(struct claim_builder *b, size_t began, uint32_t term,
		uint8_t kind)
{
	bool number = kind == PANTAU_TOKEN_NUMBER ||
			kind == PANTAU_TOKEN_MONEY || kind == PANTAU_TOKEN_DATE;

	for (size_t i = began; i < b->gist.n; i++) {
		if ((b->gist.p[i] & ~CLAIM_NUMBER) == term) {
			return;
		}
	}
	if (b->gist.n - began < CLAIM_GIST) {
		push(b, &b->gist, number ? term | CLAIM_NUMBER : term);
	}
}

static void add_field(struct claim_builder *b,
		const struct pantau_tokens *tokens, enum claim_field field)
{
	struct claim_walk walk = {.tokens = tokens};
	struct claim_word word;
	size_t began = b->gist.n;
	uint32_t at = 0;

	for (size_t i = 0; i < CLAIM_WORDS && !b->failed &&
			pantau_claim_walk_next(&walk, &word); i++) {
		uint32_t term = count_term(b, &word, 0, field_weight[field]);
		uint32_t stem = word.stem == word.surface ? term :
				count_term(b, &word, 1, field_weight[field]);
		if (field != CLAIM_BODY) {
			add_gist(b, began, stem, word.kind);
		}
		push(b, &b->words, term);
		/* Words of one token stand at one place: the gap is 0 from its
		 * start, not from its end. */
		put_place(&b->place, word.start - at);
		put_place(&b->place, word.end - word.start);
		at = word.start;
	}
	if (field != CLAIM_BODY) {
		push(b, &b->gist, CLAIM_BREAK);
	}
}

static void add_postings(struct claim_builder *b, uint32_t debunk)
{
	uint32_t length = 0;

	for (size_t i = 0; i < b->here.n && !b->failed; i++) {
		uint32_t count = b->count.p[i];
		push(b, &b->term, pantau_claim_table_get(&b->terms,
				b->here.key[i]));
		push(b, &b->debunk, debunk);
		pantau_buf_char(&b->weight, (char)(count < 255 ? count : 255));
		length += count;
	}
	push(b, &b->length, length);
}

enum pantau_status pantau_claim_builder_add(struct claim_builder *b,
		uint32_t id, const struct pantau_tokens *field[CLAIM_FIELDS],
		struct pantau_error *err)
{
	uint32_t debunk = (uint32_t)b->id.n;

	pantau_claim_table_clear(&b->here);
	b->count.n = 0;
	push(b, &b->id, id);
	push(b, &b->first_word, (uint32_t)b->words.n);
	push(b, &b->first_place, (uint32_t)b->place.n);
	push(b, &b->first_gist, (uint32_t)b->gist.n);
	for (unsigned f = 0; f < CLAIM_FIELDS; f++) {
		if (field[f] != NULL) {
			add_field(b, field[f], f);
		}
		push(b, &b->words, CLAIM_BREAK);
	}
	add_postings(b, debunk);
	if (b->failed || b->weight.failed || b->place.failed ||
			b->level.failed) {
		b->failed = true;
		return pantau_fail_memory(err);
	}
	if (b->words.n + CLAIM_FIELDS * (CLAIM_WORDS + 1) > WORDS_MOST ||
			b->place.n > WORDS_MOST || b->term.n > WORDS_MOST) {
		b->failed = true;
		return pantau_fail(err, PANTAU_LIMIT, "%s", PANTAU_T(err,
				"too many words in the debunks",
				"kata dalam arsip klarifikasi terlalu banyak"));
	}
	return PANTAU_OK;
}

/* --- the archive --- */

static void put_terms(const struct claim_builder *b, struct claims *c,
		const struct radix_item *order, uint32_t *number)
{
	uint64_t *term = (uint64_t *)(uintptr_t)c->term;
	uint32_t *directory = (uint32_t *)(uintptr_t)c->directory;
	uint8_t *level = (uint8_t *)(uintptr_t)c->level;
	size_t entries = (size_t)1 << c->head->bits, entry = 0;

	for (size_t i = 0; i < b->terms.n; i++) {
		term[i] = order[i].key;
		number[order[i].value] = (uint32_t)i;
		level[i] = (uint8_t)b->level.p[order[i].value];
		while (entry <= order[i].key >> (63 - c->head->bits) >> 1) {
			directory[entry++] = (uint32_t)i;
		}
	}
	while (entry <= entries) {
		directory[entry++] = (uint32_t)b->terms.n;
	}
}

/* By term, and of each term by debunk: counted out. */
static void put_postings(const struct claim_builder *b, struct claims *c,
		const uint32_t *number)
{
	uint32_t *posting = (uint32_t *)(uintptr_t)c->posting;
	uint32_t *debunk = (uint32_t *)(uintptr_t)c->debunk;
	uint8_t *weight = (uint8_t *)(uintptr_t)c->weight;

	for (size_t i = 0; i < b->term.n; i++) {
		posting[number[b->term.p[i]] + 1]++;
	}
	for (size_t i = 0; i < b->terms.n; i++) {
		posting[i + 1] += posting[i];
	}
	for (size_t i = 0; i < b->term.n; i++) {
		uint32_t at = posting[number[b->term.p[i]]]++;
		debunk[at] = b->debunk.p[i];
		weight[at] = (uint8_t)b->weight.p[i];
	}
	/* Each now stands where the next began. */
	memmove(posting + 1, posting, b->terms.n * sizeof(*posting));
	posting[0] = 0;
}

static void put_copy(const uint32_t *to, const struct numbers *from)
{
	if (from->n != 0) {
		memcpy((uint32_t *)(uintptr_t)to, from->p,
				from->n * sizeof(*to));
	}
}

static void put_debunks(const struct claim_builder *b, struct claims *c,
		const uint32_t *number)
{
	uint32_t *word = (uint32_t *)(uintptr_t)c->word;
	uint32_t *gist = (uint32_t *)(uintptr_t)c->gist;

	put_copy(c->id, &b->id);
	put_copy(c->length, &b->length);
	put_copy(c->first_word, &b->first_word);
	put_copy(c->first_place, &b->first_place);
	put_copy(c->first_gist, &b->first_gist);
	for (size_t i = 0; i < b->words.n; i++) {
		uint32_t term = b->words.p[i];
		word[i] = term == CLAIM_BREAK ? term : number[term];
	}
	for (size_t i = 0; i < b->gist.n; i++) {
		uint32_t stem = b->gist.p[i];
		gist[i] = stem == CLAIM_BREAK ? stem : (stem & CLAIM_NUMBER) |
				number[stem & ~CLAIM_NUMBER];
	}
	((uint32_t *)(uintptr_t)c->first_gist)[b->id.n] = (uint32_t)b->gist.n;
	((uint32_t *)(uintptr_t)c->first_word)[b->id.n] = (uint32_t)b->words.n;
	((uint32_t *)(uintptr_t)c->first_place)[b->id.n] = (uint32_t)b->place.n;
	if (b->place.n != 0) {
		memcpy((uint8_t *)(uintptr_t)c->place, b->place.p, b->place.n);
	}
}

/* --- the filter --- */

/* Calls take with every shingle of three words. */
static bool each_shingle(const struct claim_builder *b,
		bool (*take)(void *with, uint64_t hash), void *with)
{
	uint64_t word[3] = {0};
	unsigned n = 0;

	for (size_t i = 0; i < b->words.n; i++) {
		uint32_t term = b->words.p[i];
		if (term == CLAIM_BREAK) {
			n = 0;
			continue;
		}
		word[0] = word[1];
		word[1] = word[2];
		word[2] = b->terms.key[term];
		n += n < 3;
		if (n == 3 && !take(with, pantau_shingle(word, 3))) {
			return false;
		}
	}
	return true;
}

/* How many are different is told by one in so many. */
#define SAMPLED 64

static bool sample(void *with, uint64_t hash)
{
	return hash % SAMPLED != 0 ||
			pantau_claim_table_put(with, hash) != CLAIM_ABSENT;
}

static bool put_shingle(void *with, uint64_t hash)
{
	const struct claims *c = with;

	pantau_claim_filter_put((uint64_t *)(uintptr_t)c->filter,
			c->head->lines, hash);
	return true;
}

static struct claim_head head_of(const struct claim_builder *b,
		size_t sampled)
{
	struct claim_head head = {
		.magic = {'p', 'a', 'n', 't', 'a', 'u', 'C', 'L'},
		.order = CLAIM_ORDER,
		.version = CLAIM_VERSION,
		.analyser = PANTAU_ANALYSER_VERSION,
		.debunks = (uint32_t)b->id.n,
		.terms = b->terms.n,
		.postings = b->term.n,
		.words = b->words.n,
		.places = b->place.n,
		.gists = b->gist.n,
		.lines = sampled * SAMPLED / CLAIM_LINE + 1,
	};
	uint64_t sum = 0;

	while (head.bits < 24 && (uint64_t)1 << head.bits < head.terms) {
		head.bits++;
	}
	for (size_t i = 0; i < b->length.n; i++) {
		sum += b->length.p[i];
	}
	if (b->image != NULL && b->id.n < CLAIM_FILLED) {
		head.fill = CLAIM_FILLED - (uint32_t)b->id.n;
	}
	head.mean = b->length.n != 0 ? (uint32_t)(sum / b->length.n) : 0;
	return head;
}

/* What the first gist of a debunk is worth, on average over those that have
 * one: what is longer is worth less a word (claim_title.c). */
static uint64_t gist_mean(const struct claims *c)
{
	double sum = 0;
	size_t n = 0;

	for (uint32_t d = 0; d < c->head->debunks; d++) {
		double mass = pantau_claim_mass(c, c->gist + c->first_gist[d],
				c->gist + c->first_gist[d + 1]);
		sum += mass;
		n += mass > 0;
	}
	return n > 0 ? (uint64_t)(sum / (double)n * 1000) : 0;
}

static void fill(const struct claim_builder *b, struct claims *c, char *bytes,
		struct radix_item *order, uint32_t *number)
{
	struct claim_head *head = (struct claim_head *)(void *)bytes;

	for (size_t i = 0; i < b->terms.n; i++) {
		order[i] = (struct radix_item){b->terms.key[i], i};
	}
	pantau_radix_sort(order, order + b->terms.n, b->terms.n);
	put_terms(b, c, order, number);
	put_postings(b, c, number);
	put_debunks(b, c, number);
	head->gist_mean = gist_mean(c);
	each_shingle(b, put_shingle, c);
	head->hash = pantau_hash(str_skip(c->bytes, CLAIM_HASHED),
			SHINGLE_SEED);
}

enum pantau_status pantau_claim_builder_finish(struct claim_builder *b,
		struct claims **out, struct pantau_error *err)
{
	struct claim_head head;
	struct claims *c = calloc(1, sizeof(*c));
	struct radix_item *order = NULL;
	uint32_t *number = NULL;
	char *bytes = NULL;
	size_t size = 0;
	bool done = false;

	pantau_claim_table_clear(&b->here);
	if (c == NULL || b->failed || !each_shingle(b, sample, &b->here)) {
		goto out;
	}
	head = head_of(b, b->here.n);
	c->head = &head;
	if (!pantau_claims_lay_out(c, NULL, &size)) {
		goto out;
	}
	bytes = calloc(1, size);
	order = malloc((2 * b->terms.n + 1) * sizeof(*order));
	number = malloc((b->terms.n + 1) * sizeof(*number));
	if (bytes == NULL || order == NULL || number == NULL) {
		goto out;
	}
	head.bytes = size;
	memcpy(bytes, &head, sizeof(head));
	pantau_claims_lay_out(c, bytes, &size);
	c->owned = bytes;
	fill(b, c, bytes, order, number);
	done = true;
out:
	free(order);
	free(number);
	b->failed = true;
	if (!done) {
		free(bytes);
		free(c);
		return pantau_fail_memory(err);
	}
	*out = c;
	return PANTAU_OK;
}
