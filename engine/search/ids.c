/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Iterators over ids. All are driven by one call: seek(from), the first id
 * from there on in walking order. An AND leaps from child to child, an OR
 * takes the nearest, a NOT walks what lives beside what it leaves out.
 */

#include "search/ids.h"

#include "base/error.h"

#define SOUGHT 256     /* ids of a block that are found one by one */

struct walk {
	struct plan *plan;
	bool descending;
	struct pantau_error *err;
};

struct iterator {
	const struct plan_node *node; /* NULL: every live row */
	struct match *match;          /* TEXT */
	struct iterator **child;
	size_t children;
	struct predicate *test;       /* AND: what its rows must pass as well */
	int64_t at;                   /* when found: the id last given */
	bool found, ended;
	bool leaves_out;              /* child of an AND: what it must not be */
	int64_t block;                /* AND: the one that was last looked at */
	bool dated;                   /* AND: blocks may be passed over */
};

struct ids {
	struct walk walk;
	struct iterator *root; /* NULL: nothing matches */
	int64_t from;
	bool ended;
	int64_t *room; /* of IDS_BLOCK */
};

static enum pantau_status open_node(struct walk *walk,
		const struct plan_node *node, struct iterator **out);
static enum pantau_status seek(struct walk *walk, struct iterator *it,
		int64_t from, int64_t *id);

static bool before(const struct walk *walk, int64_t a, int64_t b)
{
	return walk->descending ? a > b : a < b;
}

static int64_t behind(const struct walk *walk, int64_t id)
{
	return walk->descending ? id - 1 : id + 1;
}

static bool outside(const struct walk *walk, int64_t id)
{
	return id < walk->plan->least || id > walk->plan->greatest;
}

static struct iterator *make(struct walk *walk, const struct plan_node *node,
		size_t room)
{
	struct iterator *it = pantau_arena_zero(&walk->plan->arena, 1,
			sizeof(*it));
	if (it == NULL) {
		return NULL;
	}
	it->node = node;
	it->child = pantau_arena_zero(&walk->plan->arena, room,
			sizeof(*it->child));
	return it->child != NULL ? it : NULL;
}

static void close_iterator(struct iterator *it)
{
	if (it == NULL) {
		return;
	}
	pantau_match_close(it->match);
	for (size_t i = 0; i < it->children; i++) {
		close_iterator(it->child[i]);
	}
}

/* Children of an AND that only test, or only leave out, drive nothing: the
 * first child then is one that can walk. */
static enum pantau_status open_and(struct walk *walk,
		const struct plan_node *node, struct iterator *it)
{
	size_t walkers = 0;
	for (size_t i = 0; i < node->children; i++) {
		const struct plan_node *child = node->child[i];
		walkers += child->op != PLAN_COLUMNS && child->op != PLAN_NOT;
		if (child->op == PLAN_COLUMNS) {
			it->test = child->predicate;
		}
	}
	it->block = -1;
	it->dated = it->test != NULL && pantau_predicate_dated(it->test);
	if (walkers == 0) {
		it->child[0] = make(walk, NULL, 0);
		if (it->child[0] == NULL) {
			return pantau_fail_memory(walk->err);
		}
		it->child[0]->test = it->test;
		it->test = NULL;
		it->children = 1;
	}
	/* Walkers first, then what is left out. */
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < node->children; i++) {
			const struct plan_node *child = node->child[i];
			if (child->op == PLAN_COLUMNS ||
					(child->op == PLAN_NOT) != (pass == 1)) {
				continue;
			}
			enum pantau_status status = open_node(walk,
					pass == 1 ? child->child[0] : child,
					&it->child[it->children]);
			if (status != PANTAU_OK) {
				return status;
			}
			it->child[it->children++]->leaves_out = pass == 1;
		}
	}
	return PANTAU_OK;
}

static enum pantau_status open_children(struct walk *walk,
		const struct plan_node *node, struct iterator *it)
{
	for (size_t i = 0; i < node->children; i++) {
		enum pantau_status status = open_node(walk, node->child[i],
				&it->child[i]);
		if (status != PANTAU_OK) {
			return status;
		}
		it->children++;
	}
	return PANTAU_OK;
}

