/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Takes a query without items apart and runs its parts. */

#include "search/help.h"

#include "base/error.h"
#include "search/ids.h"
#include "search/near.h"
#include "search/query_mean.h"
#include "search/session.h"

struct helping {
	struct session *session;
	const struct query_node *root; /* of the query as it was written */
	const struct search_options *options;
	struct help *out;
	struct near_words near;
	const struct query_node *part[HELP_PARTS];
	size_t parts;
	struct pantau_error *err;
};

/* Items of a query text; what does not parse finds nothing. */
static enum pantau_status count(struct helping *h, struct str text, bool any,
		bool dated, uint64_t *items)
{
	struct query_options options = h->options->query;
	struct query query;
	struct plan plan;
	*items = 0;
	options.any = any;
	enum pantau_status status = pantau_query_parse(text, &options, &query,
			NULL);
	if (status != PANTAU_OK) {
		return status == PANTAU_NO_MEMORY ? pantau_fail_memory(h->err) :
				PANTAU_OK;
	}
	status = pantau_query_mean(&query, h->session->analyser, h->err);
	if (status == PANTAU_OK) {
		status = pantau_plan_make(&plan, h->session->store,
				h->session->analyser, query.root,
				dated ? h->options->since : INT64_MIN,
				dated ? h->options->until : INT64_MAX, h->err);
	}
	if (status == PANTAU_OK) {
		status = pantau_ids_count(&plan, items, h->err);
		pantau_plan_finish(&plan);
	}
	pantau_query_finish(&query);
	return status;
}

static struct str source_of(const struct helping *h,
		const struct query_node *node)
{
	return str_make(h->session->query.source.p + node->column - 1,
			node->end - node->column);
}

static enum pantau_status add(struct helping *h, enum help_kind kind,
		struct str part, struct str query, uint64_t items)
{
	struct help *out = h->out;
	if (out->n == out->room) {
		size_t room = out->room * 2 + 16;
		struct help_row *grown = pantau_arena_zero(&out->arena, room,
				sizeof(*grown));
		if (grown == NULL) {
			return pantau_fail_memory(h->err);
		}
		if (out->n != 0) {
			memcpy(grown, out->row, out->n * sizeof(*grown));
		}
		out->row = grown;
		out->room = room;
	}
	part = pantau_arena_str(&out->arena, part);
	query = pantau_arena_str(&out->arena, query);
	out->row[out->n++] = (struct help_row){kind, part, query, items};
	return part.p != NULL && query.p != NULL ? PANTAU_OK :
			pantau_fail_memory(h->err);
}

/* Adds a suggestion that finds something and was not made before. */
static enum pantau_status offer(struct helping *h, enum help_kind kind,
		struct str part, struct str query, bool any, bool dated,
		bool *taken)
{
	uint64_t items;
	*taken = false;
	for (size_t i = 0; i < h->out->n; i++) {
		if (str_eq(h->out->row[i].query, query) &&
				str_eq(h->out->row[i].part, part)) {
			return PANTAU_OK;
		}
	}
	enum pantau_status status = count(h, query, any, dated, &items);
	*taken = status == PANTAU_OK && items != 0;
	return *taken ? add(h, kind, part, query, items) : status;
}

/* A form as a query of its own: plain where it is read as just that word. */
static void write_form(struct buf *out, struct str form, bool exact)
{
	bool plain = true;
	for (size_t i = 0; i < form.n; i++) {
		unsigned char c = (unsigned char)form.p[i];
		plain = plain && ((c >= 'a' && c <= 'z') || c >= 0x80 ||
				(c >= '0' && c <= '9') || (c == '-' && i != 0));
	}
	pantau_buf_clear(out);
	pantau_buf_str(out, exact ? STR("=") : STR(""));
	pantau_buf_str(out, plain && !exact ? STR("") : STR("\""));
	pantau_buf_str(out, form);
	pantau_buf_str(out, plain && !exact ? STR("") : STR("\""));
}

static enum pantau_status offer_near(struct helping *h, enum help_kind kind,
		struct str part, bool exact)
{
	enum pantau_status status = PANTAU_OK;
	struct buf query;
	size_t taken = 0;
	pantau_buf_init(&query);
	for (size_t i = 0; status == PANTAU_OK && i < h->near.n &&
			taken < HELP_EACH; i++) {
		bool one = false;
		write_form(&query, h->near.word[i].form, exact);
		status = query.failed ? pantau_fail_memory(h->err) : offer(h,
				kind, part, buf_str(&query), h->options->query.any,
				false, &one);
		taken += one;
	}
	pantau_buf_finish(&query);
	return status;
}

