/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Likeness by shingles, of candidates by rare words. */

#include "cli/similar_near.h"

#include <stdlib.h>

#include "search/alike.h"
#include "store/story.h"

#define CANDIDATES 2048  /* items with the rarest words */
#define COMPARED 50      /* of them, of other stories */
#define NEAR_SIMILAR 0.2 /* as chains do (similar/chain.h) */
#define NEAR_CONTAINS 0.4

enum pantau_status pantau_words_of(struct cli *cli, const struct doc *doc,
		struct arena *arena, struct shingler *out)
{
	struct alike_text text;
	return pantau_alike_read(cli->analyser, doc->title, doc->text, arena,
			&text, out, &cli->err);
}

enum pantau_status pantau_likeness_of(struct cli *cli, struct shingler *a,
		struct shingler *b, struct likeness *out)
{
	struct shingles x, y;
	if (!pantau_alike_sets(a, b, &x, &y)) {
		return pantau_fail_memory(&cli->err);
	}
	*out = (struct likeness){
		.similar = pantau_shingles_jaccard(&x, &y),
		.contains = pantau_shingles_containment(&x, &y),
		.contained = pantau_shingles_containment(&y, &x),
	};
	return PANTAU_OK;
}

/* --- what is like an item --- */

struct looking {
	struct cli *cli;
	struct shingler *words, other;
	struct arena arena;
	struct ranked *ranked;
	struct near_item *out;
	size_t *n;
};

static bool is_near(const struct likeness *like)
{
	return like->similar >= NEAR_SIMILAR ||
			like->contains >= NEAR_CONTAINS;
}

static void keep(struct near_item out[NEAR_MOST], size_t *n,
		struct near_item item)
{
	size_t at = *n;
	while (at > 0 && (out[at - 1].like.similar < item.like.similar ||
			(out[at - 1].like.similar == item.like.similar &&
			out[at - 1].id > item.id))) {
		at--;
	}
	if (at == NEAR_MOST) {
		return;
	}
	size_t last = *n < NEAR_MOST ? (*n)++ : NEAR_MOST - 1;
	for (size_t i = last; i > at; i--) {
		out[i] = out[i - 1];
	}
	out[at] = item;
}

/* A candidate of another story. */
static enum pantau_status look_at(struct looking *l, int64_t id)
{
	struct cli *cli = l->cli;
	struct near_item near = {.id = id};
	struct item item;
	pantau_arena_reset(&l->arena);
	enum pantau_status status = pantau_store_item(cli->store, id, &l->arena,
			&item, &cli->err);
	if (status == PANTAU_OK) {
		status = pantau_words_of(cli, &item.doc, &l->arena, &l->other);
	}
	if (status == PANTAU_OK) {
		status = pantau_likeness_of(cli, l->words, &l->other,
				&near.like);
	}
	if (status == PANTAU_OK && is_near(&near.like)) {
		keep(l->out, l->n, near);
	}
	return status;
}

static enum pantau_status look(struct looking *l, const struct doc *doc,
		uint32_t story)
{
	struct cli *cli = l->cli;
	struct alike_text text;
	const struct pantau_tokens *const field[] = {&text.title, &text.text};
	size_t n = CANDIDATES, compared = 0;
	enum pantau_status status = pantau_alike_read(cli->analyser, doc->title,
			doc->text, &l->arena, &text, NULL, &cli->err);
	if (status == PANTAU_OK) {
		status = pantau_alike(cli->store, field, 2, l->ranked, &n,
				&cli->err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < n &&
			compared < COMPARED; i++) {
		uint32_t other;
		status = pantau_story_of(cli->store, l->ranked[i].id, &other,
				&cli->err);
		if (status == PANTAU_OK && other != story) {
			compared++;
			status = look_at(l, l->ranked[i].id);
		}
	}
	return status;
}

enum pantau_status pantau_similar_near(struct cli *cli, const struct doc *doc,
		uint32_t story, struct shingler *words,
		struct near_item out[NEAR_MOST], size_t *n)
{
	struct looking l = {.cli = cli, .words = words, .out = out, .n = n};
	enum pantau_status status = PANTAU_OK;
	*n = 0;
	l.ranked = calloc(CANDIDATES, sizeof(*l.ranked));
	if (l.ranked == NULL) {
		return pantau_fail_memory(&cli->err);
	}
	pantau_arena_init(&l.arena);
	pantau_shingler_init(&l.other);
	status = look(&l, doc, story);
	pantau_shingler_finish(&l.other);
	pantau_arena_finish(&l.arena);
	free(l.ranked);
	return status;
}
