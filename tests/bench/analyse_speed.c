/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * analyse_speed [--hash] LEXICONS ROOTS_FILE DOCUMENTS
 *
 * Megabytes a second on one core over a file of documents (NDJSON, CSV) of what
 * workers do: tokens with their terms; labels, as 'pantau rescore' makes them
 * from texts, without terms; scores with acts and all evidence, likewise; tokens
 * with their terms, scores and packed streams. Rounds take turns; the best of
 * three counts.
 *
 * --hash prints one number over everything that analysis gives: tokens, terms,
 * streams, languages, labels, acts, probabilities, evidence. A change that must
 * not change results leaves it alone. Labels are seen to be those of the scores.
 */

#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "base/hash.h"
#include "import/import.h"
#include "lexicon/lexicons.h"
#include "score/score.h"

#define ROUNDS 3

struct text_pair {
	struct str title, text;
};

struct bench {
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct pantau_scorer *scorer;
	struct arena documents, arena;
	struct text_pair *doc;
	size_t docs, capacity, bytes, tokens;
	struct buf packed;
	uint64_t hash;
};

/* What one document came to. */
struct result {
	struct pantau_tokens tokens[2];
	struct pantau_score score;
};

enum stage { STAGE_TOKENS, STAGE_LABELS, STAGE_SCORE, STAGE_PACK, STAGES };

static bool load(struct bench *b, const char *path, struct pantau_error *err)
{
	struct import_options options = {.stdin_fd = 0};
	struct import *import;
	struct doc doc;
	struct str raw;
	if (pantau_import_open(&path, 1, &options, &import, err) != PANTAU_OK) {
		return false;
	}
	enum pantau_status status;
	while ((status = pantau_import_next(import, &b->documents, &doc, &raw,
			err)) == PANTAU_OK) {
		if (b->docs == b->capacity) {
			b->capacity = b->capacity != 0 ? b->capacity * 2 : 1024;
			void *grown = realloc(b->doc,
					b->capacity * sizeof(*b->doc));
			if (grown == NULL) {
				status = pantau_fail_memory(err);
				break;
			}
			b->doc = grown;
		}
		b->doc[b->docs++] = (struct text_pair){doc.title, doc.text};
		b->bytes += doc.title.n + doc.text.n;
	}
	pantau_import_close(import);
	return status == PANTAU_END;
}

/* labels: what they are as well, or NULL. */
static bool analyse(struct bench *b, const struct text_pair *doc,
		enum stage stage, struct result *out,
		struct pantau_score *labels)
{
	struct pantau_tokens *tokens = out->tokens;
	enum pantau_status (*tokenize)(struct pantau_analyser *, struct str,
			struct arena *, struct pantau_tokens *,
			struct pantau_error *) = stage == STAGE_LABELS ||
			stage == STAGE_SCORE ? pantau_analyse_surface :
			pantau_analyse_into;
	pantau_arena_reset(&b->arena);
	pantau_buf_clear(&b->packed);
	if (tokenize(b->analyser, doc->title, &b->arena, &tokens[0], NULL) !=
			PANTAU_OK || tokenize(b->analyser, doc->text, &b->arena,
			&tokens[1], NULL) != PANTAU_OK) {
		return false;
	}
	b->tokens += tokens[0].tokens + tokens[1].tokens;
	if ((stage == STAGE_LABELS || labels != NULL) && pantau_score_labels(
			b->scorer, doc->title, &tokens[0], doc->text,
			&tokens[1], NULL, &b->arena, labels != NULL ? labels :
			&out->score, NULL) != PANTAU_OK) {
		return false;
	}
	if (stage >= STAGE_SCORE && pantau_score_tokens(b->scorer, doc->title,
			&tokens[0], doc->text, &tokens[1], NULL, &b->arena,
			&out->score, NULL) != PANTAU_OK) {
		return false;
	}
	if (stage >= STAGE_PACK) {
		pantau_pack(&tokens[0], &b->packed);
		pantau_pack(&tokens[1], &b->packed);
	}
	return true;
}

static void add_bytes(struct bench *b, const void *p, size_t n)
{
	b->hash = pantau_hash(str_make(p, n), b->hash);
}

static void add_number(struct bench *b, uint64_t n)
{
	add_bytes(b, &n, sizeof(n));
}

static void add_float(struct bench *b, float x)
{
	add_bytes(b, &x, sizeof(x));
}

static void add_tokens(struct bench *b, const struct pantau_tokens *tokens)
{
	for (size_t i = 0; i < tokens->tokens; i++) {
		const struct pantau_token *t = &tokens->token[i];
		uint32_t all[] = {t->start, t->end, t->kind, t->flags,
			t->positions, t->position, t->sentence, t->first_term,
			t->terms, t->lexeme[0], t->lexeme[1], t->lexeme[2]};
		add_bytes(b, all, sizeof(all));
	}
	for (size_t i = 0; i < tokens->terms; i++) {
		const struct pantau_term *t = &tokens->term[i];
		add_number(b, (uint64_t)t->kind << 32 | t->position);
		add_bytes(b, t->bytes, t->length);
	}
	add_number(b, tokens->positions);
	add_number(b, tokens->sentences);
}

static void add_evidence(struct bench *b, const struct pantau_evidence *e,
		size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t all[] = {e[i].rule, e[i].start, e[i].end, e[i].first,
			e[i].last, e[i].field, e[i].group, e[i].negated};
		add_bytes(b, all, sizeof(all));
		add_float(b, e[i].effect);
	}
}

