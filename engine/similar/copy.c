/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Numbers and titles: what tells items of a template from copies. */

#include "similar/copy.h"

#include "base/hash.h"

/* --- numbers in words --- */

/* Beyond any amount. */
#define WEEKDAY UINT64_C(0x8000000000000000)
#define VAGUE UINT64_C(0x8000000000000100)

struct number_word {
	char text[12];
	uint64_t value;
};

/* By length. 'Satu' is not here: it mostly is 'salah satu'. A month has its
 * number, for '9/2019' is 'September 2019'. */
static const struct number_word words[] = {
	{"dua", 2}, {"mei", 5},
	{"tiga", 3}, {"lima", 5}, {"enam", 6}, {"juni", 6}, {"juli", 7},
	{"rabu", WEEKDAY + 3}, {"ahad", WEEKDAY},
	{"empat", 4}, {"tujuh", 7}, {"kedua", 2}, {"maret", 3}, {"april", 4},
	{"senin", WEEKDAY + 1}, {"kamis", WEEKDAY + 4},
	{"jumat", WEEKDAY + 5}, {"sabtu", WEEKDAY + 6},
	{"kelima", 5}, {"ketiga", 3}, {"selasa", WEEKDAY + 2},
	{"jum'at", WEEKDAY + 5}, {"minggu", WEEKDAY}, {"ribuan", VAGUE + 3},
	{"jutaan", VAGUE + 6},
	{"delapan", 8}, {"sepuluh", 10}, {"sebelas", 11}, {"pertama", 1},
	{"keempat", 4}, {"januari", 1}, {"agustus", 8}, {"oktober", 10},
	{"belasan", VAGUE}, {"puluhan", VAGUE + 1}, {"ratusan", VAGUE + 2},
	{"sembilan", 9}, {"februari", 2}, {"november", 11}, {"desember", 12},
	{"september", 9},
};

#define SHORTEST 3
#define LONGEST 9
/* Where the words of each length begin. */
static const uint8_t begin[] = {0, 2, 9, 18, 25, 36, 40, 41};

_Static_assert(sizeof(words) / sizeof(words[0]) == 41, "as begin says");

/* The first letters of the words of each length: most others are told by them,
 * without a look at the list. */
#define BIT(letter) (UINT32_C(1) << ((letter) & 31))
static const uint32_t letters[] = {
	BIT('d') | BIT('m'),
	BIT('a') | BIT('e') | BIT('j') | BIT('l') | BIT('r') | BIT('t'),
	BIT('a') | BIT('e') | BIT('j') | BIT('k') | BIT('m') | BIT('s') |
			BIT('t'),
	BIT('j') | BIT('k') | BIT('m') | BIT('r') | BIT('s'),
	BIT('a') | BIT('b') | BIT('d') | BIT('j') | BIT('k') | BIT('o') |
			BIT('p') | BIT('r') | BIT('s'),
	BIT('d') | BIT('f') | BIT('n') | BIT('s'),
	BIT('s'),
};

static inline bool read_word(const char *p, size_t n, uint64_t *value)
{
	if (n < SHORTEST || n > LONGEST ||
			(letters[n - SHORTEST] & BIT(p[0])) == 0) {
		return false;
	}
	for (size_t i = begin[n - SHORTEST]; i < begin[n - SHORTEST + 1]; i++) {
		if (words[i].text[0] == p[0] &&
				memcmp(words[i].text, p, n) == 0) {
			*value = words[i].value;
			return true;
		}
	}
	return false;
}

/* --- numbers of a text --- */

static bool has_digits(uint8_t kind)
{
	return kind == PANTAU_TOKEN_NUMBER || kind == PANTAU_TOKEN_MONEY ||
			kind == PANTAU_TOKEN_DATE || kind == PANTAU_TOKEN_TIME ||
			kind == PANTAU_TOKEN_LAW;
}

/*
 * The next amount of a term from *at: digits, with whatever separators between.
 * Of too many digits some number comes of it, the same each time.
 */
static bool read_amount(const struct pantau_term *term, size_t *at,
		uint64_t *value)
{
	const char *p = term->bytes;
	size_t i = *at, n = term->length;

	while (i < n && (p[i] < '0' || p[i] > '9')) {
		i++;
	}
	if (i == n) {
		return false;
	}
	*value = 0;
	for (; i < n; i++) {
		if (p[i] >= '0' && p[i] <= '9') {
			*value = *value * 10 + (uint64_t)(p[i] - '0');
		} else if (p[i] != '.' && p[i] != ',' && p[i] != ':') {
			break;
		}
	}
	while (*value != 0 && *value % 1000 == 0) {
		*value /= 1000;
	}
	*at = i;
	return true;
}

/* Hashes in an arena, which leaves behind what it has outgrown: as much again
 * at most. */
struct found {
	struct arena *arena;
	uint64_t *hash;
	size_t n, room;
};

