/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * What a query would have to do without stems in the index: the readings that
 * a word's surfaces have, how many surfaces a stem is expanded to, and what
 * their union costs beside the two lists of today.
 */

#include "surface_cost.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/posting.h"

#define SAMPLE 60
#define LEAST 100      /* occurrences of a word that is sampled */
#define FORMS_MAX 4096
#define ROUNDS 5

/* The readings that hold a word in any part. */
struct holders {
	uint32_t *begin, *reading;
};

static bool make_holders(const struct corpus *c, struct holders *h)
{
	size_t all = 0;
	for (size_t i = 0; i < c->readings.n; i++) {
		all += c->readings.entry[i].key.n / sizeof(uint32_t);
	}
	h->begin = calloc(c->words.n + 2, sizeof(*h->begin));
	h->reading = calloc(all + 1, sizeof(*h->reading));
	if (h->begin == NULL || h->reading == NULL) {
		return false;
	}
	for (int fill = 0; fill < 2; fill++) {
		for (size_t i = c->readings.n; i-- > 0;) {
			struct str key = c->readings.entry[i].key;
			for (size_t at = 0; at < key.n; at += 4) {
				uint32_t code;
				memcpy(&code, key.p + at, sizeof(code));
				uint32_t *n = &h->begin[code >> 3];
				if (fill != 0) {
					h->reading[--*n] = (uint32_t)i;
				} else {
					++*n;
				}
			}
		}
		for (size_t i = 1; fill == 0 && i < c->words.n + 2; i++) {
			h->begin[i] += h->begin[i - 1];
		}
	}
	return true;
}

static uint32_t surface_of(const struct corpus *c, uint32_t reading)
{
	uint32_t code;
	memcpy(&code, c->readings.entry[reading].key.p, sizeof(code));
	return code;
}

void surface_print_readings(const struct corpus *c)
{
	uint64_t positions = 0, unusual = 0, others = 0, pairs = 0, bytes = 0;
	for (size_t i = 0; i < c->readings.n; i++) {
		uint32_t code = surface_of(c, (uint32_t)i);
		struct str key = c->readings.entry[i].key;
		bool usual = c->reading_of[code >> 3] == i + 1;
		positions += c->seen[i];
		unusual += usual ? 0 : c->seen[i];
		others += !usual;
		for (size_t at = 4; at < key.n; at += 4) {
			uint32_t other;
			memcpy(&other, key.p + at, sizeof(other));
			pairs++;
			bytes += surface_word(c, other).n +
					surface_word(c, code).n + 2;
		}
	}
	printf("%zu readings of %zu surfaces; %llu beside the usual one, at "
			"%.3f %% of %llu positions\nterm to surface: %llu pairs, "
			"%.2f MB\n", c->readings.n, c->readings.n -
			(size_t)others, (unsigned long long)others,
			(double)unusual * 100 / (double)positions,
			(unsigned long long)positions, (unsigned long long)pairs,
			(double)bytes / 1e6);
}

static int by_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

void surface_print_hashes(const struct corpus *c)
{
	uint64_t *hash = calloc(c->words.n + 1, sizeof(*hash));
	for (unsigned bytes = 2; hash != NULL && bytes <= 4; bytes++) {
		size_t n = 0, shared = 0;
		for (size_t i = 0; i < c->words.n; i++) {
			if (c->documents[i] != 0) {
				hash[n++] = pantau_hash(c->words.entry[i].key,
						0) & ((UINT64_C(1) <<
						(8 * bytes)) - 1);
			}
		}
		qsort(hash, n, sizeof(*hash), by_hash);
		for (size_t i = 0; i < n; i++) {
			shared += (i > 0 && hash[i] == hash[i - 1]) ||
					(i + 1 < n && hash[i] == hash[i + 1]);
		}
		printf("hash of %u bytes: %zu of %zu surfaces share theirs\n",
				bytes, shared, n);
	}
	free(hash);
}

/* --- unions --- */

