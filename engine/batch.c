/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* What a worker does with a batch: tokens, packed streams, scores, sketches,
 * doclists. */

#include "batch.h"

#include <stdlib.h>

#include "text/language.h"

/* What a large text needed beyond this is not kept for the next: there are
 * many batches, and each would come to hold as much as the largest. */
#define KEPT_BYTES ((size_t)8 << 20)
#define KEPT_SCRATCH ((size_t)2 << 20)

struct batch *pantau_batch_create(void)
{
	struct batch *batch = calloc(1, sizeof(*batch));
	if (batch != NULL) {
		pantau_arena_init(&batch->arena);
		pantau_arena_init(&batch->scratch);
		pantau_buf_init(&batch->packed);
		batch->packer = pantau_body_packer_create();
		if (batch->packer == NULL) {
			free(batch);
			return NULL;
		}
	}
	return batch;
}

void pantau_batch_destroy(struct batch *batch)
{
	if (batch != NULL) {
		pantau_arena_finish(&batch->arena);
		pantau_arena_finish(&batch->scratch);
		pantau_buf_finish(&batch->packed);
		pantau_body_packer_destroy(batch->packer);
		free(batch);
	}
}

void pantau_batch_reset(struct batch *batch)
{
	if (batch->arena.used > KEPT_BYTES) {
		pantau_arena_finish(&batch->arena);
	}
	pantau_arena_reset(&batch->arena);
	batch->n = 0;
	batch->bytes = 0;
	batch->status = PANTAU_OK;
}

void pantau_batch_release(struct batch *batch)
{
	pantau_arena_finish(&batch->arena);
	pantau_arena_finish(&batch->scratch);
	pantau_buf_finish(&batch->packed);
}

bool pantau_batch_full(const struct batch *batch)
{
	return batch->n == BATCH_DOCS || batch->bytes >= BATCH_BYTES;
}

/* The packed stream of some tokens, in the batch's arena. */
static bool pack(struct batch *batch, const struct pantau_tokens *tokens,
		struct str *out)
{
	*out = pantau_arena_str(&batch->arena, tokens->packed != NULL
			? tokens->packed->stream : STR(""));
	return out->p != NULL;
}

/* The text as it is stored, or nothing where it is stored as given. */
static bool pack_body(struct batch *batch, struct str text, struct str *out)
{
	pantau_buf_clear(&batch->packed);
	bool packed = pantau_body_pack(batch->packer, batch->dictionary, text,
			&batch->packed);
	*out = pantau_arena_str(&batch->arena, buf_str(&batch->packed));
	return packed && out->p != NULL;
}

/* Tokens of a large text go before its packed form comes. */
static void forget_scratch(struct batch *batch)
{
	if (batch->scratch.used > KEPT_SCRATCH) {
		pantau_arena_finish(&batch->scratch);
	}
}

/* What stands on the tokens of a document, besides its scores. */
static bool keep_words(struct batch *batch, size_t i,
		const struct pantau_tokens *title,
		const struct pantau_tokens *text,
		const struct batch_worker *worker)
{
	struct analysed *out = &batch->analysed[i];

	/* Only a document that may be known needs more than its postings. */
	if (!batch->extra[i].fresh &&
			(!pack(batch, title, &out->packed_title) ||
			!pack(batch, text, &out->packed_text))) {
		return false;
	}
	return pantau_inverter_tokens(worker->inverter, (unsigned)i, INDEX_TEXT,
			text) && pantau_inverter_tokens(worker->inverter,
			(unsigned)i, INDEX_TITLE, title) &&
			(worker->shingler == NULL || pantau_sketch_make(
			worker->shingler, title, text, &batch->arena,
			&batch->sketch[i]));
}

/* The debunks that a document repeats, after its sketch: the words of that, and
 * its trigrams, serve again. */
static enum pantau_status ask(struct batch *batch, size_t i,
		const struct batch_worker *worker,
		const struct pantau_tokens *title,
		const struct pantau_tokens *text,
		const struct pantau_score *score)
{
	struct analysed *out = &batch->analysed[i];
	const struct shingles *own = &batch->sketch[i].sets.own;
	struct claim_document document = {
		.title = title, .text = text, .score = score,
		.words = worker->words,
	};
	struct claim_row *row;

	if (worker->checker == NULL) {
		return PANTAU_OK;
	}
	if (worker->shingler != NULL) {
		document.trigrams = own->width == 3 ? own : NULL;
	} else {
		pantau_shingler_clear(worker->words);
		if (!pantau_shingler_add(worker->words, title) ||
				!pantau_shingler_add(worker->words, text)) {
			return pantau_fail_memory(&batch->err);
		}
	}
	out->asked = true;
	enum pantau_status status = pantau_claim_check(worker->checker,
			&document, &batch->arena, &row, &out->claims,
			&batch->err);
	out->claim = row;
	return status;
}

static enum pantau_status analyse(struct batch *batch, size_t i,
		const struct batch_worker *worker)
{
	const struct doc *doc = &batch->doc[i];
	struct analysed *out = &batch->analysed[i];
	struct pantau_tokens title, text;
	struct pantau_score score;
	bool named = doc->language.n != 0;
	const struct pantau_language_guess given = pantau_language_given(
			doc->language);
	pantau_arena_reset(&batch->scratch);
	enum pantau_status status = pantau_analyse_into(worker->analyser,
			doc->title,
			&batch->scratch, &title, &batch->err);
	if (status == PANTAU_OK) {
		status = pantau_analyse_into(worker->analyser, doc->text, &batch->scratch,
				&text, &batch->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_score_labels(worker->scorer, doc->title, &title, doc->text,
				&text, named ? &given : NULL, &batch->scratch,
				&score, &batch->err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	*out = (struct analysed){
		.positions = title.positions + text.positions,
		.tone = score.text.label,
		.title_tone = score.title.label,
		.negative = score.text.negative,
		.neutral = score.text.neutral,
		.positive = score.text.positive,
		.hoax = score.hoax,
		.hoax_groups = score.hoax_groups,
		.contradiction = score.contradiction != 0,
		.language = str_of(pantau_language_name(score.language.label)),
	};
	bool done = keep_words(batch, i, &title, &text, worker);
	if (done) {
		status = ask(batch, i, worker, &title, &text, &score);
	}
	forget_scratch(batch);
	if (status != PANTAU_OK) {
		return status;
	}
	return done && pack_body(batch, doc->text, &out->body) ? PANTAU_OK
			: pantau_fail_memory(&batch->err);
}

void pantau_batch_analyse(struct batch *batch,
		const struct batch_worker *worker)
{
	batch->status = PANTAU_OK;
	pantau_inverter_begin(worker->inverter);
	for (size_t i = 0; i < batch->n && batch->status == PANTAU_OK; i++) {
		batch->status = analyse(batch, i, worker);
		if (batch->packed.capacity > KEPT_SCRATCH) {
			pantau_buf_finish(&batch->packed);
		}
	}
	if (batch->status == PANTAU_OK && !pantau_inverter_finish(
			worker->inverter, &batch->arena, &batch->inverted)) {
		batch->status = pantau_fail_memory(&batch->err);
	}
}
