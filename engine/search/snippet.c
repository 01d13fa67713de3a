/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Chooses the window of a text and the spans to mark. */

#include "search/snippet.h"

#include "base/error.h"
#include "base/utf8.h"

struct window {
	size_t first, end; /* tokens, end exclusive */
};

/*
 * The group of occurrences that fits and has the most marks, as the tokens
 * from its first to its last. seen[mark] counts within the group.
 */
static struct window best_group(const struct occurrence *found, size_t n,
		size_t room, uint32_t *seen)
{
	struct window best = {0, 0};
	size_t left = 0, different = 0, most = 0;
	for (size_t right = 0; right < n; right++) {
		different += seen[found[right].mark]++ == 0;
		while (left < right && (size_t)found[right].last -
				found[left].first + 1 > room) {
			different -= --seen[found[left++].mark] == 0;
		}
		if (different > most) {
			most = different;
			best = (struct window){found[left].first,
					(size_t)found[right].last + 1};
		}
	}
	return best;
}

/* Widens a group to the window: the beginning of the text when the group is
 * near it, else as much on either side. */
static struct window widen(struct window group, size_t room, size_t tokens)
{
	struct window out = {0, room};
	if (group.end > room) {
		size_t held = group.end - group.first;
		size_t before = held < room ? (room - held) / 2 : 0;
		out.first = group.first > before ? group.first - before : 0;
		out.end = out.first + (room > held ? room : held);
	}
	if (out.end > tokens) {
		out.first = out.first > out.end - tokens ?
				out.first - (out.end - tokens) : 0;
		out.end = tokens;
	}
	return out;
}

static size_t start_of(const struct pantau_tokens *tokens, struct window w)
{
	return w.first == 0 ? 0 : tokens->token[w.first].start;
}

static size_t end_of(const struct pantau_tokens *tokens, struct window w,
		struct str text)
{
	return w.end == tokens->tokens ? text.n : tokens->token[w.end - 1].end;
}

/* Blanks without end, or tokens without: what is found stays in as long as it
 * can, the far side goes first. */
static void shorten(const struct pantau_tokens *tokens, struct window group,
		struct str text, struct window *w)
{
	while (w->end - w->first > 1 && end_of(tokens, *w, text) -
			start_of(tokens, *w) > SNIPPET_BYTES) {
		if (w->end > group.end || w->first >= group.first) {
			w->end--;
		} else {
			w->first++;
		}
	}
}

/* Byte ranges of occurrences between two places, from there; overlaps are
 * joined. */
static enum pantau_status ranges(const struct pantau_tokens *tokens,
		const struct occurrence *found, size_t n, size_t from, size_t to,
		struct arena *arena, const struct byte_span **out, size_t *count,
		struct pantau_error *err)
{
	struct byte_span *span = pantau_arena_zero(arena, n, sizeof(*span));
	size_t kept = 0;
	if (span == NULL) {
		return pantau_fail_memory(err);
	}
	for (size_t i = 0; i < n; i++) {
		size_t start = tokens->token[found[i].first].start;
		size_t end = tokens->token[found[i].last].end;
		if (start < from || end > to) {
			continue;
		}
		if (kept != 0 && start - from < span[kept - 1].end) {
			if (end - from > span[kept - 1].end) {
				span[kept - 1].end = end - from;
			}
			continue;
		}
		span[kept++] = (struct byte_span){start - from, end - from};
	}
	*out = span;
	*count = kept;
	return PANTAU_OK;
}

static enum pantau_status mark_title(struct finder *finder,
		struct arena *arena, struct hit *hit, struct pantau_error *err)
{
	struct pantau_tokens tokens;
	const struct occurrence *found;
	size_t n;
	struct str title = hit->item.doc.title;
	enum pantau_status status = pantau_finder_shown(finder, hit->item.id,
			title, MATCH_TITLE, &tokens, &found, &n, err);
	return status == PANTAU_OK ? ranges(&tokens, found, n, 0, title.n, arena,
			&hit->title_highlight, &hit->title_highlights, err) :
			status;
}

enum pantau_status pantau_snippet_make(struct finder *finder, size_t room,
		struct arena *arena, struct hit *hit, struct pantau_error *err)
{
	struct pantau_tokens tokens;
	const struct occurrence *found;
	size_t n;
	struct str text = hit->item.doc.text;
	enum pantau_status status = mark_title(finder, arena, hit, err);
	if (status == PANTAU_OK) {
		status = pantau_finder_shown(finder, hit->item.id, text,
				MATCH_TEXT, &tokens, &found, &n, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	if (tokens.tokens == 0) {
		hit->snippet = pantau_utf8_prefix(text, SNIPPET_BYTES);
		return PANTAU_OK;
	}
	uint32_t *seen = pantau_arena_zero(arena, pantau_finder_marks(finder),
			sizeof(*seen));
	if (seen == NULL) {
		return pantau_fail_memory(err);
	}
	struct window group = best_group(found, n, room, seen);
	struct window w = widen(group, room, tokens.tokens);
	shorten(&tokens, group, text, &w);
	size_t from = start_of(&tokens, w), to = end_of(&tokens, w, text);
	if (to - from > SNIPPET_BYTES && w.first == 0) {
		/* Signs that are no tokens lead or trail the text. */
		from = tokens.token[0].start;
	}
	if (to - from > SNIPPET_BYTES) {
		to = tokens.token[w.end - 1].end;
	}
	hit->snippet = str_make(text.p + from, to - from);
	return ranges(&tokens, found, n, from, to, arena, &hit->highlight,
			&hit->highlights, err);
}
