/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Ranking straight from postings, in one of three ways: a single word by its
 * entries in a row; an OR of leaves by windows of ids, in which each leaf adds
 * to the sums of its documents; all else document by document.
 *
 * By windows, leaves that even together cannot lift a document among the best
 * (Turtle and Flood's MaxScore, 1995) no longer bring documents in: they are
 * only looked up for those that the others have, and their entries are counted
 * without being weighed, or, where nobody asked for the total, passed over.
 */

#include <stdlib.h>

#include "base/error.h"
#include "store/rank_parts.h"
#include "store/store_parts.h"

#define TAKEN 1024

/* Room for a window. */
struct board {
	int64_t sum[WINDOW];        /* 0 but for documents of this window */
	uint64_t strong[WINDOW / 64];
	uint64_t matched[WINDOW / 64];
	int64_t id[WINDOW], kept[WINDOW];
	int64_t taken[TAKEN];
	uint64_t times[TAKEN];
};

struct direct {
	struct ranking *r;
	struct match_walk *reading;
	struct board *board;
	struct part *leaf[MATCH_PHRASES_MAX];
	size_t leaves;
	double most[MATCH_PHRASES_MAX]; /* that a leaf adds to a score */
	size_t weak;                    /* leaves from 0 on that bring none in */
};

static enum pantau_status prepare(struct ranking *r, struct match_walk *reading,
		struct pantau_error *err)
{
	struct averages averages;
	double positions = 0;
	double holding = 0;
	enum pantau_status status = pantau_averages_read(r->store, &averages,
			err);

	for (int i = 0; status == PANTAU_OK && i < INDEX_FIELDS; i++) {
		positions += (double)averages.positions[i];
	}
	if (status == PANTAU_OK) {
		pantau_rank_prepare(r, (double)averages.rows, positions);
		reading->worth = r->worth;
	}
	for (size_t i = 0; status == PANTAU_OK && r->phrases > 1 &&
			i < r->phrases; i++) {
		if (!r->leaf[i].follows) {
			status = pantau_rank_frequency(r->store, &r->leaf[i],
					&holding, err);
		}
		r->factor[i] = pantau_rank_idf(r->documents, holding) *
				r->leaf[i].weight * RANK_STEPS;
	}
	return status;
}

/* Which ids count, at the front of 'kept'; all of them where nothing filters. */
static size_t filter(const struct ranking *r, const int64_t *id, size_t n,
		int64_t *kept)
{
	const struct match_filter *f = r->filter;

	memcpy(kept, id, n * sizeof(*id));
	return f != NULL && f->keep != NULL ? f->keep(f->context, kept, n) : n;
}

/* --- one word --- */

static enum pantau_status offer_word(struct direct *d, size_t n,
		struct pantau_error *err)
{
	struct ranking *r = d->r;
	const struct board *b = d->board;
	size_t kept = filter(r, b->taken, n, d->board->kept);
	const uint16_t *length = NULL;
	int64_t chunk = -1;

	r->accepted += kept;
	for (size_t i = 0, j = 0; j < kept && r->room != 0; j++, i++) {
		while (b->taken[i] != b->kept[j]) {
			i++;
		}
		int64_t id = b->taken[i];
		if (id / COLUMN_CHUNK != chunk) {
			chunk = id / COLUMN_CHUNK;
			length = pantau_rank_lengths(r, id, err);
			if (length == NULL) {
				return err != NULL ? err->code : PANTAU_IO;
			}
		}
		double score = pantau_rank_part(r, 1, b->times[i],
				length[id % COLUMN_CHUNK]);
		if (r->n < r->room || score >= r->heap[0].score) {
			pantau_rank_offer(r, (struct ranked){id, score});
		}
	}
	return PANTAU_OK;
}

static enum pantau_status rank_word(struct direct *d, double *holding,
		struct pantau_error *err)
{
	struct match_walk *reading = d->reading;
	struct forms *forms = d->leaf[0]->position[0];
	struct board *b = d->board;
	struct taken taken = {.id = b->taken, .times = b->times, .room = TAKEN};
	int64_t end = reading->least - 1;
	enum pantau_status status = pantau_forms_seek(reading, forms,
			reading->greatest, err);

	while (status == PANTAU_OK && !forms->ended) {
		taken.n = 0;
		status = pantau_forms_take(reading, forms, end, &taken, err);
		*holding += (double)taken.n;
		if (status == PANTAU_OK) {
			status = offer_word(d, taken.n, err);
		}
	}
	return status;
}

/* --- an OR, by windows --- */

/* Collects the leaves of an OR of ORs; false when there is anything else. */
static bool collect(struct direct *d, struct part *part)
{
	bool ok = true;

	if (part->words != NULL) {
		d->leaf[d->leaves++] = part;
		return true;
	}
	if (part->node->op != MATCH_OR) {
		return false;
	}
	for (size_t i = 0; ok && i < part->children; i++) {
		ok = collect(d, part->child[i]);
	}
	return ok;
}

/* The leaf that can add least comes first. */
static void order(struct direct *d)
{
	for (size_t i = 0; i < d->leaves; i++) {
		struct part *leaf = d->leaf[i];
		/* A step more than occurrences without end would give. */
		double most = d->r->factor[leaf->phrase] * (RANK_K1 + 1) + 1;
		size_t at = i;
		for (; at > 0 && d->most[at - 1] > most; at--) {
			d->leaf[at] = d->leaf[at - 1];
			d->most[at] = d->most[at - 1];
		}
		d->leaf[at] = leaf;
		d->most[at] = most;
	}
}

/* How many leaves together stay below the worst of the best. */
static void weigh(struct direct *d)
{
	const struct ranking *r = d->r;
	double sum = 0;

	for (d->weak = 0; r->n == r->room && d->weak < d->leaves; d->weak++) {
		sum += d->most[d->weak];
		if (r->n != 0 && sum >= r->heap[0].score) {
			return;
		}
	}
}

static void set(uint64_t *bits, const struct window *w, int64_t id)
{
	uint64_t at = (uint64_t)(id - w->base);

	bits[at >> 6] |= UINT64_C(1) << (at & 63);
}

static void add(struct direct *d, const struct window *w, size_t phrase,
		int64_t id, uint64_t times)
{
	if (times != 0) {
		d->board->sum[id - w->base] += pantau_rank_steps(d->r, phrase,
				times, d->r->length[id % COLUMN_CHUNK]);
	}
}

/* The entries of a word in the window; bits: where to note them. Only those
 * of documents in 'among' (NULL: all) are weighed. */
static enum pantau_status add_word(struct direct *d, struct part *leaf,
		const struct window *w, uint64_t *bits, const uint64_t *among,
		struct pantau_error *err)
{
	struct board *b = d->board;
	struct forms *forms = leaf->position[0];
	struct taken taken = {
		.id = b->taken, .times = b->times, .room = TAKEN,
		.among = among, .base = w->base,
	};
	enum pantau_status status = PANTAU_OK;

	while (status == PANTAU_OK && !forms->ended &&
			pantau_before(d->reading, forms->at, w->end)) {
		taken.n = 0;
		status = pantau_forms_take(d->reading, forms, w->end, &taken,
				err);
		for (size_t i = 0; i < taken.n; i++) {
			if (bits != NULL) {
				set(bits, w, b->taken[i]);
			}
			add(d, w, leaf->phrase, b->taken[i], b->times[i]);
		}
	}
	return status;
}

static enum pantau_status add_phrase(struct direct *d, struct part *leaf,
		const struct window *w, uint64_t *bits,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	uint64_t times[MATCH_PHRASES_MAX];

	while (status == PANTAU_OK && !leaf->ended &&
			pantau_before(d->reading, leaf->at, w->end)) {
		if (bits != NULL) {
			set(bits, w, leaf->at);
		}
		pantau_part_times(d->reading, leaf, leaf->at, times);
		add(d, w, leaf->phrase, leaf->at, times[leaf->phrase]);
		status = pantau_part_seek(d->reading, leaf,
				pantau_behind(d->reading, leaf->at), err);
	}
	return status;
}

/* What a weak leaf adds to few documents. */
static enum pantau_status look_up(struct direct *d, struct part *leaf,
		const struct window *w, size_t n, struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	uint64_t times[MATCH_PHRASES_MAX];

	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		int64_t id = d->board->id[i];
		status = pantau_part_seek(d->reading, leaf, id, err);
		if (status == PANTAU_OK && !leaf->ended && leaf->at == id) {
			pantau_part_times(d->reading, leaf, id, times);
			add(d, w, leaf->phrase, id, times[leaf->phrase]);
		}
	}
	return status;
}