static enum pantau_status open_node(struct walk *walk,
		const struct plan_node *node, struct iterator **out)
{
	struct plan *plan = walk->plan;
	struct iterator *it = make(walk, node, node->children + 1);
	*out = it;
	if (it == NULL) {
		return pantau_fail_memory(walk->err);
	}
	enum pantau_status status = PANTAU_OK;
	switch (node->op) {
	case PLAN_TEXT:
		status = pantau_match_open(plan->store, node->text,
				walk->descending, plan->least, plan->greatest,
				&it->match, walk->err);
		break;
	case PLAN_COLUMNS:
		it->test = node->predicate;
		break;
	case PLAN_AND:
		status = open_and(walk, node, it);
		break;
	case PLAN_OR:
	case PLAN_NOT:
		status = open_children(walk, node, it);
		break;
	}
	if (status != PANTAU_OK) {
		close_iterator(it);
		*out = NULL;
	}
	return status;
}

/* Where the next chunk begins. */
static int64_t next_chunk(const struct walk *walk, int64_t id)
{
	return walk->descending ? (id >> 16 << 16) - 1 : ((id >> 16) + 1) << 16;
}

/* Live rows that pass the iterator's test, if it has one. */
static enum pantau_status seek_live(struct walk *walk, struct iterator *it,
		int64_t id)
{
	struct plan *plan = walk->plan;
	int64_t chunk = -1;
	while (!outside(walk, id)) {
		if (id >> 16 != chunk) {
			chunk = id >> 16;
			if (it->test != NULL && pantau_predicate_skips(it->test,
					&plan->view, (uint32_t)chunk)) {
				id = next_chunk(walk, id);
				continue;
			}
		}
		bool live = (pantau_view_value(&plan->view, COLUMN_FLAGS, id) &
				ROW_LIVE) != 0;
		if (live && (it->test == NULL || pantau_predicate_test(it->test,
				&plan->view, id)) && plan->view.status == PANTAU_OK) {
			it->at = id;
			return PANTAU_OK;
		}
		if (plan->view.status != PANTAU_OK) {
			return plan->view.status;
		}
		id = behind(walk, id);
	}
	return plan->view.status != PANTAU_OK ? plan->view.status : PANTAU_END;
}

/* Where the rows go on that are not in the block of an id. */
static int64_t next_block(const struct walk *walk, int64_t id)
{
	int64_t first = id / COLUMN_BLOCK * COLUMN_BLOCK;
	return walk->descending ? first - 1 : first + COLUMN_BLOCK;
}

/* Whether the AND's test lets a row through; *next is where to go on if not. */
static bool passes(struct walk *walk, struct iterator *it, int64_t id,
		int64_t *next)
{
	struct column_view *view = &walk->plan->view;
	*next = behind(walk, id);
	if (it->dated && id / COLUMN_BLOCK != it->block) {
		it->block = id / COLUMN_BLOCK;
		if (pantau_predicate_skips_block(it->test, view, id)) {
			*next = next_block(walk, id);
			return false;
		}
	}
	return pantau_predicate_test(it->test, view, id);
}

/* Whether a child lets a row through; *next is where to go on if not. */
static enum pantau_status agree(struct walk *walk, struct iterator *child,
		int64_t id, bool *agrees, int64_t *next)
{
	bool leaves_out = child->leaves_out;
	enum pantau_status status = seek(walk, child, id, next);
	*agrees = status == PANTAU_OK && (*next == id) != leaves_out;
	if (leaves_out && status == PANTAU_END) {
		*agrees = true;
		status = PANTAU_OK;
	}
	if (leaves_out) {
		*next = behind(walk, id);
	}
	return status;
}

static enum pantau_status seek_and(struct walk *walk, struct iterator *it,
		int64_t from)
{
	for (;;) {
		int64_t id, next;
		bool agrees = true;
		enum pantau_status status = seek(walk, it->child[0], from, &id);
		for (size_t i = 1; status == PANTAU_OK && agrees &&
				i < it->children; i++) {
			status = agree(walk, it->child[i], id, &agrees, &next);
		}
		if (status != PANTAU_OK) {
			return status;
		}
		if (agrees && it->test != NULL) {
			agrees = passes(walk, it, id, &next);
			if (walk->plan->view.status != PANTAU_OK) {
				return walk->plan->view.status;
			}
		}
		if (agrees) {
			it->at = id;
			return PANTAU_OK;
		}
		from = next;
	}
}

