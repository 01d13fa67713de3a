/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * What words of a query mean as well: a short form its name ('menkeu' is
 * "menteri keuangan"), a name its short forms, and a word that the rules of
 * spelling read as another one ('muti' as 'putih') itself. The tree is changed
 * before it is planned, so that plans, marks, hints and explanations all show
 * it. The index holds neither: the words of a name in the place of its short
 * form would make 'uang' find every 'menkeu'.
 */

#include "search/query_mean.h"

#include "base/error.h"
#include "search/query_lex.h"
#include "text/analyser.h"
#include "text/word.h"

#define NAME_WORDS 6   /* of the longest name looked for */
#define SHORT_FORMS 4  /* of one name */

struct meaning {
	struct arena *arena;
	struct pantau_analyser *analyser;
	struct pantau_error *err;
};

static enum pantau_status widen(struct meaning *m, struct query_node **at);

static bool is_plain(const struct query_node *node)
{
	return node->op == QUERY_WORD && !node->exact && !node->prefix &&
			!node->loose;
}

/* A node like another one and of the same place in the query; NULL when
 * memory is out. */
static struct query_node *make(struct meaning *m, enum query_op op,
		const struct query_node *like, size_t children)
{
	struct query_node *node = pantau_arena_zero(m->arena, 1, sizeof(*node));
	if (node == NULL) {
		return NULL;
	}
	node->op = op;
	node->field = like->field;
	node->column = like->column;
	node->end = like->end;
	node->children = children;
	node->child = children != 0 ? pantau_arena_zero(m->arena, children,
			sizeof(struct query_node *)) : NULL;
	return children == 0 || node->child != NULL ? node : NULL;
}

/* *at, or the text. */
static enum pantau_status or_text(struct meaning *m, struct query_node **at,
		enum query_op op, struct str text, bool exact)
{
	struct query_node *or = make(m, QUERY_OR, *at, 2);
	struct query_node *other = make(m, op, *at, 0);
	if (or == NULL || other == NULL) {
		return pantau_fail_memory(m->err);
	}
	other->text = text;
	other->exact = exact;
	or->child[0] = *at;
	or->child[1] = other;
	*at = or;
	return PANTAU_OK;
}

/* Questions end in '?', and the parser leaves that to the analyser. */
static struct str without_marks(struct str word)
{
	static const char marks[] = "?!.,:;()\"'";
	while (word.n != 0 && strchr(marks, word.p[word.n - 1]) != NULL) {
		word.n--;
	}
	while (word.n != 0 && strchr(marks, word.p[0]) != NULL) {
		word = str_skip(word, 1);
	}
	return word;
}

static enum pantau_status widen_word(struct meaning *m, struct query_node **at)
{
	struct reading reading;
	struct str name, folded = pantau_text_fold(m->analyser, (*at)->text,
			m->arena);
	if (folded.p == NULL) {
		return pantau_fail_memory(m->err);
	}
	if (pantau_analyser_name(m->analyser, without_marks(folded), &name)) {
		return or_text(m, at, QUERY_PHRASE, name, false);
	}
	if ((*at)->loose) {
		return PANTAU_OK; /* --any weighs what is spelled alike itself */
	}
	pantau_analyser_spell(m->analyser, folded, &reading);
	return (reading.spelling.flags & SPELL_RULE) == 0 ? PANTAU_OK :
			or_text(m, at, QUERY_WORD, (*at)->text, true);
}

/* A node, or any of the short forms. */
static enum pantau_status or_forms(struct meaning *m, struct query_node **at,
		const struct str *form, size_t n)
{
	struct query_node *or = make(m, QUERY_OR, *at, n + 1);
	if (or == NULL) {
		return pantau_fail_memory(m->err);
	}
	or->child[0] = *at;
	for (size_t i = 0; i < n; i++) {
		or->child[i + 1] = make(m, QUERY_WORD, *at, 0);
		if (or->child[i + 1] == NULL) {
			return pantau_fail_memory(m->err);
		}
		or->child[i + 1]->text = form[i];
	}
	*at = or;
	return PANTAU_OK;
}

static void add_folded(struct meaning *m, struct str word, struct buf *out)
{
	struct str folded = pantau_text_fold(m->analyser, word, m->arena);
	if (out->n != 0) {
		pantau_buf_char(out, ' ');
	}
	pantau_buf_str(out, folded);
	out->failed = out->failed || folded.p == NULL;
}