static enum pantau_status add_weak(struct direct *d, const struct window *w,
		struct pantau_error *err)
{
	struct board *b = d->board;
	struct window strong = *w;
	enum pantau_status status = PANTAU_OK;

	memcpy(b->strong, b->matched, sizeof(b->strong));
	strong.bits = b->strong;
	size_t n = pantau_window_ids(d->reading, &strong, b->id);
	for (size_t i = 0; status == PANTAU_OK && i < d->weak; i++) {
		struct part *leaf = d->leaf[i];
		if (!d->r->counts) {
			status = look_up(d, leaf, w, n, err);
		} else if (leaf->plain) {
			status = add_word(d, leaf, w, b->matched, b->strong, err);
		} else {
			status = add_phrase(d, leaf, w, b->matched, err);
		}
	}
	return status;
}

static void offer_window(struct direct *d, const struct window *w)
{
	struct ranking *r = d->r;
	struct board *b = d->board;
	size_t n = pantau_window_ids(d->reading, w, b->id);
	size_t kept = filter(r, b->id, n, b->kept);

	r->accepted += kept;
	for (size_t i = 0; i < kept && r->room != 0; i++) {
		double score = (double)b->sum[b->kept[i] - w->base];
		if (r->n < r->room || score >= r->heap[0].score) {
			pantau_rank_offer(r, (struct ranked){b->kept[i], score});
		}
	}
	for (size_t i = 0; i < n; i++) {
		b->sum[b->id[i] - w->base] = 0;
	}
}