static enum pantau_status near_words(struct helping *h, struct str part,
		struct str text, bool exact)
{
	struct store *store = h->session->store;
	struct str word = pantau_text_fold(h->session->analyser, text,
			&h->out->arena);
	enum pantau_status status = word.p != NULL ? PANTAU_OK :
			pantau_fail_memory(h->err);
	if (status == PANTAU_OK && exact) {
		status = pantau_near_family(store, h->session->analyser, word,
				&h->near, h->err);
		if (status == PANTAU_OK) {
			status = offer_near(h, HELP_FAMILY, part, true);
		}
	}
	if (status == PANTAU_OK) {
		status = pantau_near_slang(store, word, &h->near, h->err);
	}
	if (status == PANTAU_OK) {
		status = offer_near(h, HELP_SLANG, part, false);
	}
	if (status == PANTAU_OK) {
		status = pantau_near_spelling(store, word, &h->near, h->err);
	}
	return status == PANTAU_OK ? offer_near(h, HELP_SPELLING, part, false) :
			status;
}

static bool one_word(const struct query_node *node)
{
	return node->op != QUERY_NEAR && (node->text.n == 0 ||
			memchr(node->text.p, ' ', node->text.n) == NULL);
}

/* The words of a leaf or NEAR side by side, without signs that mean something
 * to a query. */
static void write_words(struct buf *out, const struct query_node *node)
{
	bool near = node->op == QUERY_NEAR;
	for (size_t i = 0; i < (near ? node->children : 1); i++) {
		struct str text = near ? node->child[i]->text : node->text;
		for (size_t j = 0; j < text.n; j++) {
			unsigned char c = (unsigned char)text.p[j];
			struct str done = buf_str(out);
			bool inner = (c == '-' || c == '.') && done.n != 0 &&
					done.p[done.n - 1] != ' ';
			bool sign = c < 0x80 && !inner &&
					!((c | 32) >= 'a' && (c | 32) <= 'z') &&
					!(c >= '0' && c <= '9');
			pantau_buf_char(out, sign ? ' ' : text.p[j]);
		}
		pantau_buf_char(out, ' ');
	}
}

/* A word of the query, or of a phrase in it; items: how many it has alone. */
static enum pantau_status help_word(struct helping *h, struct str part,
		struct str text, bool exact, bool tell)
{
	uint64_t items;
	enum pantau_status status = count(h, part, h->options->query.any, false,
			&items);
	if (status == PANTAU_OK && (tell || items != 0)) {
		status = add(h, HELP_PART, part, part, items);
	}
	return status == PANTAU_OK && items == 0 ?
			near_words(h, part, text, exact) : status;
}

/* A phrase or NEAR that nothing holds: its words anywhere, or, where that is
 * in no item either, each of them. */
static enum pantau_status help_words(struct helping *h,
		const struct query_node *node, struct str part)
{
	struct buf words;
	bool taken = false;
	pantau_buf_init(&words);
	write_words(&words, node);
	struct str rest = pantau_str_trim(buf_str(&words));
	enum pantau_status status = words.failed ? pantau_fail_memory(h->err) :
			rest.n == 0 ? PANTAU_OK : /* '""' */
			offer(h, HELP_WIDER, part, rest, false, false, &taken);
	for (size_t i = 0; status == PANTAU_OK && !taken && rest.n != 0 &&
			!one_word(node) && i < HELP_PARTS; i++) {
		struct str word = pantau_str_cut(&rest, ' ');
		if (word.n != 0) {
			status = help_word(h, word, word, false, true);
		}
	}
	pantau_buf_finish(&words);
	return status;
}

static enum pantau_status help_part(struct helping *h,
		const struct query_node *node)
{
	struct str part = source_of(h, node);
	if (node->op == QUERY_WORD && !node->exact && node->field == FIELD_ANY) {
		return help_word(h, part, node->text, false, h->parts > 1);
	}
	uint64_t items;
	enum pantau_status status = count(h, part, h->options->query.any, false,
			&items);
	if (status == PANTAU_OK && (h->parts > 1 || items != 0)) {
		status = add(h, HELP_PART, part, part, items);
	}
	if (status != PANTAU_OK || items != 0) {
		return status;
	}
	status = help_words(h, node, part);
	return status == PANTAU_OK && one_word(node) ?
			near_words(h, part, node->text, node->exact) : status;
}

