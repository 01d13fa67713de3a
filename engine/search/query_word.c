/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A word of the query and what its signs mean: fields, filters, hashtags,
 * exact forms, prefixes. */

#include "search/query_parts.h"

/* The token behind the current one when it is written against it. */
static const struct lex_token *joined(const struct parser *p,
		enum lex_kind kind)
{
	return p->at[1].glued && p->at[1].kind == kind ? &p->at[1] : NULL;
}

static enum pantau_status text_leaf(struct parser *p, enum query_op op,
		struct str text, enum query_field field, bool exact,
		bool prefix, size_t column, struct query_node **out)
{
	enum pantau_status status = pantau_query_leaf(p, op, text, column,
			p->at->end, out);
	if (status != PANTAU_OK) {
		return status;
	}
	(*out)->field = field != FIELD_ANY ? field : p->field;
	(*out)->exact = exact;
	(*out)->prefix = prefix;
	p->at++;
	return pantau_query_count_terms(p, *out);
}

enum pantau_status pantau_query_quoted(struct parser *p,
		enum query_field field, bool exact, size_t column,
		struct query_node **out)
{
	return text_leaf(p, QUERY_PHRASE, p->at->text, field, exact, false,
			column, out);
}

/* '#mbg', '#mb*': the very tag, not the words inside it. */
static enum pantau_status hashtag(struct parser *p, struct str tag,
		enum query_field field, size_t column, struct query_node **out)
{
	while (tag.n > 0 && tag.p[0] == '#') {
		tag = str_skip(tag, 1);
	}
	bool prefix = tag.n > 1 && tag.p[tag.n - 1] == '*';
	while (tag.n > 0 && tag.p[tag.n - 1] == '*') {
		tag.n--;
	}
	if (tag.n == 0) {
		return pantau_query_at(p->err, column, pantau_fail(p->err,
				PANTAU_BAD_QUERY, "%s", PANTAU_T(p->err,
				"a hashtag needs a name, as in hashtag:mbg",
				"tagar perlu nama, seperti tagar:mbg")));
	}
	char *text = pantau_arena_alloc(p->arena, tag.n + 1);
	if (text == NULL) {
		return pantau_fail_memory(p->err);
	}
	text[0] = '#';
	memcpy(text + 1, tag.p, tag.n);
	return text_leaf(p, QUERY_WORD, str_make(text, tag.n + 1), field,
			!prefix, prefix, column, out);
}

/* Bytes of the currency that a word begins with. */
static size_t currency(struct str word)
{
	static const char *const signs[] = {
		"rp.", "rp", "idr", "usd", "us$", "s$", "$",
	};
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		struct str sign = str_of(signs[i]);
		if (word.n >= sign.n && pantau_str_eq_nocase(
				str_make(word.p, sign.n), sign)) {
			return sign.n;
		}
	}
	return 0;
}

static bool is_number(struct str word)
{
	return word.n != 0 && word.p[0] >= '0' && word.p[0] <= '9' &&
			memchr(word.p, '*', word.n) == NULL;
}

static bool is_unit(const struct lex_token *token)
{
	static const char *const units[] = {
		"rb", "ribu", "jt", "juta", "m", "miliar", "milyar", "t",
		"triliun", "trilyun",
	};
	struct str word = token->text;
	while (word.n != 0 && memchr("?!.,", word.p[word.n - 1], 4) != NULL) {
		word.n--;
	}
	for (size_t i = 0; token->kind == LEX_WORD &&
			i < sizeof(units) / sizeof(units[0]); i++) {
		if (pantau_str_eq_nocase(word, str_of(units[i]))) {
			return true;
		}
	}
	return false;
}

/* 'Rp 10.000' and 'Rp2 miliar' are one word to the index, also where they are
 * written apart; their last token, or NULL when there is but one. */
static struct lex_token *sum_of_money(const struct parser *p, struct str word)
{
	struct lex_token *last = p->at;
	size_t sign = currency(word);
	if (sign == 0) {
		return NULL;
	}
	if (sign == word.n) {
		last++;
		if (last->kind != LEX_WORD || !is_number(last->text)) {
			return NULL;
		}
	} else if (!is_number(str_skip(word, sign))) {
		return NULL;
	}
	last += is_unit(last + 1);
	return last != p->at ? last : NULL;
}

/* '*' by itself. */
static enum pantau_status everything(struct parser *p, size_t column,
		struct query_node **out)
{
	*out = pantau_query_node(p, QUERY_ALL, column);
	if (*out == NULL) {
		return pantau_fail_memory(p->err);
	}
	(*out)->end = p->at->end;
	p->at++;
	return PANTAU_OK;
}

/* A word that no known prefix leads. */
static enum pantau_status plain(struct parser *p, struct str word,
		enum query_field field, size_t column, struct query_node **out)
{
	bool exact = false, prefix = false;
	if (word.n > 0 && word.p[0] == '\\') {
		return text_leaf(p, QUERY_WORD, str_skip(word, 1), field, false,
				false, column, out);
	}
	if (word.n > 0 && word.p[0] == '=') {
		if (word.n == 1 && joined(p, LEX_QUOTE) != NULL) {
			p->at++;
			return pantau_query_quoted(p, field, true, column, out);
		}
		exact = word.n > 1;
		word = exact ? str_skip(word, 1) : word;
	}
	if (word.n > 1 && word.p[0] == '#' && word.p[1] != '#' &&
			word.p[1] != '*') {
		return hashtag(p, word, field, column, out);
	}
	struct lex_token *sum = sum_of_money(p, word);
	if (sum != NULL) {
		p->at = sum;
		return text_leaf(p, QUERY_PHRASE, str_make(word.p,
				(size_t)(sum->text.p + sum->text.n - word.p)), field,
				exact, false, column, out);
	}
	if (!exact && field == FIELD_ANY && str_eq(word, STR("*"))) {
		return everything(p, column, out);
	}
	while (word.n > 1 && word.p[word.n - 1] == '*') {
		word.n--;
		prefix = true;
		exact = false;
	}
	enum pantau_status status = text_leaf(p, QUERY_WORD, word, field, exact,
			prefix, column, out);
	if (status == PANTAU_OK) {
		(*out)->loose = p->options->any && field == FIELD_ANY &&
				(*out)->field == FIELD_ANY && !exact && !prefix;
	}
	return status;
}