static enum pantau_status rank_window(struct direct *d, int64_t at,
		struct pantau_error *err)
{
	struct board *b = d->board;
	struct window w = pantau_window_at(d->reading, at, WINDOW, b->matched);
	enum pantau_status status = PANTAU_OK;

	if (pantau_rank_lengths(d->r, at, err) == NULL) {
		return err != NULL ? err->code : PANTAU_IO;
	}
	memset(b->matched, 0, sizeof(b->matched));
	for (size_t i = d->weak; status == PANTAU_OK && i < d->leaves; i++) {
		status = d->leaf[i]->plain ? add_word(d, d->leaf[i], &w,
				b->matched, NULL, err) : add_phrase(d, d->leaf[i],
				&w, b->matched, err);
	}
	if (status == PANTAU_OK) {
		status = add_weak(d, &w, err);
	}
	if (status == PANTAU_OK) {
		offer_window(d, &w);
	}
	return status;
}

/* The next id that a leaf has which brings documents in. */
static enum pantau_status next_of(struct direct *d, int64_t from, int64_t *at,
		bool *ended, struct pantau_error *err)
{
	size_t first = d->r->counts ? 0 : d->weak;
	enum pantau_status status = PANTAU_OK;

	*ended = true;
	for (size_t i = first; status == PANTAU_OK && i < d->leaves; i++) {
		int64_t least;
		bool none;
		status = pantau_part_least(d->reading, d->leaf[i], from, &least,
				&none, err);
		if (!none && (*ended || pantau_before(d->reading, least, *at))) {
			*at = least;
			*ended = false;
		}
	}
	return status;
}

