/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The words of a field and what stands between them: where clauses end. Most
 * words of running text are plain ones behind a single blank; one pass tells
 * them from those that a feature may want to look at.
 */

#include "score/parts.h"

struct str pantau_score_gap(const struct field *field, size_t token)
{
	const struct pantau_token *at = field->tokens->token;
	size_t start = token > 0 ? at[token - 1].end : 0;
	size_t end = token < field->tokens->tokens ? at[token].start :
			field->text.n;
	return str_make(field->text.p + start, end > start ? end - start : 0);
}

struct str pantau_score_written(const struct field *field, size_t token)
{
	const struct pantau_token *at = &field->tokens->token[token];
	return str_make(field->text.p + at->start, at->end - at->start);
}

struct str pantau_score_surface(const struct field *field, size_t token)
{
	const struct pantau_token *at = &field->tokens->token[token];
	if (at->terms == 0) {
		return str_make(NULL, 0);
	}
	const struct pantau_term *term = &field->tokens->term[at->first_term];
	return str_make(term->bytes, term->length);
}

enum gap_sign {
	GAP_BREAK = 1 << 0, /* ends a clause */
	GAP_QUOTE = 1 << 1,
	GAP_LOOK = 1 << 2,  /* what follows decides */
	GAP_EXCLAIM = 1 << 3,
	GAP_ASK = 1 << 4,
};

static const uint8_t gap_signs[256] = {
	[','] = GAP_BREAK, [';'] = GAP_BREAK, [':'] = GAP_BREAK,
	['('] = GAP_BREAK, [')'] = GAP_BREAK, ['['] = GAP_BREAK,
	[']'] = GAP_BREAK, ['!'] = GAP_BREAK | GAP_EXCLAIM, ['?'] = GAP_BREAK | GAP_ASK,
	['|'] = GAP_BREAK, ['\n'] = GAP_BREAK, ['"'] = GAP_QUOTE,
	['-'] = GAP_LOOK, ['.'] = GAP_LOOK, [0xe2] = GAP_LOOK,
};

/* A hyphen between blanks is a dash; two full stops are an ellipsis; en dash,
 * em dash and ellipsis are E2 80 93, 94, A6, the closing quote E2 80 9D. */
static unsigned look_closer(struct str gap, size_t at)
{
	char next = at + 1 < gap.n ? gap.p[at + 1] : '\0';
	switch (gap.p[at]) {
	case '-':
		return at > 0 && next != '\0' ? GAP_BREAK : 0;
	case '.':
		return next == '.' ? GAP_BREAK : 0;
	default:
		if (gap.n - at < 3 || next != '\x80') {
			return 0;
		}
		switch (gap.p[at + 2]) {
		case '\x93':
		case '\x94':
		case '\xa6':
			return GAP_BREAK;
		case '\x9d':
			return GAP_QUOTE;
		default:
			return 0;
		}
	}
}

/* What stands before a token: mostly one blank. */
static inline unsigned read_gap(const char *p, size_t start, size_t end)
{
	unsigned all = 0;
	for (size_t i = start; i < end; i++) {
		unsigned sign = gap_signs[(unsigned char)p[i]];
		all |= (sign & GAP_LOOK) != 0 ? look_closer(str_make(p + start,
				end - start), i - start) : sign;
	}
	return all;
}

bool pantau_score_read(struct field *field, struct arena *arena)
{
	const struct pantau_token *token = field->tokens->token;
	size_t n = field->tokens->tokens, odds = 0, end = 0;
	uint32_t clauses = 0, sentence = n != 0 ? token[0].sentence : 0;
	uint32_t *clause = pantau_arena_alloc(arena, n * sizeof(*clause));
	uint32_t *odd = pantau_arena_alloc(arena, n * sizeof(*odd));
	uint32_t caps = 0, figures = 0, links = 0;
	uint32_t words = (uint32_t)n, letters = 0, slangs = 0;
	unsigned signs = 0;
	if (clause == NULL || odd == NULL) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		const struct pantau_token *at = &token[i];
		unsigned gap = read_gap(field->text.p, end, at->start);
		signs |= gap;
		clauses += i > 0 && (at->sentence != sentence ||
				(gap & GAP_BREAK) != 0);
		sentence = at->sentence;
		end = at->end;
		clause[i] = clauses;
		caps += (at->flags & PANTAU_TOKEN_CAPS) != 0;
		letters += at->end - at->start;
		slangs += (at->flags & PANTAU_TOKEN_SLANG) != 0;
		if (at->kind != PANTAU_TOKEN_WORD || (gap & GAP_QUOTE) != 0) {
			unsigned kind = 1u << at->kind;
			bool other = at->kind != PANTAU_TOKEN_WORD;
			odd[odds++] = (uint32_t)i;
			words -= other;
			letters -= other ? at->end - at->start : 0;
			figures += (kind & FIELD_FIGURES) != 0;
			links += (kind & FIELD_LINKS) != 0;
		}
	}
	signs |= read_gap(field->text.p, end, field->text.n);
	field->exclaims = (signs & GAP_EXCLAIM) != 0;
	field->asks = (signs & GAP_ASK) != 0;
	field->clause = clause;
	field->odd = odd;
	field->odds = odds;
	field->caps = caps;
	field->words = words;
	field->letters = letters;
	field->slangs = slangs;
	field->figures = figures;
	field->links = links;
	return true;
}