struct asked {
	struct store *store;
	struct str form[FORMS_MAX];
	size_t forms;
	uint64_t *seen;     /* a bit for each row */
	size_t words;
	uint64_t entries, ids;
	double all, newest; /* seconds */
};

static enum pantau_status walk(struct asked *a, bool newest,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct arena arena;
	pantau_arena_init(&arena);
	memset(a->seen, 0, a->words * sizeof(*a->seen));
	a->entries = a->ids = 0;
	for (size_t i = 0; status == PANTAU_OK && i < a->forms; i++) {
		struct posting *p = NULL;
		struct posting_block block;
		status = pantau_posting_open(a->store, a->form[i], false, newest,
				INT64_MIN, INT64_MAX, &arena, &p, err);
		while (status == PANTAU_OK && p != NULL) {
			status = pantau_posting_block(p, &block, err);
			for (size_t j = 0; status == PANTAU_OK && j < block.n;
					j++) {
				uint64_t bit = UINT64_C(1) << (block.id[j] % 64);
				uint64_t *word = &a->seen[block.id[j] / 64];
				a->ids += (*word & bit) == 0;
				*word |= bit;
			}
			a->entries += status == PANTAU_OK ? block.n : 0;
			if (newest && status == PANTAU_OK) {
				break;
			}
		}
		status = status == PANTAU_END ? PANTAU_OK : status;
		pantau_posting_close(p);
	}
	pantau_arena_finish(&arena);
	return status;
}

static enum pantau_status time_walks(struct asked *a, struct pantau_error *err)
{
	enum pantau_status status = pantau_store_begin_read(a->store, err);
	a->all = a->newest = 1e9;
	for (int round = 0; status == PANTAU_OK && round < ROUNDS; round++) {
		double began = surface_cpu();
		status = walk(a, true, err);
		double took = surface_cpu() - began;
		a->newest = took < a->newest ? took : a->newest;
		began = surface_cpu();
		status = status == PANTAU_OK ? walk(a, false, err) : status;
		took = surface_cpu() - began;
		a->all = took < a->all ? took : a->all;
	}
	pantau_store_end_read(a->store);
	return status;
}

static bool add_form(struct asked *a, struct arena *arena, struct str s,
		char before, const uint32_t *reading)
{
	char *p = pantau_arena_alloc(arena, s.n + 8);
	size_t n = 0;
	if (p == NULL || a->forms == FORMS_MAX) {
		return false;
	}
	if (before != '\0') {
		p[n++] = before;
	}
	memcpy(p + n, s.p, s.n);
	n += s.n;
	if (reading != NULL) {
		p[n++] = SURFACE_READING;
		memcpy(p + n, reading, sizeof(*reading));
		n += sizeof(*reading);
	}
	a->form[a->forms++] = str_make(p, n);
	return true;
}

/* The word's surfaces: all, or the frequent ones beside the two lists. */
static bool ask_both(const struct corpus *c, const struct run *run,
		const struct holders *h, uint32_t word, struct asked *today,
		struct asked *changed, struct arena *arena)
{
	bool partly = run->form != FORM_WRITTEN;
	struct str s = c->words.entry[word].key;
	today->forms = changed->forms = 0;
	bool ok = add_form(today, arena, s, '\0', NULL) &&
			add_form(today, arena, s, PACK_COLOCATED, NULL);
	if (partly) {
		memcpy(changed->form, today->form, 2 * sizeof(*today->form));
		changed->forms = 2;
	}
	for (uint32_t i = h->begin[word]; ok && i < h->begin[word + 1]; i++) {
		uint32_t reading = h->reading[i];
		uint32_t code = surface_of(c, reading);
		bool usual = c->reading_of[code >> 3] == reading + 1;
		bool alone = surface_stands_alone(c, run, code);
		/* The two lists have the word itself in its usual reading, and
		 * what stands with its company. */
		if (partly && (!alone || (code >> 3 == word) == usual)) {
			continue;
		}
		ok = add_form(changed, arena, surface_word(c, code), '\0',
				usual ? NULL : &reading);
	}
	return ok;
}

static int by_frequency(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x < y) - (x > y);
}