static bool add_number(struct found *f, uint64_t value)
{
	if (f->n == f->room) {
		size_t room = f->room != 0 ? f->room * 2 : 8;
		uint64_t *grown = pantau_arena_alloc(f->arena,
				room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		if (f->n != 0) {
			memcpy(grown, f->hash, f->n * sizeof(*grown));
		}
		f->hash = grown;
		f->room = room;
	}
	f->hash[f->n++] = shingle_mix(value);
	return true;
}

static bool find_in_term(struct found *f, const struct pantau_term *term,
		bool digits)
{
	size_t at = 0;
	uint64_t value;

	if (!digits) {
		return !read_word(term->bytes, term->length, &value) ||
				add_number(f, value);
	}
	while (read_amount(term, &at, &value)) {
		if (!add_number(f, value)) {
			return false;
		}
	}
	return true;
}

static bool find_numbers(struct found *f, const struct pantau_tokens *tokens)
{
	for (size_t i = 0; tokens != NULL && i < tokens->tokens; i++) {
		const struct pantau_token *token = &tokens->token[i];
		const struct pantau_term *term =
				tokens->term + token->first_term;
		bool digits = has_digits(token->kind);
		if (!digits && token->kind != PANTAU_TOKEN_WORD) {
			continue;
		}
		for (uint32_t k = 0; k < token->terms; k++) {
			if (term[k].kind == PANTAU_TERM_SURFACE &&
					!find_in_term(f, &term[k], digits)) {
				return false;
			}
		}
	}
	return true;
}

/* Hashes in the arena made a set there. */
static bool make_set(struct shingler *s, uint64_t *hash, size_t n,
		struct shingles *out)
{
	if (!pantau_shingler_set(s, hash, n, out)) {
		return false;
	}
	if (out->n != 0) {
		memcpy(hash, out->hash, out->n * sizeof(*hash));
	}
	out->hash = hash;
	return true;
}

static bool make_numbers(struct shingler *s, const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct arena *arena,
		struct shingles *out)
{
	struct found f = {.arena = arena};

	return find_numbers(&f, title) && find_numbers(&f, text) &&
			make_set(s, f.hash, f.n, out);
}

/* --- words --- */

/* Words of tokens to where out says, but stop words; how many. *word is the
 * place among those of s of the first, and of what comes after. */
static size_t find_words(const struct shingler *s,
		const struct pantau_tokens *tokens, size_t *word, uint64_t *out)
{
	size_t n = 0;

	for (size_t i = 0; tokens != NULL && i < tokens->tokens; i++) {
		const struct pantau_token *token = &tokens->token[i];
		bool stop = (token->flags & PANTAU_TOKEN_STOP) != 0;
		for (uint32_t k = 0; pantau_shingle_is_word(token->kind) &&
				k < token->terms; k++) {
			if (tokens->term[token->first_term + k].kind !=
					PANTAU_TERM_SURFACE) {
				continue;
			}
			if (!stop && out != NULL) {
				out[n++] = s->word[*word];
			}
			(*word)++;
		}
	}
	return n;
}

static bool make_words(struct shingler *s, const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct arena *arena,
		struct shingles *out)
{
	uint64_t *hash = pantau_arena_alloc(arena, s->words * sizeof(*hash));
	size_t word = 0;

	if (hash == NULL) {
		return false;
	}
	size_t n = find_words(s, title, &word, hash);
	n += find_words(s, text, &word, hash + n);
	return make_set(s, hash, n, out);
}

/* Is the text nothing, or the title again? */
static bool is_title(struct shingler *s, size_t title)
{
	if (s->words == 2 * title && memcmp(s->word, s->word + title,
			title * sizeof(*s->word)) == 0) {
		s->words = title;
	}
	return s->words == title;
}

bool pantau_copy_facts(struct shingler *s, const struct pantau_tokens *title,
		const struct pantau_tokens *text, struct arena *arena,
		struct text_shingles *out)
{
	size_t first = 0;

	find_words(s, title, &first, NULL);
	bool alone = first != 0 && is_title(s, first);
	if ((alone || s->words < SHINGLE_SHORT) && !make_words(s, title,
			alone ? NULL : text, arena, &out->words)) {
		return false;
	}
	if (alone) {
		out->title = out->words;
	}
	return make_numbers(s, title, text, arena, &out->numbers);
}

/* --- two texts --- */

static bool numbers_agree(const struct shingles *a, const struct shingles *b)
{
	size_t fewer = a->n < b->n ? a->n : b->n;
	size_t shared = pantau_shingles_shared(a, b);

	return fewer == shared || COPY_SHARED * (fewer - shared) < shared;
}

/* Its bigrams are one fewer than its words. */
static bool is_short(const struct text_shingles *text)
{
	return text->own.width <= 2 && text->own.n < COPY_SHORT;
}

static bool is_within(const struct shingles *a, const struct shingles *b)
{
	return pantau_shingles_shared(a, b) == (a->n < b->n ? a->n : b->n);
}

bool pantau_texts_copies(const struct text_shingles *a,
		const struct text_shingles *b, double threshold,
		uint32_t apart)
{
	bool titles = a->title.n != 0 && b->title.n != 0;

	if ((titles && apart > COPY_FRESH) ||
			!numbers_agree(&a->numbers, &b->numbers)) {
		return false;
	}
	if ((titles || is_short(a) || is_short(b)) && threshold < COPY_CLOSE &&
			!is_within(&a->words, &b->words)) {
		threshold = COPY_CLOSE;
	}
	return pantau_texts_alike(a, b, threshold);
}
