/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Words, phrases and NEAR of a plan: their expressions and marks. */

#include "search/plan_parts.h"

#include "base/error.h"

enum pantau_status pantau_plan_keep(struct planner *planner,
		struct buf *buf, struct str *out)
{
	*out = str_make(NULL, 0);
	if (!buf->failed) {
		*out = pantau_arena_str(&planner->plan->arena, buf_str(buf));
	}
	pantau_buf_finish(buf);
	return out->p != NULL ? PANTAU_OK : pantau_fail_memory(planner->err);
}

static enum pantau_status add_marks(struct planner *planner,
		const struct text_leaf *leaf)
{
	struct plan *plan = planner->plan;
	for (size_t i = 0; i < leaf->phrases; i++) {
		if (leaf->part != NULL && leaf->part[i] == LEAF_FORM) {
			continue; /* its stem stands wherever it stands */
		}
		if (plan->marks == plan->marks_room) {
			size_t room = plan->marks_room * 2 + 16;
			struct mark *grown = pantau_arena_zero(&plan->arena, room,
					sizeof(*grown));
			if (grown == NULL) {
				return pantau_fail_memory(planner->err);
			}
			if (plan->marks != 0) {
				memcpy(grown, plan->mark,
						plan->marks * sizeof(*grown));
			}
			plan->mark = grown;
			plan->marks_room = room;
		}
		plan->mark[plan->marks++] = (struct mark){leaf->phrase[i],
				leaf->field};
	}
	return PANTAU_OK;
}

/* What each phrase of a loose word is, by how it is written: that alone is
 * known of it once it stands in a larger expression. A word of the query that
 * is another's company as well stays itself. */
static enum pantau_status note_parts(struct planner *planner,
		const struct text_leaf *leaf, struct str expression)
{
	struct str phrase;
	size_t at = 0;
	for (size_t i = 0; leaf->part != NULL && i < leaf->phrases &&
			pantau_match_next_phrase(expression, &at, &phrase); i++) {
		bool added;
		uint32_t *part = pantau_map_put(&planner->plan->parts, phrase,
				&added);
		if (part == NULL) {
			return pantau_fail_memory(planner->err);
		}
		*part = added || leaf->part[i] < *part ? leaf->part[i] : *part;
	}
	return PANTAU_OK;
}

/* A positive leaf is marked in texts and counts for relevance. */
static enum pantau_status note(struct planner *planner,
		const struct text_leaf *leaf, bool positive, struct str expression)
{
	struct plan *plan = planner->plan;
	bool added;
	plan->phrases += leaf->phrases;
	if (!positive) {
		return PANTAU_OK;
	}
	if (pantau_map_put(&plan->positives, expression, &added) == NULL) {
		return pantau_fail_memory(planner->err);
	}
	if (added && plan->positive_phrases + leaf->phrases <= RANK_PHRASES) {
		plan->positive_phrases += leaf->phrases;
		if (plan->positive.n != 0) {
			pantau_buf_str(&plan->positive, STR(" OR "));
		}
		pantau_buf_str(&plan->positive, expression);
	}
	enum pantau_status status = note_parts(planner, leaf, expression);
	return status == PANTAU_OK && added ? add_marks(planner, leaf) : status;
}

enum pantau_status pantau_plan_leaf(struct planner *planner,
		const struct query_node *tree, bool positive, struct part *out)
{
	struct text_leaf leaf;
	struct buf buf;
	struct plan *plan = planner->plan;
	enum pantau_status status = tree->loose ?
			pantau_terms_loose(&plan->terms, tree, plan->roomy, &leaf,
				planner->err) :
			pantau_terms_leaf(&plan->terms, tree,
				tree->op == QUERY_WORD, &leaf, planner->err);
	if (status != PANTAU_OK || leaf.phrases == 0) {
		return status;
	}
	pantau_buf_init(&buf);
	pantau_buf_str(&buf, leaf.phrases > 1 ? STR("(") : STR(""));
	for (size_t i = 0; i < leaf.phrases; i++) {
		pantau_buf_str(&buf, i != 0 ? STR(" OR ") : STR(""));
		pantau_match_phrase(&buf, leaf.field, &leaf.phrase[i]);
	}
	pantau_buf_str(&buf, leaf.phrases > 1 ? STR(")") : STR(""));
	out->kind = PART_TEXT;
	status = pantau_plan_keep(planner, &buf, &out->expression);
	return status == PANTAU_OK ? note(planner, &leaf, positive,
			out->expression) : status;
}

enum pantau_status pantau_plan_near(struct planner *planner,
		const struct query_node *tree, bool positive, struct part *out)
{
	struct buf buf;
	size_t n = 0;
	struct match_phrase *phrase = pantau_arena_zero(&planner->plan->arena,
			tree->children, sizeof(*phrase));
	struct text_leaf all = {.phrase = phrase};
	if (phrase == NULL) {
		return pantau_fail_memory(planner->err);
	}
	for (size_t i = 0; i < tree->children; i++) {
		struct text_leaf leaf;
		struct query_node child = *tree->child[i];
		child.field = tree->field;
		enum pantau_status status = pantau_terms_leaf(
				&planner->plan->terms, &child, false, &leaf,
				planner->err);
		if (status != PANTAU_OK) {
			return status;
		}
		all.field = leaf.field;
		if (leaf.phrases != 0) {
			phrase[n++] = leaf.phrase[0];
		}
	}
	if (n == 0) {
		return PANTAU_OK;
	}
	all.phrases = n;
	pantau_buf_init(&buf);
	if (n == 1) {
		pantau_match_phrase(&buf, all.field, &phrase[0]);
	} else {
		pantau_match_near(&buf, all.field, phrase, n, tree->distance);
	}
	out->kind = PART_TEXT;
	enum pantau_status status = pantau_plan_keep(planner, &buf, &out->expression);
	return status == PANTAU_OK ? note(planner, &all, positive,
			out->expression) : status;
}