static enum pantau_status rank_windows(struct direct *d,
		struct pantau_error *err)
{
	struct match_walk *reading = d->reading;
	int64_t from = reading->greatest, at = 0;
	bool ended = false;
	enum pantau_status status = PANTAU_OK;

	order(d);
	while (status == PANTAU_OK && !ended) {
		weigh(d);
		status = next_of(d, from, &at, &ended, err);
		if (status == PANTAU_OK && !ended) {
			status = rank_window(d, at, err);
			from = at / WINDOW * WINDOW - 1;
		}
	}
	return status;
}

/* --- anything, document by document --- */

static enum pantau_status offer_document(struct direct *d, struct part *root,
		struct pantau_error *err)
{
	struct ranking *r = d->r;
	uint64_t times[MATCH_PHRASES_MAX];
	int64_t kept, sum = 0;

	if (filter(r, &root->at, 1, &kept) == 0) {
		return PANTAU_OK;
	}
	r->accepted++;
	const uint16_t *length = pantau_rank_lengths(r, root->at, err);
	if (length == NULL) {
		return err != NULL ? err->code : PANTAU_IO;
	}
	memset(times, 0, sizeof(times));
	pantau_part_times(d->reading, root, root->at, times);
	uint32_t n = length[root->at % COLUMN_CHUNK];
	for (size_t i = 0; i < r->phrases; i++) {
		sum += times[i] != 0 ? pantau_rank_steps(r, i, times[i], n) : 0;
	}
	double score = r->phrases == 1 ? pantau_rank_part(r, 1, times[0], n)
			: (double)sum;
	if (r->room != 0) {
		pantau_rank_offer(r, (struct ranked){root->at, score});
	}
	return PANTAU_OK;
}

static enum pantau_status rank_documents(struct direct *d, struct part *root,
		double *holding, struct pantau_error *err)
{
	struct match_walk *reading = d->reading;
	int64_t from = reading->greatest;
	enum pantau_status status = PANTAU_OK;

	for (;;) {
		status = pantau_part_seek(reading, root, from, err);
		if (status != PANTAU_OK || root->ended) {
			return status;
		}
		++*holding;
		status = offer_document(d, root, err);
		if (status != PANTAU_OK) {
			return status;
		}
		from = pantau_behind(reading, root->at);
	}
}

static enum pantau_status run(struct direct *d, struct part *root,
		double *holding, struct pantau_error *err)
{
	if (root->plain) {
		d->leaf[0] = root;
		return rank_word(d, holding, err);
	}
	return d->r->phrases > 1 && collect(d, root) ? rank_windows(d, err)
			: rank_documents(d, root, holding, err);
}

enum pantau_status pantau_rank_direct(struct ranking *r,
		const struct match_node *tree, struct match_walk *reading,
		double *holding, struct pantau_error *err)
{
	struct direct d = {.r = r, .reading = reading};
	struct part *root = NULL;
	enum pantau_status status = prepare(r, reading, err);

	if (status != PANTAU_OK || reading->least > reading->greatest) {
		return status;
	}
	d.board = calloc(1, sizeof(*d.board));
	status = d.board != NULL ? pantau_part_open(reading, tree, &root, err)
			: pantau_fail_memory(err);
	if (status == PANTAU_OK && !root->ended) {
		status = run(&d, root, holding, err);
	}
	/* Bounds hide documents that its frequency counts. */
	if (status == PANTAU_OK && r->phrases == 1 && (r->filter != NULL &&
			(r->filter->least > 1 || r->filter->greatest <
			pantau_columns_last(r->store)))) {
		status = pantau_rank_frequency(r->store, &r->leaf[0], holding,
				err);
	}
	pantau_part_close(root);
	free(d.board);
	return status;
}
