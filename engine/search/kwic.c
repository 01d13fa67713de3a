/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Concordance: each occurrence with the words around it (Luhn 1960). */

#include "search/search.h"

#include <stdlib.h>

#include "base/error.h"
#include "search/occur.h"
#include "search/order.h"
#include "search/session.h"

#define ITEMS_MAX 10000

struct gathering {
	struct session *session;
	const struct search_options *options;
	struct finder *finder;
	struct arena scratch;  /* one item with its text */
	enum kwic_sort sort;
	size_t width;
	struct kwic *out;
	size_t room;
	struct pantau_error *err;
};

static bool grow(struct gathering *g)
{
	if (g->out->n < g->room) {
		return true;
	}
	size_t room = g->room * 2 + 64;
	struct kwic_row *grown = realloc(g->out->row, room * sizeof(*grown));
	if (grown == NULL) {
		return false;
	}
	g->out->row = grown;
	g->room = room;
	return true;
}

/* In the order of items, only the lines asked for need to be kept; for the
 * others all must be seen first. */
static bool wanted(const struct gathering *g)
{
	uint64_t at = g->out->total - 1;
	return g->sort != KWIC_BY_ITEM || (at >= g->options->offset &&
			at - g->options->offset < g->options->limit);
}

static bool copy(struct arena *arena, struct str *s)
{
	*s = pantau_arena_str(arena, *s);
	return s->p != NULL;
}

/* The item without its text, in the result's arena. */
static bool keep_item(struct arena *arena, const struct item *from,
		struct item *out)
{
	struct doc *doc = &out->doc;
	*out = *from;
	doc->text = str_make(NULL, 0);
	return copy(arena, &doc->id) && copy(arena, &doc->source) &&
			copy(arena, &doc->url) && copy(arena, &doc->author) &&
			copy(arena, &doc->title) && copy(arena, &doc->language) &&
			copy(arena, &doc->region) && copy(arena, &doc->parent) &&
			copy(arena, &doc->published_raw) &&
			copy(arena, &out->input_path);
}

static enum pantau_status add_line(struct gathering *g,
		const struct item *item, enum match_field field, struct str text,
		const struct pantau_tokens *tokens, struct occurrence found)
{
	struct arena *arena = &g->out->arena;
	size_t first = found.first, last = found.last;
	size_t left = first > g->width ? first - g->width : 0;
	size_t right = tokens->tokens - 1 - last > g->width ? last + g->width :
			tokens->tokens - 1;
	size_t start = tokens->token[first].start, end = tokens->token[last].end;
	if (!grow(g)) {
		return pantau_fail_memory(g->err);
	}
	struct kwic_row *row = &g->out->row[g->out->n++];
	*row = (struct kwic_row){.item = *item, .field = field,
			.start = start, .end = end};
	size_t from = tokens->token[left].start, to = tokens->token[right].end;
	row->left = pantau_str_trim(str_make(text.p + from, start - from));
	row->keyword = str_make(text.p + start, end - start);
	row->right = pantau_str_trim(str_make(text.p + end, to - end));
	return copy(arena, &row->left) && copy(arena, &row->keyword) &&
			copy(arena, &row->right) ? PANTAU_OK :
			pantau_fail_memory(g->err);
}

static enum pantau_status field_lines(struct gathering *g,
		const struct item *item, struct item *kept, bool *is_kept,
		enum match_field field)
{
	struct str text = field == MATCH_TITLE ? item->doc.title :
			item->doc.text;
	struct pantau_tokens tokens;
	const struct occurrence *found;
	size_t n;
	enum pantau_status status = pantau_finder_run(g->finder, text, field,
			&tokens, &found, &n, g->err);
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		/* Two marks may find one span. */
		if (i > 0 && found[i].first == found[i - 1].first &&
				found[i].last == found[i - 1].last) {
			continue;
		}
		g->out->total++;
		if (!wanted(g)) {
			continue;
		}
		if (!*is_kept && !keep_item(&g->out->arena, item, kept)) {
			return pantau_fail_memory(g->err);
		}
		*is_kept = true;
		status = add_line(g, kept, field, text, &tokens, found[i]);
	}
	return status;
}

static enum pantau_status item_lines(struct gathering *g, int64_t id)
{
	struct item item, kept;
	bool is_kept = false;
	pantau_arena_reset(&g->scratch);
	enum pantau_status status = pantau_store_item(g->session->store, id,
			&g->scratch, &item, g->err);
	if (status == PANTAU_OK) {
		status = field_lines(g, &item, &kept, &is_kept, MATCH_TITLE);
	}
	return status == PANTAU_OK ? field_lines(g, &item, &kept, &is_kept,
			MATCH_TEXT) : status;
}

