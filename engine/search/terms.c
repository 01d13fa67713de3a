/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Words of a query to phrases of index terms, by the index's own analyser. */

#include "search/terms_parts.h"

#include "base/error.h"
#include "search/query_lex.h"

#define EXPLAINED_FORMS 20

void pantau_terms_init(struct term_maker *maker, struct store *store,
		struct pantau_analyser *analyser, struct arena *arena)
{
	*maker = (struct term_maker){
		.store = store, .analyser = analyser, .arena = arena,
	};
	pantau_arena_init(&maker->scratch);
	pantau_map_init(&maker->terms, pantau_hash_seed());
}

void pantau_terms_finish(struct term_maker *maker)
{
	pantau_map_finish(&maker->terms);
	pantau_arena_finish(&maker->scratch);
}

/* How many positions hold terms: each begins with an unmarked one. */
static size_t count_positions(const struct pantau_tokens *tokens)
{
	size_t n = 0;
	for (size_t i = 0; i < tokens->terms; i++) {
		n += i == 0 || tokens->term[i].position !=
				tokens->term[i - 1].position;
	}
	return n;
}

static enum pantau_status too_many(const struct query_node *node,
		struct pantau_error *err)
{
	return pantau_query_at(err, node->column, pantau_fail(err, PANTAU_LIMIT,
			PANTAU_T(err,
			"the query has more than %d different words; split it",
			"kueri berisi lebih dari %d kata yang berbeda; pecah "
			"kuerinya"), QUERY_TERMS_MAX));
}

enum pantau_status pantau_terms_count(struct term_maker *maker,
		const struct query_node *node, struct str form, bool stem,
		struct pantau_error *err)
{
	bool added;
	char *key = pantau_arena_alloc(&maker->scratch, form.n + 1);
	if (key == NULL) {
		return pantau_fail_memory(err);
	}
	memcpy(key, form.p, form.n);
	key[form.n] = stem ? PACK_COLOCATED : ' ';
	if (pantau_map_put(&maker->terms, str_make(key, form.n + 1), &added) ==
			NULL) {
		return pantau_fail_memory(err);
	}
	maker->positions++;
	return maker->terms.n > QUERY_TERMS_MAX ||
			maker->positions > POSITIONS_MAX ?
			too_many(node, err) : PANTAU_OK;
}

bool pantau_terms_forms_set(struct term_maker *maker, struct str bytes, bool stem,
		struct match_position *out)
{
	struct str *form = pantau_arena_zero(maker->arena, 2, sizeof(*form));
	char *copy = pantau_arena_alloc(maker->arena, bytes.n + 1);
	if (form == NULL || copy == NULL) {
		return false;
	}
	copy[0] = PACK_COLOCATED;
	memcpy(copy + 1, bytes.p, bytes.n);
	form[0] = str_make(copy + 1, bytes.n);
	form[1] = str_make(copy, bytes.n + 1);
	out->form = form;
	out->forms = stem ? 2 : 1;
	out->prefix = false;
	return true;
}

struct str pantau_terms_asked(const struct pantau_tokens *tokens, size_t first,
		bool stem)
{
	const struct pantau_term *term = tokens->term;
	for (size_t i = first + 1; stem && i < tokens->terms &&
			term[i].position == term[first].position; i++) {
		if (term[i].kind == PANTAU_TERM_STEM) {
			return pantau_terms_str(&term[i]);
		}
	}
	return pantau_terms_str(&term[first]);
}

/*
 * What a single word's star stands behind: the word as written, folded, since
 * analysis would take a hyphen or dot off its end ('covid-*'). Addresses keep
 * their case, so theirs is the surface.
 */
static struct str prefix_form(struct term_maker *maker,
		const struct query_node *node, const struct pantau_tokens *tokens)
{
	struct str surface = pantau_terms_str(&tokens->term[0]);
	if (tokens->tokens != 1 || tokens->token[0].kind == PANTAU_TOKEN_URL) {
		return surface;
	}
	struct str folded = pantau_text_fold(maker->analyser, node->text,
			&maker->scratch);
	return folded.n != 0 ? folded : surface;
}

static enum pantau_status make_phrase(struct term_maker *maker,
		const struct query_node *node, const struct pantau_tokens *tokens,
		size_t positions, struct match_phrase *out,
		struct pantau_error *err)
{
	bool stem = !node->exact && !node->prefix;
	struct match_position *position = pantau_arena_zero(maker->arena,
			positions, sizeof(*position));
	size_t n = 0;
	if (position == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < tokens->terms; i++) {
		if (i != 0 && tokens->term[i].position ==
				tokens->term[i - 1].position) {
			continue;
		}
		struct str form = node->prefix && positions == 1 ?
				prefix_form(maker, node, tokens) :
				pantau_terms_asked(tokens, i, stem);
		enum pantau_status status = pantau_terms_count(maker, node, form, stem,
				err);
		if (status != PANTAU_OK) {
			return status;
		}
		if (!pantau_terms_forms_set(maker, form, stem, &position[n++])) {
			return pantau_fail_memory(err);
		}
	}
	position[n - 1].prefix = node->prefix;
	out->position = position;
	out->positions = n;
	return PANTAU_OK;
}

static bool digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9') {
			return false;
		}
	}
	return true;
}

