/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The archive, asked for what repeats a debunk. */

#include "search/claim_scan.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"
#include "search/alike.h"
#include "store/claim_check.h"
#include "store/columns.h"

#define READ ((size_t)1 << 20)     /* bytes of a debunk's text */
#define TAIL 16                    /* the last candidates of a round */

struct run {
	const struct claim_scan *scan;
	struct debunker *debunker;
	struct claim_checker *checker;
	struct shingler shingler;
	struct arena arena, scratch;
	struct ranked *ranked;         /* room for CLAIM_SCAN_MOST */
	uint8_t *seen;                 /* by item: 1 checked, 2 it matches */
	int64_t last;
};

static enum pantau_status analyse(struct run *run, struct str text,
		struct arena *arena, struct pantau_tokens *out,
		struct pantau_error *err)
{
	return pantau_analyse_into(run->scan->analyser, pantau_utf8_prefix(text,
			READ), arena, out, err);
}

/* The item as a worker sees it that brings it in. */
static enum pantau_status check(struct run *run, const struct doc *doc,
		struct claim_row **row, size_t *n, struct pantau_error *err)
{
	struct alike_text tokens;
	struct pantau_score score;
	struct claim_document document = {
		.title = &tokens.title, .text = &tokens.text, .score = &score,
		.words = &run->shingler,
	};
	enum pantau_status status = pantau_alike_read(run->scan->analyser,
			pantau_utf8_prefix(doc->title, READ),
			pantau_utf8_prefix(doc->text, READ), &run->scratch,
			&tokens, &run->shingler, err);

	if (status == PANTAU_OK) {
		status = pantau_score_labels(run->scan->scorer, doc->title,
				&tokens.title, doc->text, &tokens.text, NULL,
				&run->scratch, &score, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	return pantau_claim_check(run->checker, &document, &run->scratch, row,
			n, err);
}

/* Checks an item that was not yet checked. */
static enum pantau_status look_at(struct run *run, int64_t id,
		struct pantau_error *err)
{
	struct claim_row *row;
	struct item item;
	size_t n;

	if (id < 1 || id > run->last || run->seen[id] != 0) {
		return PANTAU_OK;
	}
	run->seen[id] = 1;
	pantau_arena_reset(&run->scratch);
	enum pantau_status status = pantau_store_item(run->scan->store, id,
			&run->scratch, &item, err);
	if (status != PANTAU_OK) {
		return status == PANTAU_NOT_FOUND ? PANTAU_OK : status;
	}
	status = check(run, &item.doc, &row, &n, err);
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		row[i].doc = id;
		run->seen[id] = 2;
	}
	return status == PANTAU_OK && n > 0 ? pantau_debunker_repeat(
			run->debunker, row, n, err) : status;
}

/* The candidates from the first on; *more: some of the last ones match. */
static enum pantau_status look_at_all(struct run *run, size_t from, size_t n,
		bool *more, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;

	*more = false;
	for (size_t i = from; status == PANTAU_OK && i < n; i++) {
		int64_t id = run->ranked[i].id;
		status = look_at(run, id, err);
		*more = *more || (i + TAIL >= n && id >= 1 && id <= run->last &&
				run->seen[id] == 2);
	}
	return status;
}

static enum pantau_status scan_one(struct run *run, uint32_t id,
		struct pantau_error *err)
{
	struct debunk_row debunk;
	struct pantau_tokens tokens[3];
	const struct pantau_tokens *const field[] = {&tokens[0], &tokens[1],
		&tokens[2]};
	bool more = true;

	pantau_arena_reset(&run->arena);
	enum pantau_status status = pantau_debunk_get(run->scan->store, id,
			&run->arena, &debunk, err);
	const struct str text[] = {debunk.debunk.title, debunk.debunk.claim,
		debunk.debunk.body};
	for (int i = 0; status == PANTAU_OK && i < 3; i++) {
		status = analyse(run, text[i], &run->arena, &tokens[i], err);
	}
	size_t from = 0;
	for (size_t k = CLAIM_SCAN_FIRST; status == PANTAU_OK && more &&
			k <= CLAIM_SCAN_MOST; k *= 4) {
		size_t n = k;
		status = pantau_alike(run->scan->store, field, 3, run->ranked,
				&n, err);
		if (status == PANTAU_OK) {
			status = look_at_all(run, from, n, &more, err);
		}
		more = more && n == k;
		from = n;
	}
	return status;
}

static enum pantau_status scan_all(struct run *run, const uint32_t *id,
		size_t n, struct pantau_error *err)
{
	const struct claim_scan *scan = run->scan;
	enum pantau_status status = PANTAU_OK;

	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		if (scan->progress != NULL && !scan->progress(scan->context, i,
				n)) {
			return pantau_fail(err, PANTAU_INTERRUPTED, "%s",
					PANTAU_T(err, "interrupted",
					"dihentikan"));
		}
		status = scan_one(run, id[i], err);
	}
	return status;
}

enum pantau_status pantau_claim_scan(const struct claim_scan *scan,
		const uint32_t *id, size_t n, struct debunker *debunker,
		struct pantau_error *err)
{
	struct run run = {.scan = scan, .debunker = debunker};
	enum pantau_status status = pantau_store_begin_read(scan->store, err);

	if (status != PANTAU_OK) {
		return status;
	}
	pantau_shingler_init(&run.shingler);
	pantau_arena_init(&run.arena);
	pantau_arena_init(&run.scratch);
	status = pantau_columns_end(scan->store, &run.last, err);
	run.seen = calloc((size_t)run.last + 1, 1);
	run.ranked = malloc(CLAIM_SCAN_MOST * sizeof(*run.ranked));
	status = status != PANTAU_OK ? status : run.seen == NULL || run.ranked == NULL
			? pantau_fail_memory(err) : pantau_claim_checker_create(
			scan->claims, scan->scorer, &run.checker, err);
	if (status == PANTAU_OK && run.last > 0) {
		status = scan_all(&run, id, n, err);
	}
	pantau_claim_checker_destroy(run.checker);
	free(run.seen);
	free(run.ranked);
	pantau_arena_finish(&run.arena);
	pantau_arena_finish(&run.scratch);
	pantau_shingler_finish(&run.shingler);
	pantau_store_end_read(scan->store);
	return status;
}