/* Short forms of the name that the buffer holds; finishes the buffer. */
static enum pantau_status short_forms(struct meaning *m, struct buf *name,
		struct str *form, size_t *n)
{
	bool failed = name->failed;
	*n = failed ? 0 : pantau_analyser_short_forms(m->analyser,
			buf_str(name), form, SHORT_FORMS);
	pantau_buf_finish(name);
	return failed ? pantau_fail_memory(m->err) : PANTAU_OK;
}

static enum pantau_status widen_phrase(struct meaning *m,
		struct query_node **at)
{
	struct str form[SHORT_FORMS];
	struct str rest = (*at)->text;
	struct buf name;
	size_t n;
	pantau_buf_init(&name);
	while (rest.p != NULL && rest.n != 0) {
		struct str word = pantau_str_cut(&rest, ' ');
		if (word.n != 0) {
			add_folded(m, word, &name);
		}
	}
	enum pantau_status status = short_forms(m, &name, form, &n);
	if (status != PANTAU_OK) {
		return status;
	}
	return n == 0 ? PANTAU_OK : or_forms(m, at, form, n);
}

/* How many plain words of one field stand side by side. */
static size_t run_of(struct query_node *const *child, size_t n)
{
	size_t run = 0;
	while (run < n && run < NAME_WORDS && is_plain(child[run]) &&
			child[run]->field == child[0]->field) {
		run++;
	}
	return run;
}

/* A name that begins the run becomes one node in *out, with how many words of
 * the run it takes; 0 when none does. */
static enum pantau_status take_name(struct meaning *m,
		struct query_node *const *child, size_t run, size_t *taken,
		struct query_node **out)
{
	struct str form[SHORT_FORMS];
	for (size_t n = run; n >= 2; n--) {
		struct buf name;
		size_t forms;
		pantau_buf_init(&name);
		for (size_t i = 0; i < n; i++) {
			add_folded(m, child[i]->text, &name);
		}
		enum pantau_status status = short_forms(m, &name, form, &forms);
		if (status != PANTAU_OK) {
			return status;
		}
		if (forms == 0) {
			continue;
		}
		struct query_node *and = make(m, QUERY_AND, child[0], n);
		if (and == NULL) {
			return pantau_fail_memory(m->err);
		}
		memcpy(and->child, child, n * sizeof(*child));
		and->end = child[n - 1]->end;
		*out = and;
		*taken = n;
		return or_forms(m, out, form, forms);
	}
	*taken = 0;
	return PANTAU_OK;
}

static enum pantau_status widen_and(struct meaning *m, struct query_node **at)
{
	struct query_node *and = *at;
	size_t to = 0;
	for (size_t i = 0; i < and->children;) {
		size_t taken = 0;
		struct query_node *node = and->child[i];
		enum pantau_status status = take_name(m, and->child + i,
				run_of(and->child + i, and->children - i), &taken,
				&node);
		if (status == PANTAU_OK && taken == 0) {
			status = widen(m, &node);
			taken = 1;
		}
		if (status != PANTAU_OK) {
			return status;
		}
		and->child[to++] = node;
		i += taken;
	}
	and->children = to;
	*at = to == 1 ? and->child[0] : and;
	return PANTAU_OK;
}

/* Words of NEAR stay what they are: it takes no alternatives. */
static enum pantau_status widen(struct meaning *m, struct query_node **at)
{
	enum pantau_status status = PANTAU_OK;
	switch ((*at)->op) {
	case QUERY_AND:
		return widen_and(m, at);
	case QUERY_OR:
	case QUERY_NOT:
		for (size_t i = 0; status == PANTAU_OK &&
				i < (*at)->children; i++) {
			status = widen(m, &(*at)->child[i]);
		}
		return status;
	case QUERY_WORD:
		return (*at)->exact || (*at)->prefix ? PANTAU_OK :
				widen_word(m, at);
	case QUERY_PHRASE:
		return (*at)->exact ? PANTAU_OK : widen_phrase(m, at);
	default:
		return PANTAU_OK;
	}
}

enum pantau_status pantau_query_mean(struct query *query,
		struct pantau_analyser *analyser, struct pantau_error *err)
{
	struct meaning m = {&query->arena, analyser, err};
	return query->root != NULL ? widen(&m, &query->root) : PANTAU_OK;
}
