/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Addresses (with and without scheme), e-mail, mentions and hashtags. */

#include "text/number.h"
#include "text/segment_parts.h"

#define HOST_MAX 253
#define LOCAL_MAX 64
#define SCHEME_MAX 12

/*
 * Endings that make a bare 'name.ending' an address. It is written with a full
 * stop and without a blank, as are two sentences run together, so only endings
 * that are no Indonesian words stand here.
 */
static const char *const endings[] = {
	"id", "com", "net", "org", "edu", "gov", "mil", "biz", "xyz", "io",
	"online", "site", "news", "app", "asia", "club", "store", "shop",
	"website", "tech", "blog", "cloud", "uk", "sg", "au", "jp", "cn", "nl",
	"fr", "eu", "ph", "th", "vn", "info", "dev", "page",
	"example", /* reserved for texts like our own corpus (RFC 2606) */
};

/* These are words too: a path must follow, or the host is well known. */
static const char *const weak_endings[] = {
	"co", "me", "ly", "gl", "be", "tv", "us", "ai", "in", "my", "to", "cc",
	"gg", "sh", "ws", "it", "de", "link", "live", "space",
};

static const char *const known_hosts[] = {
	"t.co", "t.me", "wa.me", "youtu.be", "bit.ly", "goo.gl", "fb.me",
	"line.me", "linktr.ee", "chat.whatsapp.com",
};

static bool listed(struct str word, const char *const *list, size_t n)
{
	char first = ascii_lower(word.p[0]); /* most differ in it already */
	for (size_t i = 0; i < n; i++) {
		if (list[i][0] == first &&
				pantau_str_eq_nocase(word, str_of(list[i]))) {
			return true;
		}
	}
	return false;
}

#define LISTED(word, list) listed(word, list, sizeof(list) / sizeof(list[0]))

/* 'naik.Com' is two sentences: an ending is small, or all is in capitals.
 * small: the host has a small letter. */
static bool cased_as_host(struct str ending, bool small)
{
	bool upper = false, lower = false;
	for (size_t i = 0; i < ending.n; i++) {
		upper |= ascii_is(ending.p[i], ASCII_UPPER);
		lower |= ascii_is(ending.p[i], ASCII_LOWER);
	}
	return lower ? !upper : upper && !small;
}

static bool all_letters(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is(s.p[i], ASCII_LETTER)) {
			return false;
		}
	}
	return s.n >= 2;
}

static bool is_host(const struct segmenter *s, size_t at, size_t label,
		size_t end, bool any, bool small)
{
	struct str host = str_make(s->text.p + at, end - at);
	struct str ending = str_make(s->text.p + label, end - label);
	char after = segment_byte(s, end);
	if (!all_letters(ending) || after == '_' || after == '@') {
		return false;
	}
	if (any) {
		return true;
	}
	if (!cased_as_host(ending, small)) {
		return false;
	}
	if (LISTED(ending, endings) || LISTED(host, known_hosts)) {
		return true;
	}
	return after == '/' && segment_is(s, end + 1, ASCII_WORD) &&
			LISTED(ending, weak_endings);
}

/*
 * The end of the longest host name at a place, 0 when there is none. any: every
 * ending will do, something else has shown that it is a host.
 */
static size_t host_end(const struct segmenter *s, size_t at, bool any)
{
	size_t label = at, end = at, found = 0;
	bool small = false;
	while (end - at < HOST_MAX) {
		while (segment_is(s, end, ASCII_WORD) ||
				(segment_byte(s, end) == '-' && end > label &&
				segment_is(s, end + 1, ASCII_WORD))) {
			small |= segment_is(s, end, ASCII_LOWER);
			if (++end - at > HOST_MAX) {
				return found;
			}
		}
		if (end == label) {
			break;
		}
		if (label > at && is_host(s, at, label, end, any, small)) {
			found = end;
		}
		if (segment_byte(s, end) != '.') {
			break;
		}
		label = ++end;
	}
	return found;
}

static bool url_char(const struct segmenter *s, size_t at, size_t *next)
{
	enum char_class class_;
	uint32_t cp = pantau_segment_char(s, at, next, &class_);
	if (cp >= 0x80) {
		return class_ == CHAR_LETTER || class_ == CHAR_DIGIT;
	}
	return cp > 0x20 && cp < 0x7f && cp != '"' && cp != '<' && cp != '>' &&
			cp != '\\' && cp != '^' && cp != '`' && cp != '{' &&
			cp != '|' && cp != '}';
}