static void add_tone(struct bench *b, const struct pantau_tone_score *tone)
{
	add_number(b, tone->label);
	add_float(b, tone->negative);
	add_float(b, tone->neutral);
	add_float(b, tone->positive);
	add_float(b, tone->score);
	add_evidence(b, tone->evidence, tone->evidences);
}

static void add_act(struct bench *b, const struct pantau_act_score *act)
{
	add_number(b, act->label);
	add_float(b, act->score);
	add_evidence(b, act->evidence, act->evidences);
}

static void add_result(struct bench *b, const struct result *result)
{
	const struct pantau_score *score = &result->score;
	add_tokens(b, &result->tokens[0]);
	add_tokens(b, &result->tokens[1]);
	add_tone(b, &score->title);
	add_tone(b, &score->text);
	add_act(b, &score->act);
	add_number(b, score->language.label);
	add_float(b, score->language.confidence);
	add_number(b, (uint64_t)score->contradiction << 8 |
			(uint64_t)score->hoax);
	add_float(b, score->hoax_score);
	add_number(b, score->hoax_groups);
	add_evidence(b, score->signal, score->signals);
	add_bytes(b, b->packed.p, b->packed.n);
}

static bool same_tone(const struct pantau_tone_score *a,
		const struct pantau_tone_score *b)
{
	return a->label == b->label && a->negative == b->negative &&
			a->neutral == b->neutral && a->positive == b->positive &&
			a->score == b->score && a->neutrality == b->neutrality;
}

static bool same_labels(const struct pantau_score *a,
		const struct pantau_score *b)
{
	return same_tone(&a->title, &b->title) && same_tone(&a->text, &b->text) &&
			a->language.label == b->language.label &&
			a->contradiction == b->contradiction &&
			a->hoax == b->hoax && a->hoax_score == b->hoax_score &&
			a->hoax_groups == b->hoax_groups;
}

static bool run(struct bench *b, enum stage stage, bool hash)
{
	struct pantau_score labels;
	struct result result;
	b->tokens = 0;
	for (size_t i = 0; i < b->docs; i++) {
		if (!analyse(b, &b->doc[i], stage, &result, hash ? &labels :
				NULL)) {
			return false;
		}
		if (hash && !same_labels(&labels, &result.score)) {
			fprintf(stderr, "document %zu has other labels\n", i);
			return false;
		}
		if (hash) {
			add_result(b, &result);
		}
	}
	return true;
}

static bool measure(struct bench *b)
{
	static const char *const names[STAGES] = {"tokens", "+ labels",
		"+ scores", "+ packed"};
	double best[STAGES] = {0};
	for (int round = 0; round < ROUNDS; round++) {
		for (int stage = 0; stage < STAGES; stage++) {
			double began = seconds();
			if (!run(b, (enum stage)stage, false)) {
				return false;
			}
			double took = seconds() - began;
			best[stage] = best[stage] == 0 || took < best[stage] ?
					took : best[stage];
		}
	}
	for (int stage = 0; stage < STAGES; stage++) {
		printf("%-9s %7.1f MB/s  %6.1f ns a token\n", names[stage],
				(double)b->bytes / best[stage] / 1e6,
				best[stage] * 1e9 / (double)b->tokens);
	}
	return true;
}

static bool begin(struct bench *b, char **argv, struct pantau_error *err)
{
	struct pantau_lexicon_options options = {.dir = argv[0],
			.roots_file = argv[1][0] != '\0' ? argv[1] : NULL};
	pantau_arena_init(&b->documents);
	pantau_arena_init(&b->arena);
	pantau_buf_init(&b->packed);
	return load(b, argv[2], err) && pantau_lexicons_open(&options,
			&b->lexicons, err) == PANTAU_OK &&
			pantau_analyser_create(b->lexicons, &b->analyser,
				err) == PANTAU_OK &&
			pantau_scorer_create(b->lexicons, &b->scorer, err) ==
				PANTAU_OK;
}

static void end(struct bench *b)
{
	pantau_scorer_destroy(b->scorer);
	pantau_analyser_destroy(b->analyser);
	pantau_lexicons_close(b->lexicons);
	pantau_arena_finish(&b->documents);
	pantau_arena_finish(&b->arena);
	pantau_buf_finish(&b->packed);
	free(b->doc);
}

int main(int argc, char **argv)
{
	struct pantau_error err = {.lang = PANTAU_LANG_EN};
	struct bench b = {.docs = 0};
	bool hash = argc == 5 && strcmp(argv[1], "--hash") == 0;
	if (argc != 4 && !hash) {
		fprintf(stderr, "usage: %s [--hash] LEXICONS ROOTS_FILE "
				"DOCUMENTS\n", argv[0]);
		return 2;
	}
	bool ok = begin(&b, argv + argc - 3, &err);
	if (!ok) {
		fprintf(stderr, "%s\n", err.message);
	} else {
		ok = hash ? run(&b, STAGE_PACK, true) : measure(&b);
	}
	if (ok) {
		printf("%zu documents, %zu bytes, %zu tokens\n", b.docs,
				b.bytes, b.tokens);
	}
	if (ok && hash) {
		printf("hash %016llx\n", (unsigned long long)b.hash);
	}
	end(&b);
	return ok ? 0 : 1;
}