bool pantau_terms_variant(const struct query_node *node,
		const struct pantau_tokens *tokens, const struct pantau_term *term)
{
	const struct pantau_token *token = &tokens->token[0];
	return !node->exact && !node->prefix && tokens->tokens == 1 &&
			token->positions == 1 &&
			term->kind == PANTAU_TERM_ALTERNATIVE &&
			(token->flags & PANTAU_TOKEN_SLANG) == 0 &&
			(token->kind == PANTAU_TOKEN_WORD ||
			token->kind == PANTAU_TOKEN_ABBREV) &&
			!digits(pantau_terms_str(term));
}

static enum pantau_status add_variants(struct term_maker *maker,
		const struct query_node *node, const struct pantau_tokens *tokens,
		struct match_phrase *phrase, size_t *n, struct pantau_error *err)
{
	for (size_t i = 1; i < tokens->terms; i++) {
		const struct pantau_term *term = &tokens->term[i];
		if (!pantau_terms_variant(node, tokens, term)) {
			continue;
		}
		struct match_position *position = pantau_arena_zero(maker->arena,
				1, sizeof(*position));
		enum pantau_status status = pantau_terms_count(maker, node,
				pantau_terms_str(term), true, err);
		if (status != PANTAU_OK) {
			return status;
		}
		if (position == NULL || !pantau_terms_forms_set(maker,
				pantau_terms_str(term), true, position)) {
			return pantau_fail_memory(err);
		}
		phrase[(*n)++] = (struct match_phrase){position, 1};
	}
	return PANTAU_OK;
}

static enum pantau_status note_cut(struct term_maker *maker,
		const struct match_phrase *phrase, struct pantau_error *err)
{
	const struct match_position *last =
			&phrase->position[phrase->positions - 1];
	struct str *forms;
	size_t n;
	bool cut = false;
	enum pantau_status status = pantau_match_forms(maker->store,
			last->form[0], PREFIX_FORMS, &maker->scratch, &forms, &n,
			&cut, err);
	maker->prefix_cut = maker->prefix_cut || cut;
	return status;
}

enum pantau_status pantau_terms_leaf(struct term_maker *maker,
		const struct query_node *node, bool variants,
		struct text_leaf *out, struct pantau_error *err)
{
	static const enum match_field fields[] = {
		[FIELD_ANY] = MATCH_ANY, [FIELD_TITLE] = MATCH_TITLE,
		[FIELD_TEXT] = MATCH_TEXT,
	};
	struct pantau_tokens tokens;
	*out = (struct text_leaf){.field = fields[node->field]};
	pantau_arena_reset(&maker->scratch);
	enum pantau_status status = pantau_analyse_into(maker->analyser,
			node->text, &maker->scratch, &tokens, err);
	size_t positions = status == PANTAU_OK ? count_positions(&tokens) : 0;
	if (positions == 0) {
		return status;
	}
	if (positions > POSITIONS_MAX) {
		return too_many(node, err);
	}
	struct match_phrase *phrase = pantau_arena_zero(maker->arena,
			1 + (variants ? tokens.terms : 0), sizeof(*phrase));
	if (phrase == NULL) {
		return pantau_fail_memory(err);
	}
	size_t n = 1;
	status = make_phrase(maker, node, &tokens, positions, phrase, err);
	if (status == PANTAU_OK && variants) {
		status = add_variants(maker, node, &tokens, phrase, &n, err);
	}
	if (status == PANTAU_OK && node->prefix) {
		status = note_cut(maker, phrase, err);
	}
	out->phrase = phrase;
	out->phrases = n;
	return status;
}

static enum pantau_status prefix_forms(struct term_maker *maker,
		struct str prefix, struct buf *out, struct pantau_error *err)
{
	struct str *form;
	size_t n;
	bool cut;
	pantau_arena_reset(&maker->scratch);
	enum pantau_status status = pantau_match_forms(maker->store, prefix,
			EXPLAINED_FORMS, &maker->scratch, &form, &n, &cut, err);
	for (size_t i = 0; status == PANTAU_OK && i < n; i++) {
		if (out->n != 0) {
			pantau_buf_char(out, ' ');
		}
		pantau_buf_str(out, form[i]);
	}
	if (status == PANTAU_OK && cut) {
		pantau_buf_str(out, STR(" ..."));
	}
	return status;
}

enum pantau_status pantau_terms_forms(struct term_maker *maker,
		const struct text_leaf *leaf, struct buf *out,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	for (size_t i = 0; i < leaf->phrases; i++) {
		for (size_t j = 0; status == PANTAU_OK &&
				j < leaf->phrase[i].positions; j++) {
			const struct match_position *position =
					&leaf->phrase[i].position[j];
			if (position->prefix) {
				status = prefix_forms(maker, position->form[0], out,
						err);
				continue;
			}
			if (out->n != 0) {
				pantau_buf_char(out, ' ');
			}
			pantau_buf_str(out, position->form[0]);
			if (leaf->part != NULL && leaf->part[i] != LEAF_ITSELF) {
				pantau_buf_printf(out, "^%g", leaf->part[i] ==
						LEAF_FORM ? LEAF_FORM_WEIGHT :
						LEAF_OTHER_WEIGHT);
			}
		}
	}
	return status;
}