/* The end of path, query and fragment, without punctuation of the sentence. */
static size_t url_end(const struct segmenter *s, size_t least)
{
	size_t end = least, next, open = 0;
	while (end < s->text.n && url_char(s, end, &next)) {
		char c = s->text.p[end];
		open += c == '(' || c == '[';
		if (c == ')' || c == ']') {
			if (open == 0) {
				break; /* of what the address stands in */
			}
			open--;
		}
		end = next;
	}
	while (end > least && strchr(".,;:!?'*([", s->text.p[end - 1]) != NULL) {
		end--;
	}
	return end;
}

static size_t scheme(const struct segmenter *s, size_t at)
{
	size_t end = at;
	while (segment_is(s, end, ASCII_LETTER) && end - at < SCHEME_MAX) {
		end++;
	}
	if (end - at < 2 || !str_starts(str_skip(s->text, end), STR("://")) ||
			!segment_is(s, end + 3, ASCII_WORD)) {
		return 0;
	}
	return url_end(s, end + 4);
}

static size_t bare(const struct segmenter *s, size_t at)
{
	bool www = pantau_str_eq_nocase(
			str_make(s->text.p + at, s->text.n - at < 4 ?
				s->text.n - at : 4), STR("www."));
	size_t end = host_end(s, at, www), port;
	if (end == 0) {
		return 0;
	}
	port = end + 1;
	if (segment_byte(s, end) == ':' && segment_is(s, port, ASCII_DIGIT)) {
		while (segment_is(s, port, ASCII_DIGIT) && port - end <= 5) {
			port++;
		}
		end = segment_byte(s, port) == '/' ? port : end;
	}
	char after = segment_byte(s, end);
	if (after == '/' || after == '?' || after == '#') {
		return url_end(s, end);
	}
	return end;
}

static size_t email(const struct segmenter *s, size_t at)
{
	size_t end = at;
	while (end - at <= LOCAL_MAX && end < s->text.n &&
			(segment_is(s, end, ASCII_WORD) ||
			strchr("._%+-", s->text.p[end]) != NULL) &&
			s->text.p[end] != '\0') {
		end++;
	}
	if (end == at || segment_byte(s, end) != '@' || s->text.p[end - 1] == '.') {
		return 0;
	}
	return host_end(s, end + 1, true);
}

size_t pantau_segment_web(struct segmenter *s, size_t at)
{
	size_t end = email(s, at);
	if (end != 0) {
		return pantau_segment_emit(s, at, end, PANTAU_TOKEN_EMAIL);
	}
	end = scheme(s, at);
	if (end == 0) {
		end = bare(s, at);
	}
	return end != 0 ? pantau_segment_emit(s, at, end, PANTAU_TOKEN_URL) : 0;
}

/* '@Rp5.000', '@50rb': the price of each, not a handle. */
static bool priced(const struct segmenter *s, size_t at)
{
	struct str rest = str_skip(s->text, at);
	if (segment_is(s, at, ASCII_DIGIT)) {
		struct amount amount;
		return !segment_is(s, at + pantau_amount_read(rest, &amount),
				ASCII_WORD);
	}
	return rest.n > 2 && pantau_str_eq_nocase(str_make(rest.p, 2),
			STR("rp")) && ascii_is(rest.p[2], ASCII_DIGIT);
}

size_t pantau_segment_mention(struct segmenter *s, size_t at)
{
	size_t end = at + 1;
	bool letter = false;
	if (priced(s, end)) {
		return 0;
	}
	while (segment_is(s, end, ASCII_WORD) || segment_byte(s, end) == '_' ||
			(segment_byte(s, end) == '.' && end > at + 1 &&
			segment_is(s, end + 1, ASCII_LOWER | ASCII_DIGIT))) {
		letter |= segment_is(s, end, ASCII_LETTER) ||
				s->text.p[end] == '_';
		end++;
	}
	return letter ? pantau_segment_emit(s, at, end, PANTAU_TOKEN_MENTION) : 0;
}

size_t pantau_segment_hashtag(struct segmenter *s, size_t at)
{
	size_t end = at + 1;
	bool letter = false;
	for (;;) {
		enum char_class class_;
		size_t next;
		uint32_t cp = pantau_segment_char(s, end, &next, &class_);
		if (class_ == CHAR_MARK && end == at + 1) {
			return 0;
		}
		if (class_ != CHAR_LETTER && class_ != CHAR_DIGIT &&
				class_ != CHAR_MARK && class_ != CHAR_SCRIPT &&
				cp != '_') {
			break;
		}
		if (pantau_segment_keycap(s, end) != 0) {
			break;
		}
		letter |= class_ == CHAR_LETTER || class_ == CHAR_SCRIPT;
		end = next;
	}
	return letter ? pantau_segment_emit(s, at, end, PANTAU_TOKEN_HASHTAG) : 0;
}
