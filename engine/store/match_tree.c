/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Trees to be matched: made, and told apart by a key. */

#include "store/match_parts.h"
#include "store/store_parts.h"

bool pantau_form_marked(struct str form)
{
	return form.n != 0 && form.p[0] == PACK_COLOCATED;
}

bool pantau_form_storable(struct str form)
{
	return form.n > (pantau_form_marked(form) ? 1 : 0) &&
			memchr(form.p, '\0', form.n) == NULL &&
			memchr(form.p, ' ', form.n) == NULL;
}

size_t pantau_position_lead(const struct match_position *position)
{
	for (size_t i = 0; i < position->forms; i++) {
		if (!pantau_form_marked(position->form[i]) &&
				pantau_form_storable(position->form[i])) {
			return i;
		}
	}
	return position->forms;
}

bool pantau_positions_alike(const struct match_position *a,
		const struct match_position *b)
{
	bool alike = a->forms == b->forms && a->prefix == b->prefix;

	for (size_t i = 0; alike && i < a->forms; i++) {
		alike = str_eq(a->form[i], b->form[i]);
	}
	return alike;
}

struct match_node *pantau_match_leaf(enum match_field field,
		const struct match_phrase *phrase, size_t phrases,
		unsigned distance, struct arena *arena)
{
	struct match_node *node = pantau_arena_zero(arena, 1, sizeof(*node));

	if (node != NULL) {
		node->op = phrases == 1 ? MATCH_PHRASE : MATCH_NEAR;
		node->field = field;
		node->phrase = phrase;
		node->phrases = phrases;
		node->distance = distance;
		node->weight = 1;
	}
	return node;
}

struct match_node *pantau_match_join(enum match_op op,
		struct match_node *const *child, size_t children,
		struct arena *arena)
{
	struct match_node *node = pantau_arena_zero(arena, 1, sizeof(*node));

	if (node != NULL) {
		node->op = op;
		node->weight = 1;
		node->child = child;
		node->children = children;
	}
	return node;
}

static void put_number(struct buf *out, size_t n)
{
	pantau_buf_printf(out, "%zu ", n);
}

static void put_form(struct buf *out, struct str form)
{
	put_number(out, form.n);
	pantau_buf_str(out, form);
}

void pantau_match_phrase_key(struct buf *out,
		const struct match_phrase *phrase)
{
	put_number(out, phrase->positions);
	for (size_t i = 0; i < phrase->positions; i++) {
		const struct match_position *position = &phrase->position[i];
		pantau_buf_char(out, position->prefix ? '*' : '=');
		put_number(out, position->forms);
		for (size_t j = 0; j < position->forms; j++) {
			put_form(out, position->form[j]);
		}
	}
}

void pantau_match_key(struct buf *out, const struct match_node *tree)
{
	static const char sign[] = {
		[MATCH_PHRASE] = 'p', [MATCH_NEAR] = 'n', [MATCH_AND] = '&',
		[MATCH_OR] = '|', [MATCH_NOT] = '-',
	};

	pantau_buf_char(out, sign[tree->op]);
	if (tree->op == MATCH_PHRASE || tree->op == MATCH_NEAR) {
		put_number(out, (size_t)tree->field);
		put_number(out, tree->distance);
		put_number(out, tree->phrases);
		for (size_t i = 0; i < tree->phrases; i++) {
			pantau_match_phrase_key(out, &tree->phrase[i]);
		}
		return;
	}
	put_number(out, tree->children);
	for (size_t i = 0; i < tree->children; i++) {
		pantau_match_key(out, tree->child[i]);
	}
}

size_t pantau_match_phrases(const struct match_node *tree)
{
	size_t n = tree->phrases;

	for (size_t i = 0; i < tree->children; i++) {
		n += pantau_match_phrases(tree->child[i]);
	}
	return n;
}