/* Words, phrases and NEARs that the query wants, in order. */
static enum pantau_status collect(struct helping *h,
		const struct query_node *tree)
{
	enum pantau_status status = PANTAU_OK;
	if (tree->op == QUERY_WORD || tree->op == QUERY_PHRASE ||
			tree->op == QUERY_NEAR) {
		if (h->parts < HELP_PARTS) {
			h->part[h->parts++] = tree;
		}
		return PANTAU_OK;
	}
	for (size_t i = 0; status == PANTAU_OK && tree->op != QUERY_NOT &&
			i < tree->children; i++) {
		bool drops;
		status = pantau_plan_drops(&h->session->plan, tree, i, &drops,
				h->err);
		if (status == PANTAU_OK && !drops) {
			status = collect(h, tree->child[i]);
		}
	}
	return status;
}

/* All operands of an AND but one, side by side. */
static void write_others(const struct helping *h, const struct query_node *and,
		size_t left_out, struct buf *out)
{
	pantau_buf_clear(out);
	for (size_t i = 0; i < and->children; i++) {
		const struct query_node *child = and->child[i];
		bool group = child->op == QUERY_OR || child->op == QUERY_NEAR;
		if (i == left_out) {
			continue;
		}
		pantau_buf_str(out, out->n != 0 ? STR(" ") : STR(""));
		pantau_buf_str(out, group ? STR("(") : STR(""));
		pantau_buf_str(out, source_of(h, child));
		pantau_buf_str(out, group ? STR(")") : STR(""));
	}
}

static enum pantau_status without(struct helping *h)
{
	const struct query_node *root = h->root;
	enum pantau_status status = PANTAU_OK;
	bool taken, any = h->options->query.any;
	struct buf query;
	pantau_buf_init(&query);
	for (size_t i = 0; status == PANTAU_OK && root->op == QUERY_AND &&
			i < root->children && i < HELP_PARTS; i++) {
		write_others(h, root, i, &query);
		status = query.failed ? pantau_fail_memory(h->err) : offer(h,
				HELP_WITHOUT, source_of(h, root->child[i]),
				buf_str(&query), any, true, &taken);
	}
	pantau_buf_finish(&query);
	if (status == PANTAU_OK && (h->options->since != INT64_MIN ||
			h->options->until != INT64_MAX)) {
		status = offer(h, HELP_UNDATED, STR(""),
				h->session->query.source, any, false, &taken);
	}
	if (status == PANTAU_OK && h->parts > 1 && !any) {
		status = offer(h, HELP_ANY, STR("--any"),
				h->session->query.source, true, true, &taken);
	}
	return status;
}

static enum pantau_status help_all(struct helping *h)
{
	enum pantau_status status = collect(h, h->root);
	for (size_t i = 0; status == PANTAU_OK && i < h->parts; i++) {
		status = help_part(h, h->part[i]);
	}
	return status == PANTAU_OK ? without(h) : status;
}

enum pantau_status pantau_help(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		const struct search_options *options, struct help *out,
		struct pantau_error *err)
{
	struct session session;
	struct query asked;
	struct helping h = {.session = &session, .options = options, .out = out,
		.near.arena = &out->arena, .err = err};
	pantau_result_init(out, sizeof(*out), &out->arena);
	enum pantau_status status = pantau_session_open(&session, store,
			analyser, query, options, err);
	if (status != PANTAU_OK) {
		return status;
	}
	/* What a word means as well is in the session's tree, but is no part
	 * that anybody wrote. */
	status = pantau_query_parse(query, &options->query, &asked, err);
	if (status == PANTAU_OK) {
		h.root = asked.root;
		status = help_all(&h);
		pantau_query_finish(&asked);
	}
	pantau_session_close(&session);
	if (status != PANTAU_OK) {
		pantau_help_finish(out);
	}
	return status;
}

void pantau_help_finish(struct help *help)
{
	pantau_result_finish(help, sizeof(*help), &help->arena);
}

const char *pantau_help_name(enum help_kind kind)
{
	static const char *const names[] = {
		[HELP_PART] = "part", [HELP_SPELLING] = "spelling",
		[HELP_FAMILY] = "family", [HELP_SLANG] = "slang",
		[HELP_WIDER] = "wider", [HELP_WITHOUT] = "without",
		[HELP_UNDATED] = "undated", [HELP_ANY] = "any",
	};
	return names[kind];
}
