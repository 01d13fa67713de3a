/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* HTML to text. What comes out is never longer than what went in. */

#include "import/html.h"

#include "base/utf8.h"

#define ENTITY_MOST 10 /* bytes of a name or number between '&' and ';' */

struct html {
	struct str in;
	size_t at;
	char *out;
	size_t n;
	bool open;   /* no '>' comes any more */
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool letter(char c)
{
	c = lower(c);
	return c >= 'a' && c <= 'z';
}

/* --- entities --- */

static uint32_t named(struct str name)
{
	static const struct {
		const char *name;
		uint32_t code;
	} known[] = {
		{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'},
		{"apos", '\''}, {"nbsp", ' '}, {"ensp", ' '}, {"emsp", ' '},
		{"thinsp", ' '}, {"shy", 0xad}, {"hellip", 0x2026},
		{"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018},
		{"rsquo", 0x2019}, {"sbquo", 0x201a}, {"ldquo", 0x201c},
		{"rdquo", 0x201d}, {"bdquo", 0x201e}, {"laquo", 0xab},
		{"raquo", 0xbb}, {"bull", 0x2022}, {"middot", 0xb7},
		{"copy", 0xa9}, {"reg", 0xae}, {"trade", 0x2122},
		{"deg", 0xb0}, {"euro", 0x20ac}, {"eacute", 0xe9},
		{"egrave", 0xe8}, {"times", 0xd7},
	};
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (str_eq(name, str_of(known[i].name))) {
			return known[i].code;
		}
	}
	return 0;
}

/* '#8220' or '#x201c' without the sign; 0 for what is no character. */
static uint32_t numbered(struct str digits)
{
	uint32_t base = 10, value = 0;
	if (digits.n > 1 && lower(digits.p[0]) == 'x') {
		base = 16;
		digits = str_skip(digits, 1);
	}
	for (size_t i = 0; i < digits.n; i++) {
		char c = lower(digits.p[i]);
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0') :
				c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
				: 16;
		if (digit >= base) {
			return 0;
		}
		value = value * base + digit;
		if (value > 0x10ffff) {
			return 0;
		}
	}
	/* A control character would be none of the text's. */
	if (value < 0x20) {
		return value == '\n' || value == '\t' ? value : 0;
	}
	return value == 0xa0 ? ' ' : value >= 0x7f && value < 0xa0 ? 0 : value;
}

/* At '&': the character that is meant, past the ';', or the sign itself. */
static void entity(struct html *h)
{
	struct str rest = str_skip(h->in, h->at + 1);
	size_t n = 0;
	while (n < rest.n && n <= ENTITY_MOST && rest.p[n] != ';') {
		n++;
	}
	uint32_t code = 0;
	if (n > 0 && n <= ENTITY_MOST && n < rest.n) {
		code = rest.p[0] == '#' ? numbered(str_make(rest.p + 1, n - 1))
				: named(str_make(rest.p, n));
	}
	if (code == 0) {
		h->out[h->n++] = h->in.p[h->at++];
		return;
	}
	/* '&#65;' is longer than what it stands for, as all of them are. */
	h->n += pantau_utf8_put(h->out + h->n, code);
	h->at += n + 2;
}

/* --- tags --- */

static bool one_of(struct str name, const char *const *list)
{
	for (; *list != NULL; list++) {
		if (pantau_str_eq_nocase(name, str_of(*list))) {
			return true;
		}
	}
	return false;
}

static bool parts_blocks(struct str name)
{
	static const char *const blocks[] = {"p", "br", "div", "li", "ul",
		"ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5",
		"h6", "blockquote", "figcaption", "figure", "section",
		"article", "hr", "dt", "dd", "pre", NULL};
	return one_of(name, blocks);
}

/* Behind the end tag of an element whose content is no text, or behind all. */
static size_t behind_element(struct str in, size_t at, struct str name)
{
	for (; at + name.n + 2 < in.n; at++) {
		const char *less = memchr(in.p + at, '<', in.n - at);
		if (less == NULL) {
			break;
		}
		at = (size_t)(less - in.p);
		if (at + name.n + 2 < in.n && in.p[at + 1] == '/' &&
				pantau_str_eq_nocase(str_make(in.p + at + 2,
				name.n), name)) {
			const char *end = memchr(less, '>', in.n - at);
			return end != NULL ? (size_t)(end - in.p) + 1 : in.n;
		}
	}
	return in.n;
}

static bool begins_tag(struct str rest)
{
	return rest.n > 1 && (letter(rest.p[1]) || rest.p[1] == '!' ||
			rest.p[1] == '?' || (rest.p[1] == '/' && rest.n > 2 &&
			letter(rest.p[2])));
}

/* At '<': passes over a tag, or takes the sign as it is. */
static void tag(struct html *h)
{
	static const char *const silent[] = {"script", "style", "noscript",
		"iframe", NULL};
	struct str rest = str_skip(h->in, h->at), name = {0};
	const char *end = NULL;
	if (!h->open && begins_tag(rest)) {
		bool comment = str_starts(rest, STR("<!--"));
		for (end = memchr(rest.p, '>', rest.n); comment && end != NULL &&
				(end - rest.p < 6 || end[-1] != '-' ||
				end[-2] != '-');) {
			end = memchr(end + 1, '>', rest.n -
					(size_t)(end + 1 - rest.p));
		}
		h->open = end == NULL && !comment;
		/* A comment that nothing closes goes to the end. */
		end = end == NULL && comment ? rest.p + rest.n - 1 : end;
	}
	if (end == NULL) {
		h->out[h->n++] = h->in.p[h->at++];
		return;
	}
	bool closing = rest.p[1] == '/';
	name.p = rest.p + 1 + closing;
	while (name.p + name.n < end && (letter(name.p[name.n]) ||
			(name.p[name.n] >= '0' && name.p[name.n] <= '9'))) {
		name.n++;
	}
	h->at = (size_t)(end - h->in.p) + 1;
	if (!closing && end[-1] != '/' && one_of(name, silent)) {
		h->at = behind_element(h->in, h->at, name);
	}
	if (parts_blocks(name) && h->n > 0 && h->out[h->n - 1] != '\n') {
		h->out[h->n++] = '\n';
	}
}

struct str pantau_html_text(struct str in, struct arena *arena)
{
	if (in.n == 0 || (memchr(in.p, '<', in.n) == NULL &&
			memchr(in.p, '&', in.n) == NULL)) {
		return in.p != NULL ? in : STR("");
	}
	struct html h = {.in = in, .out = pantau_arena_alloc(arena, in.n)};
	while (h.out != NULL && h.at < in.n) {
		char c = in.p[h.at];
		if (c == '<') {
			tag(&h);
		} else if (c == '&') {
			entity(&h);
		} else {
			h.out[h.n++] = c;
			h.at++;
		}
	}
	return str_make(h.out, h.n);
}
