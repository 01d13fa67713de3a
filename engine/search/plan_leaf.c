/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Words, phrases and NEAR of a plan: their trees, weights and marks. */

#include "search/plan_parts.h"

#include "base/error.h"

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

/* The key of a leaf or of one phrase; finishes the buf. */
static enum pantau_status find_key(struct planner *planner, struct map *map,
		struct buf *key, uint32_t **value, bool *added)
{
	*value = key->failed ? NULL : pantau_map_put(map, buf_str(key), added);
	pantau_buf_finish(key);
	return *value != NULL ? PANTAU_OK : pantau_fail_memory(planner->err);
}

/* What each phrase of a loose word is. A word of the query that is another's
 * company as well stays itself. */
static enum pantau_status note_parts(struct planner *planner,
		const struct text_leaf *leaf)
{
	enum pantau_status status = PANTAU_OK;
	for (size_t i = 0; status == PANTAU_OK && leaf->part != NULL &&
			i < leaf->phrases; i++) {
		struct buf key;
		uint32_t *part;
		bool added;
		pantau_buf_init(&key);
		pantau_match_phrase_key(&key, &leaf->phrase[i]);
		status = find_key(planner, &planner->plan->parts, &key, &part,
				&added);
		if (status == PANTAU_OK && (added || leaf->part[i] < *part)) {
			*part = leaf->part[i];
		}
	}
	return status;
}

static enum pantau_status add_positive(struct planner *planner,
		struct match_node *text, size_t phrases)
{
	struct plan *plan = planner->plan;
	if (plan->positive_phrases + phrases > MATCH_PHRASES_MAX) {
		return PANTAU_OK;
	}
	if (plan->positives == plan->positive_room) {
		size_t room = plan->positive_room * 2 + 16;
		struct match_node **grown = pantau_arena_zero(&plan->arena,
				room, sizeof(struct match_node *));
		if (grown == NULL) {
			return pantau_fail_memory(planner->err);
		}
		if (plan->positives != 0) {
			memcpy(grown, plan->positive_leaf, plan->positives *
					sizeof(struct match_node *));
		}
		plan->positive_leaf = grown;
		plan->positive_room = room;
	}
	plan->positive_leaf[plan->positives++] = text;
	plan->positive_phrases += phrases;
	return PANTAU_OK;
}

/* A positive leaf is marked in texts and counts for relevance. */
static enum pantau_status note(struct planner *planner,
		const struct text_leaf *leaf, bool positive,
		struct match_node *text)
{
	struct plan *plan = planner->plan;
	struct buf key;
	uint32_t *value;
	bool added;
	plan->phrases += leaf->phrases;
	if (!positive) {
		return PANTAU_OK;
	}
	pantau_buf_init(&key);
	pantau_match_key(&key, text);
	enum pantau_status status = find_key(planner, &plan->known, &key,
			&value, &added);
	if (status == PANTAU_OK && added) {
		status = add_positive(planner, text, leaf->phrases);
	}
	if (status == PANTAU_OK) {
		status = note_parts(planner, leaf);
	}
	return status == PANTAU_OK && added ? add_marks(planner, leaf) : status;
}

/* The phrases of a leaf, any of which will do. */
static enum pantau_status any_phrase(struct planner *planner,
		const struct text_leaf *leaf, struct match_node **out)
{
	struct arena *arena = &planner->plan->arena;
	struct match_node **child = pantau_arena_zero(arena, leaf->phrases,
			sizeof(struct match_node *));
	*out = NULL;
	for (size_t i = 0; child != NULL && i < leaf->phrases; i++) {
		child[i] = pantau_match_leaf(leaf->field, &leaf->phrase[i], 1, 0,
				arena);
		if (child[i] == NULL) {
			return pantau_fail_memory(planner->err);
		}
	}
	if (child != NULL) {
		*out = leaf->phrases == 1 ? child[0] : pantau_match_join(
				MATCH_OR, child, leaf->phrases, arena);
	}
	return *out != NULL ? PANTAU_OK : pantau_fail_memory(planner->err);
}

enum pantau_status pantau_plan_leaf(struct planner *planner,
		const struct query_node *tree, bool positive, struct part *out)
{
	struct text_leaf leaf;
	struct plan *plan = planner->plan;
	enum pantau_status status = tree->loose ?
			pantau_terms_loose(&plan->terms, tree, plan->roomy, &leaf,
				planner->err) :
			pantau_terms_leaf(&plan->terms, tree,
				tree->op == QUERY_WORD, &leaf, planner->err);
	if (status != PANTAU_OK || leaf.phrases == 0) {
		return status;
	}
	out->kind = PART_TEXT;
	status = any_phrase(planner, &leaf, &out->text);
	return status == PANTAU_OK ? note(planner, &leaf, positive,
			out->text) : status;
}

enum pantau_status pantau_plan_near(struct planner *planner,
		const struct query_node *tree, bool positive, struct part *out)
{
	struct arena *arena = &planner->plan->arena;
	size_t n = 0;
	struct match_phrase *phrase = pantau_arena_zero(arena, tree->children,
			sizeof(*phrase));
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
	out->kind = PART_TEXT;
	out->text = pantau_match_leaf(all.field, phrase, n, tree->distance,
			arena);
	return out->text != NULL ? note(planner, &all, positive, out->text) :
			pantau_fail_memory(planner->err);
}

/* A phrase weighs what it is to the loose words of the query, wherever it
 * stands among them. False when memory is out. */
static bool weigh(struct planner *planner,
		struct match_node *text)
{
	static const struct {
		double weight;
		bool follows;
	} weights[] = {
		[LEAF_ITSELF] = {1, false},
		[LEAF_FORM] = {LEAF_FORM_WEIGHT, true},
		[LEAF_OTHER] = {LEAF_OTHER_WEIGHT, false},
	};
	bool ok = true;
	for (size_t i = 0; ok && i < text->children; i++) {
		ok = weigh(planner, text->child[i]);
	}
	if (ok && text->op == MATCH_PHRASE) {
		struct buf key;
		pantau_buf_init(&key);
		pantau_match_phrase_key(&key, &text->phrase[0]);
		const uint32_t *part = key.failed ? NULL : pantau_map_get(
				&planner->plan->parts, buf_str(&key));
		if (part != NULL) {
			text->weight = weights[*part].weight;
			text->follows = weights[*part].follows;
		}
		ok = !key.failed;
		pantau_buf_finish(&key);
	}
	return ok;
}

static bool weigh_node(struct planner *planner, const struct plan_node *node)
{
	bool ok = node->op != PLAN_TEXT || weigh(planner, node->text);
	for (size_t i = 0; ok && i < node->children; i++) {
		ok = weigh_node(planner, node->child[i]);
	}
	return ok;
}

enum pantau_status pantau_plan_weigh(struct planner *planner)
{
	struct plan *plan = planner->plan;
	bool ok = plan->parts.n == 0 || plan->root == NULL ||
			weigh_node(planner, plan->root);
	for (size_t i = 0; ok && plan->parts.n != 0 && i < plan->positives;
			i++) {
		ok = weigh(planner, plan->positive_leaf[i]);
	}
	if (ok && plan->positives == 1) {
		plan->positive = plan->positive_leaf[0];
	} else if (ok && plan->positives > 1) {
		plan->positive = pantau_match_join(MATCH_OR, plan->positive_leaf,
				plan->positives, &plan->arena);
		ok = plan->positive != NULL;
	}
	return ok ? PANTAU_OK : pantau_fail_memory(planner->err);
}