/* Words that a stem query might ask for, by how often they occur. */
static size_t candidates(const struct corpus *c, const struct holders *h,
		uint64_t *out)
{
	size_t n = 0;
	for (uint32_t word = 0; word < c->words.n; word++) {
		uint64_t seen = 0;
		for (uint32_t i = h->begin[word]; i < h->begin[word + 1]; i++) {
			seen += c->seen[h->reading[i]];
		}
		if (seen >= LEAST && h->begin[word + 1] - h->begin[word] > 1) {
			out[n++] = seen << 32 | word;
		}
	}
	qsort(out, n, sizeof(*out), by_frequency);
	return n;
}

static enum pantau_status compare(const struct corpus *c,
		const struct run *run, const struct holders *h, struct asked *today,
		struct asked *changed, struct pantau_error *err)
{
	uint64_t *word = calloc(c->words.n + 1, sizeof(*word));
	size_t n = word != NULL ? candidates(c, h, word) : 0;
	enum pantau_status status = word != NULL ? PANTAU_OK
			: pantau_fail_memory(err);
	double sum[4] = {0};
	printf("%s: %zu words; of each sampled: documents; entries, us for all, "
			"us for the newest by two lists, and by surfaces\n",
			run->name, n);
	for (size_t i = 0; status == PANTAU_OK && i < SAMPLE && n > 0; i++) {
		/* Denser among the frequent, which queries ask for. */
		size_t at = (n - 1) * i / SAMPLE * i / SAMPLE;
		uint32_t number = (uint32_t)word[at];
		struct arena arena;
		pantau_arena_init(&arena);
		status = ask_both(c, run, h, number, today, changed, &arena)
				? time_walks(today, err)
				: pantau_fail_memory(err);
		status = status == PANTAU_OK ? time_walks(changed, err)
				: status;
		pantau_arena_finish(&arena);
		if (status != PANTAU_OK) {
			break;
		}
		struct str s = c->words.entry[number].key;
		printf("%-20.*s %6llu%s | %7llu %8.1f %6.1f | %4zu forms %7llu "
				"%8.1f %6.1f\n", STR_ARG(s),
				(unsigned long long)today->ids,
				today->ids == changed->ids ? "" : " DIFFERS",
				(unsigned long long)today->entries,
				today->all * 1e6, today->newest * 1e6,
				changed->forms,
				(unsigned long long)changed->entries,
				changed->all * 1e6, changed->newest * 1e6);
		sum[0] += today->all;
		sum[1] += changed->all;
		sum[2] += today->newest;
		sum[3] += changed->newest;
	}
	printf("%s / two lists: all %.2f, newest %.2f\n", run->name,
			sum[1] / sum[0], sum[3] / sum[2]);
	free(word);
	return status;
}

static enum pantau_status begin(const struct corpus *c, const char *path,
		struct asked *a, struct pantau_error *err)
{
	struct store_options options = {.mode = STORE_READ};
	a->words = c->docs / 64 + 2;
	a->seen = calloc(a->words, sizeof(*a->seen));
	return a->seen == NULL ? pantau_fail_memory(err)
			: pantau_store_open(path, &options, &a->store, err);
}

enum pantau_status surface_unions(const struct corpus *c,
		const struct run *run, const char *today, const char *changed,
		struct pantau_error *err)
{
	struct asked *a = calloc(2, sizeof(*a));
	struct holders h = {NULL, NULL};
	enum pantau_status status = a != NULL && make_holders(c, &h) ? PANTAU_OK
			: pantau_fail_memory(err);
	if (status == PANTAU_OK) {
		status = begin(c, today, &a[0], err);
	}
	if (status == PANTAU_OK) {
		status = begin(c, changed, &a[1], err);
	}
	if (status == PANTAU_OK) {
		status = compare(c, run, &h, &a[0], &a[1], err);
	}
	for (int i = 0; a != NULL && i < 2; i++) {
		pantau_store_close(a[i].store, NULL);
		free(a[i].seen);
	}
	free(a);
	free(h.begin);
	free(h.reading);
	return status;
}