static enum pantau_status seek_or(struct walk *walk, struct iterator *it,
		int64_t from)
{
	bool any = false;
	for (size_t i = 0; i < it->children; i++) {
		int64_t id;
		enum pantau_status status = seek(walk, it->child[i], from, &id);
		if (status == PANTAU_END) {
			continue;
		}
		if (status != PANTAU_OK) {
			return status;
		}
		if (!any || before(walk, id, it->at)) {
			it->at = id;
		}
		any = true;
	}
	return any ? PANTAU_OK : PANTAU_END;
}

static enum pantau_status seek_not(struct walk *walk, struct iterator *it,
		int64_t from)
{
	for (;;) {
		int64_t left_out;
		enum pantau_status status = seek_live(walk, it, from);
		if (status != PANTAU_OK) {
			return status;
		}
		status = seek(walk, it->child[0], it->at, &left_out);
		if (status == PANTAU_END ||
				(status == PANTAU_OK && left_out != it->at)) {
			return PANTAU_OK;
		}
		if (status != PANTAU_OK) {
			return status;
		}
		from = behind(walk, it->at);
	}
}

static enum pantau_status advance(struct walk *walk, struct iterator *it,
		int64_t from)
{
	if (it->match != NULL) {
		return pantau_match_seek(it->match, from, &it->at, walk->err);
	}
	switch (it->children == 0 ? PLAN_COLUMNS : it->node->op) {
	case PLAN_AND:
		return seek_and(walk, it, from);
	case PLAN_OR:
		return seek_or(walk, it, from);
	case PLAN_NOT:
		return seek_not(walk, it, from);
	default:
		return seek_live(walk, it, from);
	}
}

static enum pantau_status seek(struct walk *walk, struct iterator *it,
		int64_t from, int64_t *id)
{
	enum pantau_status status = it->ended ? PANTAU_END : PANTAU_OK;
	if (!it->ended && (!it->found || before(walk, it->at, from))) {
		status = advance(walk, it, from);
		it->found = status == PANTAU_OK;
		it->ended = status == PANTAU_END;
	}
	*id = it->at;
	return status;
}

enum pantau_status pantau_ids_open(struct plan *plan, bool descending,
		struct ids **out, struct pantau_error *err)
{
	struct ids *ids = pantau_arena_zero(&plan->arena, 1, sizeof(*ids));
	*out = NULL;
	if (ids == NULL) {
		return pantau_fail_memory(err);
	}
	ids->walk = (struct walk){plan, descending, err};
	ids->from = descending ? plan->greatest : plan->least;
	plan->view.err = err;
	if (plan->root != NULL && plan->least <= plan->greatest) {
		enum pantau_status status = open_node(&ids->walk, plan->root,
				&ids->root);
		if (status != PANTAU_OK) {
			return status;
		}
	}
	*out = ids;
	return PANTAU_OK;
}

enum pantau_status pantau_ids_next(struct ids *ids, int64_t *id,
		struct pantau_error *err)
{
	ids->walk.err = err;
	if (ids->root == NULL || ids->ended) {
		return PANTAU_END;
	}
	enum pantau_status status = seek(&ids->walk, ids->root, ids->from, id);
	ids->ended = status != PANTAU_OK;
	ids->from = behind(&ids->walk, *id);
	return status;
}

/* --- many at once --- */

/* The match of a text that alone walks, perhaps beside a filter. */
static struct match *sole_match(const struct iterator *it,
		struct predicate **test)
{
	*test = NULL;
	if (it->match != NULL) {
		return it->match;
	}
	if (it->node == NULL || it->node->op != PLAN_AND || it->children != 1) {
		return NULL;
	}
	*test = it->test;
	return it->child[0]->match;
}

static enum pantau_status block_match(struct ids *ids, struct match *match,
		struct predicate *test, size_t *n, struct pantau_error *err)
{
	struct column_view *view = &ids->walk.plan->view;
	enum pantau_status status;
	const int64_t *id;
	do {
		status = pantau_match_block(match, &id, n, err);
		if (status != PANTAU_OK) {
			return status;
		}
		memcpy(ids->room, id, *n * sizeof(*id));
		if (test != NULL) {
			*n = pantau_predicate_keep(test, view, ids->room, *n);
		}
	} while (*n == 0 && view->status == PANTAU_OK);
	return view->status;
}

