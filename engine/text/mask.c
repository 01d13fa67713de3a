/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Masking of what points to a person, over the analyser's tokens. */

#include "text/mask.h"

#define KEEP_PHONE 4   /* the operator's digits */
#define NIK_DIGITS 16
#define KEEP_NIK 4     /* province and regency */
#define URL_PHONE 10   /* digits in a row in a link: wa.me/62812... */

struct masker {
	struct str text;
	char *copy;
	struct mask_span *span;
	size_t n;
	struct arena *arena;
	bool failed;
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		n += digit(s.p[i]);
	}
	return n;
}

/* The copy is made when the first span needs it. */
static char *writable(struct masker *masker, size_t spans)
{
	if (masker->copy == NULL && !masker->failed) {
		struct str copy = pantau_arena_str(masker->arena, masker->text);
		masker->span = pantau_arena_zero(masker->arena, spans,
				sizeof(*masker->span));
		masker->copy = (char *)(uintptr_t)copy.p;
		masker->failed = copy.p == NULL || masker->span == NULL;
	}
	return masker->failed ? NULL : masker->copy;
}

/* Stars over the digits of a span but the first few of them. */
static void star_digits(char *p, size_t n, size_t keep)
{
	size_t seen = 0;
	for (size_t i = 0; i < n; i++) {
		if (digit(p[i]) && seen++ >= keep) {
			p[i] = '*';
		}
	}
}

static void star(char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		p[i] = '*';
	}
}

/* The longest run of digits in a link, when it is long enough for a phone. */
static bool phone_in_url(struct str url, size_t *start, size_t *end)
{
	size_t best = 0;
	for (size_t i = 0; i < url.n;) {
		size_t j = i;
		while (j < url.n && digit(url.p[j])) {
			j++;
		}
		if (j - i > best) {
			best = j - i;
			*start = i;
			*end = j;
		}
		i = j + 1;
	}
	/* wa.me and api.whatsapp.com carry numbers; ids of articles do not. */
	return best >= URL_PHONE && best <= 15 && str_starts(
			str_skip(url, *start), STR("62"));
}

/* Which bytes of a token point to a person; false when none do. */
static bool judge(struct str surface, const struct pantau_token *token,
		bool (*is_public)(void *, struct str), void *context,
		struct mask_span *out)
{
	size_t at;
	*out = (struct mask_span){token->start, token->end, MASK_PHONE};
	switch (token->kind) {
	case PANTAU_TOKEN_PHONE:
		return true;
	case PANTAU_TOKEN_NUMBER:
		out->kind = MASK_NIK;
		return digits(surface) == NIK_DIGITS && surface.n == NIK_DIGITS;
	case PANTAU_TOKEN_EMAIL:
		out->kind = MASK_EMAIL;
		for (at = 0; at < surface.n && surface.p[at] != '@'; at++) {
		}
		out->end = token->start + at;
		return at > 0;
	case PANTAU_TOKEN_MENTION:
		out->kind = MASK_HANDLE;
		out->start += surface.p[0] == '@';
		return is_public == NULL || !is_public(context, surface);
	case PANTAU_TOKEN_URL:
		if (!phone_in_url(surface, &out->start, &out->end)) {
			return false;
		}
		out->start += token->start;
		out->end += token->start;
		return true;
	default:
		return false;
	}
}

enum pantau_status pantau_mask(struct pantau_analyser *analyser,
		struct str text,
		bool (*is_public)(void *context, struct str handle), void *context,
		struct arena *arena, struct arena *scratch, struct mask *out,
		struct pantau_error *err)
{
	struct masker masker = {.text = text, .arena = arena};
	struct pantau_tokens tokens;
	*out = (struct mask){.text = text};
	pantau_arena_reset(scratch);
	/* Kinds and places are all that is judged, and no word is a number by
	 * what is made of it. */
	enum pantau_status status = pantau_analyse_outline(analyser, text,
			scratch, &tokens, err);
	if (status != PANTAU_OK) {
		return status;
	}
	for (size_t i = 0; i < tokens.tokens; i++) {
		const struct pantau_token *token = &tokens.token[i];
		struct mask_span span;
		if (!judge(str_make(text.p + token->start,
				token->end - token->start), token, is_public,
				context, &span)) {
			continue;
		}
		char *copy = writable(&masker, tokens.tokens);
		if (copy == NULL) {
			return pantau_fail_memory(err);
		}
		char *p = copy + span.start;
		size_t n = span.end - span.start;
		if (span.kind == MASK_PHONE || span.kind == MASK_NIK) {
			star_digits(p, n, span.kind == MASK_NIK ? KEEP_NIK
					: KEEP_PHONE);
		} else {
			star(p, n);
		}
		masker.span[masker.n++] = span;
	}
	if (masker.n > 0) {
		*out = (struct mask){
			.text = str_make(masker.copy, text.n),
			.span = masker.span,
			.spans = masker.n,
		};
	}
	return PANTAU_OK;
}

const char *pantau_mask_kind_name(enum mask_kind kind)
{
	static const char *const names[] = {"phone", "nik", "email", "handle"};
	return names[kind];
}