/* --- order of lines --- */

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
}

static int by_place(const struct kwic_row *a, const struct kwic_row *b)
{
	if (a->item.id != b->item.id) {
		return a->item.id > b->item.id ? -1 : 1;
	}
	if (a->field != b->field) {
		return a->field < b->field ? -1 : 1;
	}
	return a->start != b->start ? (a->start < b->start ? -1 : 1) :
			(a->end > b->end) - (a->end < b->end);
}

/* Word by word away from the keyword, as one reads a concordance. */
static int by_right(const void *left, const void *right)
{
	const struct kwic_row *a = left, *b = right;
	for (size_t i = 0; i < a->right.n && i < b->right.n; i++) {
		unsigned char x = lower(a->right.p[i]), y = lower(b->right.p[i]);
		if (x != y) {
			return x < y ? -1 : 1;
		}
	}
	return a->right.n != b->right.n ? (a->right.n < b->right.n ? -1 : 1) :
			by_place(a, b);
}

/* The last word of s, which it loses. */
static struct str last_word(struct str *s)
{
	*s = pantau_str_trim(*s);
	size_t n = s->n;
	while (n > 0 && (unsigned char)s->p[n - 1] > ' ') {
		n--;
	}
	struct str word = str_skip(*s, n);
	s->n = n;
	return word;
}

static int compare_words(struct str a, struct str b)
{
	for (size_t i = 0; i < a.n && i < b.n; i++) {
		if (lower(a.p[i]) != lower(b.p[i])) {
			return lower(a.p[i]) < lower(b.p[i]) ? -1 : 1;
		}
	}
	return (a.n > b.n) - (a.n < b.n);
}

static int by_left(const void *left, const void *right)
{
	const struct kwic_row *a = left, *b = right;
	struct str x = a->left, y = b->left;
	while (x.n != 0 || y.n != 0) {
		int order = compare_words(last_word(&x), last_word(&y));
		if (order != 0) {
			return order;
		}
	}
	return by_place(a, b);
}

/* All lines were kept: sorts them and leaves those asked for. */
static void arrange(struct gathering *g)
{
	struct kwic *out = g->out;
	if (g->sort == KWIC_BY_ITEM || out->n == 0) {
		return;
	}
	qsort(out->row, out->n, sizeof(*out->row),
			g->sort == KWIC_BY_LEFT ? by_left : by_right);
	size_t from = g->options->offset < out->n ? g->options->offset : out->n;
	size_t n = out->n - from;
	n = n < g->options->limit ? n : g->options->limit;
	memmove(out->row, out->row + from, n * sizeof(*out->row));
	out->n = n;
}

static enum pantau_status gather(struct gathering *g)
{
	struct order order;
	enum pantau_status status = pantau_order_make(&g->session->plan,
			SORT_NEWEST, ITEMS_MAX, true, false, &order, g->err);
	if (status != PANTAU_OK) {
		return status;
	}
	for (size_t i = 0; status == PANTAU_OK && i < order.n; i++) {
		status = item_lines(g, order.item[i].id);
	}
	g->out->cut = order.total > order.n;
	pantau_order_finish(&order);
	if (status == PANTAU_OK) {
		arrange(g);
	}
	return status;
}

enum pantau_status pantau_kwic(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		const struct search_options *options, enum kwic_sort sort,
		size_t width, struct kwic *out, struct pantau_error *err)
{
	struct session session;
	struct gathering g = {
		.session = &session, .options = options, .sort = sort,
		.width = width, .out = out, .err = err,
	};
	pantau_result_init(out, sizeof(*out), &out->arena);
	pantau_arena_init(&g.scratch);
	enum pantau_status status = pantau_session_open(&session, store,
			analyser, query, options, err);
	if (status != PANTAU_OK) {
		return status;
	}
	g.finder = pantau_finder_create(&session.plan);
	status = g.finder != NULL ? gather(&g) : pantau_fail_memory(err);
	pantau_finder_destroy(g.finder);
	pantau_arena_finish(&g.scratch);
	pantau_session_close(&session);
	if (status != PANTAU_OK) {
		pantau_kwic_finish(out);
	}
	return status;
}

void pantau_kwic_finish(struct kwic *kwic)
{
	free(kwic->row);
	pantau_result_finish(kwic, sizeof(*kwic), &kwic->arena);
}