/* Rows that live, of one block of the columns. */
static size_t live_rows(const struct walk *walk, const uint8_t *flags,
		int64_t from, int64_t end, int64_t *out)
{
	size_t n = 0;
	for (int64_t id = from; id != end; id = behind(walk, id)) {
		out[n] = id;
		n += (flags[id & 0xffff] & ROW_LIVE) != 0;
	}
	return n;
}

static enum pantau_status block_live(struct ids *ids, struct predicate *test,
		size_t *n, struct pantau_error *err)
{
	struct walk *walk = &ids->walk;
	struct plan *plan = walk->plan;
	bool dated = test != NULL && pantau_predicate_dated(test);
	for (*n = 0; *n == 0 && !outside(walk, ids->from) &&
			plan->view.status == PANTAU_OK;) {
		enum pantau_status status = pantau_store_due(plan->store, err);
		if (status != PANTAU_OK) {
			return status;
		}
		int64_t from = ids->from, end = next_block(walk, from);
		if (outside(walk, end)) {
			end = walk->descending ? plan->least - 1 :
					plan->greatest + 1;
		}
		ids->from = end;
		if (dated && pantau_predicate_skips_block(test, &plan->view,
				from)) {
			continue;
		}
		const uint8_t *flags = pantau_columns_chunk(plan->store,
				COLUMN_FLAGS, (uint32_t)(from >> 16), err);
		if (flags == NULL) {
			return err != NULL ? err->code : PANTAU_IO;
		}
		*n = live_rows(walk, flags, from, end, ids->room);
		if (test != NULL) {
			*n = pantau_predicate_keep(test, &plan->view, ids->room,
					*n);
		}
	}
	return plan->view.status != PANTAU_OK ? plan->view.status :
			*n == 0 ? PANTAU_END : PANTAU_OK;
}

static enum pantau_status block_sought(struct ids *ids, size_t *n,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	for (*n = 0; status == PANTAU_OK && *n < SOUGHT;) {
		status = pantau_ids_next(ids, &ids->room[*n], err);
		*n += status == PANTAU_OK;
	}
	return status == PANTAU_END && *n != 0 ? PANTAU_OK : status;
}

enum pantau_status pantau_ids_block(struct ids *ids, int64_t **id, size_t *n,
		struct pantau_error *err)
{
	struct predicate *test;
	*n = 0;
	ids->walk.err = err;
	if (ids->root == NULL || ids->ended) {
		return PANTAU_END;
	}
	if (ids->room == NULL) {
		ids->room = pantau_arena_alloc(&ids->walk.plan->arena,
				IDS_BLOCK * sizeof(*ids->room));
	}
	*id = ids->room;
	if (ids->room == NULL) {
		return pantau_fail_memory(err);
	}
	struct match *match = sole_match(ids->root, &test);
	if (match != NULL) {
		return block_match(ids, match, test, n, err);
	}
	const struct plan_node *node = ids->root->node;
	return node != NULL && node->op == PLAN_COLUMNS ?
			block_live(ids, ids->root->test, n, err) :
			block_sought(ids, n, err);
}

enum pantau_status pantau_ids_rest(struct ids *ids, uint64_t *n,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct predicate *test = NULL;
	struct match *match = ids->root == NULL || ids->ended ? NULL :
			sole_match(ids->root, &test);
	*n = 0;
	if (match != NULL && test == NULL) {
		ids->ended = true;
		return pantau_match_rest(match, n, err);
	}
	while (status == PANTAU_OK) {
		int64_t *id;
		size_t some;
		status = pantau_ids_block(ids, &id, &some, err);
		*n += some;
	}
	return status == PANTAU_END ? PANTAU_OK : status;
}

void pantau_ids_close(struct ids *ids)
{
	if (ids != NULL) {
		close_iterator(ids->root);
	}
}

enum pantau_status pantau_ids_count(struct plan *plan, uint64_t *n,
		struct pantau_error *err)
{
	struct ids *ids;
	*n = 0;
	enum pantau_status status = pantau_ids_open(plan, true, &ids, err);
	if (status == PANTAU_OK) {
		status = pantau_ids_rest(ids, n, err);
	}
	pantau_ids_close(ids);
	return status;
}