static enum pantau_status needs_word(struct parser *p, struct str name,
		size_t column)
{
	return pantau_query_at(p->err, column, pantau_fail(p->err,
			PANTAU_BAD_QUERY, PANTAU_T(p->err,
			"'%.*s:' needs a word, a phrase or a group right behind it",
			"'%.*s:' perlu kata, frasa, atau kelompok tepat di "
			"belakangnya"), STR_ARG(name)));
}

/* 'judul:' before a word, a phrase, an exact form or a group. */
static enum pantau_status field_prefix(struct parser *p, struct str name,
		enum query_field field, struct str rest, size_t column,
		struct query_node **out)
{
	if (rest.n != 0) {
		return plain(p, rest, field, column, out);
	}
	if (joined(p, LEX_QUOTE) != NULL) {
		p->at++;
		return pantau_query_quoted(p, field, false, column, out);
	}
	if (joined(p, LEX_OPEN) == NULL) {
		return needs_word(p, name, column);
	}
	enum query_field outer = p->field;
	p->at++;
	p->field = field;
	enum pantau_status status = pantau_query_group(p, out);
	p->field = outer;
	return status;
}

static enum pantau_status filter_prefix(struct parser *p,
		enum query_filter filter, struct str rest, size_t column,
		struct query_node **out)
{
	size_t value_column = p->at->end - rest.n;
	if (rest.n == 0 && joined(p, LEX_OPEN) != NULL) {
		return pantau_query_at(p->err, p->at[1].column, pantau_fail(
				p->err, PANTAU_BAD_QUERY, "%s", PANTAU_T(p->err,
				"a filter takes one value; join several filters with "
				"OR",
				"saringan hanya menerima satu nilai; gabungkan "
				"beberapa saringan dengan ATAU")));
	}
	if (rest.n == 0 && joined(p, LEX_QUOTE) != NULL) {
		p->at++;
		rest = p->at->text;
	}
	enum pantau_status status = pantau_query_leaf(p, QUERY_FILTER, rest,
			column, p->at->end, out);
	if (status != PANTAU_OK) {
		return status;
	}
	(*out)->filter = filter;
	(*out)->field = FIELD_ANY;
	p->at++;
	return pantau_query_value(*out, rest, p->options, value_column, p->err);
}

static enum pantau_status hashtag_prefix(struct parser *p, struct str rest,
		size_t column, struct query_node **out)
{
	if (rest.n == 0 && joined(p, LEX_QUOTE) != NULL) {
		p->at++;
		rest = p->at->text;
	}
	return hashtag(p, rest, FIELD_ANY, column, out);
}

/* 'sumbr:detik' is a slip; 'jam:10' and 'https://...' are words. */
static enum pantau_status check_slip(struct parser *p, struct str name,
		struct str rest, size_t column)
{
	const char *near = pantau_query_name_near(name);
	bool value = rest.n != 0 ? rest.p[0] != '/' :
			joined(p, LEX_QUOTE) != NULL || joined(p, LEX_OPEN) != NULL;
	if (near == NULL || !value) {
		return PANTAU_OK;
	}
	return pantau_query_at(p->err, column, pantau_fail(p->err,
			PANTAU_BAD_QUERY, PANTAU_T(p->err,
			"there is no filter '%.*s:'; did you mean '%s:'? (\\%.*s: "
			"looks for the word)",
			"tidak ada saringan '%.*s:'; maksudnya '%s:'? (\\%.*s: "
			"mencari kata itu)"), STR_ARG(name), near, STR_ARG(name)));
}

enum pantau_status pantau_query_word(struct parser *p, struct str word,
		size_t column, struct query_node **out)
{
	const char *colon = word.n > 0 && word.p[0] != '\\' ?
			memchr(word.p, ':', word.n) : NULL;
	if (colon == NULL) {
		return plain(p, word, FIELD_ANY, column, out);
	}
	struct str name = str_make(word.p, (size_t)(colon - word.p));
	struct str rest = str_skip(word, name.n + 1);
	const struct query_name *known = pantau_query_name(name);
	if (known != NULL && p->options->any && rest.n == 0 &&
			joined(p, LEX_QUOTE) == NULL && joined(p, LEX_OPEN) == NULL) {
		return plain(p, word, FIELD_ANY, column, out);
	}
	if (known == NULL) {
		enum pantau_status status = check_slip(p, name, rest, column);
		return status == PANTAU_OK ?
				plain(p, word, FIELD_ANY, column, out) : status;
	}
	if (known->kind == NAME_FIELD) {
		return field_prefix(p, name, (enum query_field)known->which,
				rest, column, out);
	}
	return known->kind == NAME_HASHTAG ?
			hashtag_prefix(p, rest, column, out) :
			filter_prefix(p, (enum query_filter)known->which, rest,
				column, out);
}
