/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* How a query is understood: each node, its terms, and what it matches. */

#include "search/search.h"

#include "base/error.h"
#include "search/ids.h"
#include "search/query_names.h"
#include "search/session.h"

struct explaining {
	struct session *session;
	const struct search_options *options;
	struct explanation *out;
	struct pantau_error *err;
};

static size_t count_nodes(const struct query_node *tree)
{
	size_t n = 1;
	for (size_t i = 0; i < tree->children; i++) {
		n += count_nodes(tree->child[i]);
	}
	return n;
}

static const char *name_of(const struct query_node *tree)
{
	static const char *const names[] = {
		[QUERY_AND] = "AND", [QUERY_OR] = "OR", [QUERY_NOT] = "NOT",
		[QUERY_NEAR] = "NEAR", [QUERY_WORD] = "word",
		[QUERY_PHRASE] = "phrase", [QUERY_FILTER] = "filter",
		[QUERY_ALL] = "all",
	};
	return tree->prefix ? "prefix" : tree->exact ? "exact" :
			names[tree->op];
}

/* dropped: the query is answered without this word. */
static enum pantau_status describe(struct explaining *e,
		const struct query_node *tree, struct plan *plan, bool dropped,
		struct explain_row *row)
{
	struct buf name, forms;
	struct text_leaf leaf;
	enum pantau_status status = PANTAU_OK;
	pantau_buf_init(&name);
	pantau_buf_init(&forms);
	pantau_buf_str(&name, str_of(name_of(tree)));
	pantau_buf_str(&name, dropped ? STR(" dropped") : STR(""));
	if (tree->op == QUERY_FILTER) {
		pantau_buf_printf(&name, " %s",
				pantau_query_filter_name(tree->filter));
	} else if (tree->op == QUERY_NEAR) {
		pantau_buf_printf(&name, "/%u", tree->distance);
	} else if (tree->op == QUERY_WORD || tree->op == QUERY_PHRASE) {
		status = tree->loose ? pantau_terms_loose(&plan->terms, tree,
				e->session->plan.roomy, &leaf, e->err) :
				pantau_terms_leaf(&plan->terms, tree,
				tree->op == QUERY_WORD, &leaf, e->err);
		if (status == PANTAU_OK) {
			status = pantau_terms_forms(&plan->terms, &leaf, &forms,
					e->err);
		}
	}
	row->node = pantau_arena_str(&e->out->arena, buf_str(&name));
	row->forms = pantau_arena_str(&e->out->arena, buf_str(&forms));
	if (status == PANTAU_OK && (name.failed || forms.failed ||
			row->node.p == NULL || row->forms.p == NULL)) {
		status = pantau_fail_memory(e->err);
	}
	pantau_buf_finish(&name);
	pantau_buf_finish(&forms);
	return status;
}

static enum pantau_status explain_node(struct explaining *e,
		const struct query_node *tree, unsigned depth, bool dropped)
{
	struct explain_row *row = &e->out->row[e->out->n++];
	struct str source = e->session->query.source;
	struct plan plan;
	row->depth = depth;
	row->source = pantau_arena_str(&e->out->arena, str_make(
			source.p + tree->column - 1, tree->end - tree->column));
	if (row->source.p == NULL) {
		return pantau_fail_memory(e->err);
	}
	enum pantau_status status = pantau_plan_make(&plan, e->session->store,
			e->session->analyser, tree, e->options->since,
			e->options->until, e->err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = describe(e, tree, &plan, dropped, row);
	if (status == PANTAU_OK) {
		status = pantau_ids_count(&plan, &row->items, e->err);
	}
	pantau_plan_finish(&plan);
	for (size_t i = 0; status == PANTAU_OK && i < tree->children; i++) {
		status = pantau_plan_drops(&e->session->plan, tree, i, &dropped,
				e->err);
		if (status == PANTAU_OK) {
			status = explain_node(e, tree->child[i], depth + 1,
					dropped);
		}
	}
	return status;
}

enum pantau_status pantau_explain(struct store *store,
		struct pantau_analyser *analyser, struct str query,
		const struct search_options *options, struct explanation *out,
		struct pantau_error *err)
{
	struct session session;
	struct explaining e = {&session, options, out, err};
	pantau_result_init(out, sizeof(*out), &out->arena);
	enum pantau_status status = pantau_session_open(&session, store,
			analyser, query, options, err);
	if (status != PANTAU_OK) {
		return status;
	}
	out->row = pantau_arena_zero(&out->arena,
			count_nodes(session.query.root), sizeof(*out->row));
	status = out->row != NULL ? explain_node(&e, session.query.root, 0, false) :
			pantau_fail_memory(err);
	pantau_session_close(&session);
	if (status != PANTAU_OK) {
		pantau_explanation_finish(out);
	}
	return status;
}

void pantau_explanation_finish(struct explanation *explanation)
{
	pantau_result_finish(explanation, sizeof(*explanation), &explanation->arena);
}
