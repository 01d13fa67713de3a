/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A JSON reader that keeps nothing but places. It never recurses: brackets
 * that are open stand in a bit set. */

#include "import/json_place.h"
#include "base/utf8.h"

struct scan {
	struct str text;
	size_t at;
	size_t depth;
	unsigned char object[JSON_DEPTH_MAX / 8]; /* bit: object, not array */
	/* What pantau_json_member_at looks for. */
	size_t members, nth, found;
	bool of_key;
};

static bool ended(const struct scan *scan)
{
	return scan->at >= scan->text.n;
}

/* The byte at hand, or NUL at the end (where a raw NUL is no JSON either). */
static char peek(const struct scan *scan)
{
	return ended(scan) ? '\0' : scan->text.p[scan->at];
}

static void blanks(struct scan *scan)
{
	while (!ended(scan) && (peek(scan) == ' ' || peek(scan) == '\t' ||
			peek(scan) == '\n' || peek(scan) == '\r')) {
		scan->at++;
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool digits(struct scan *scan)
{
	size_t from = scan->at;
	while (is_digit(peek(scan))) {
		scan->at++;
	}
	return scan->at > from;
}

static enum json_fault number(struct scan *scan)
{
	if (peek(scan) == '-') {
		scan->at++;
	}
	if (peek(scan) == '0') {
		scan->at++;
		if (is_digit(peek(scan))) {
			return JSON_FAULT_NUMBER;
		}
	} else if (!digits(scan)) {
		return JSON_FAULT_NUMBER;
	}
	if (peek(scan) == '.') {
		scan->at++;
		if (!digits(scan)) {
			return JSON_FAULT_NUMBER;
		}
	}
	if (peek(scan) == 'e' || peek(scan) == 'E') {
		scan->at++;
		if (peek(scan) == '+' || peek(scan) == '-') {
			scan->at++;
		}
		if (!digits(scan)) {
			return JSON_FAULT_NUMBER;
		}
	}
	return JSON_FAULT_NONE;
}

static enum json_fault escape(struct scan *scan)
{
	scan->at++;
	char c = peek(scan);
	if (c == 'u') {
		for (size_t i = 1; i <= 4; i++) {
			if (scan->at + i >= scan->text.n ||
					!is_hex(scan->text.p[scan->at + i])) {
				return JSON_FAULT_ESCAPE;
			}
		}
		scan->at += 5;
		return JSON_FAULT_NONE;
	}
	if (c == '\0' || strchr("\"\\/bfnrt", c) == NULL) {
		return ended(scan) ? JSON_FAULT_UNCLOSED : JSON_FAULT_ESCAPE;
	}
	scan->at++;
	return JSON_FAULT_NONE;
}

static enum json_fault string(struct scan *scan)
{
	scan->at++;
	while (!ended(scan)) {
		unsigned char c = (unsigned char)peek(scan);
		if (c == '"') {
			scan->at++;
			return JSON_FAULT_NONE;
		}
		if (c == '\\') {
			enum json_fault fault = escape(scan);
			if (fault != JSON_FAULT_NONE) {
				return fault;
			}
		} else if (c < 0x20) {
			return JSON_FAULT_CONTROL;
		} else {
			scan->at++;
		}
	}
	return JSON_FAULT_UNCLOSED;
}

static enum json_fault literal(struct scan *scan)
{
	static const char *const words[] = {"true", "false", "null"};
	for (size_t i = 0; i < 3; i++) {
		struct str rest = str_skip(scan->text, scan->at);
		if (str_starts(rest, str_of(words[i]))) {
			scan->at += strlen(words[i]);
			return JSON_FAULT_NONE;
		}
	}
	return JSON_FAULT_VALUE;
}

/* A value that holds no other. */
static enum json_fault scalar(struct scan *scan)
{
	char c = peek(scan);
	if (ended(scan)) {
		return scan->depth > 0 ? JSON_FAULT_UNCLOSED : JSON_FAULT_EMPTY;
	}
	if (c == '"') {
		return string(scan);
	}
	return c == '-' || is_digit(c) ? number(scan) : literal(scan);
}

static bool in_object(const struct scan *scan)
{
	size_t bit = scan->depth - 1;
	return (scan->object[bit / 8] >> (bit % 8) & 1) != 0;
}

static void push(struct scan *scan, bool object)
{
	unsigned char *byte = &scan->object[scan->depth / 8];
	unsigned char bit = (unsigned char)(1u << (scan->depth % 8));
	*byte = (unsigned char)(object ? *byte | bit : *byte & ~bit);
	scan->depth++;
}

/* A key and its colon; the value follows. */
static enum json_fault key(struct scan *scan)
{
	size_t from = scan->at;
	if (peek(scan) != '"') {
		return ended(scan) ? JSON_FAULT_UNCLOSED : JSON_FAULT_KEY;
	}
	enum json_fault fault = string(scan);
	blanks(scan);
	if (fault != JSON_FAULT_NONE) {
		return fault;
	}
	if (peek(scan) != ':') {
		return ended(scan) ? JSON_FAULT_UNCLOSED : JSON_FAULT_COLON;
	}
	scan->at++;
	blanks(scan);
	if (scan->depth == 1 && scan->members++ == scan->nth) {
		scan->found = scan->of_key ? from : scan->at;
	}
	return JSON_FAULT_NONE;
}

/* Opens what opens here, down to a scalar or an empty object or array. */
static enum json_fault descend(struct scan *scan)
{
	for (;;) {
		char c = peek(scan);
		if (c != '{' && c != '[') {
			return scalar(scan);
		}
		if (scan->depth == JSON_DEPTH_MAX) {
			return JSON_FAULT_DEPTH;
		}
		push(scan, c == '{');
		scan->at++;
		blanks(scan);
		if (peek(scan) == (c == '{' ? '}' : ']')) {
			return JSON_FAULT_NONE;
		}
		if (c == '{') {
			enum json_fault fault = key(scan);
			if (fault != JSON_FAULT_NONE) {
				return fault;
			}
		}
	}
}

/* Behind a value: closes what closes. *more: another value follows. */
static enum json_fault ascend(struct scan *scan, bool *more)
{
	*more = false;
	for (blanks(scan); scan->depth > 0; blanks(scan)) {
		bool object = in_object(scan);
		char c = peek(scan);
		if (c == (object ? '}' : ']')) {
			scan->at++;
			scan->depth--;
			continue;
		}
		if (c != ',') {
			return ended(scan) ? JSON_FAULT_UNCLOSED : JSON_FAULT_COMMA;
		}
		scan->at++;
		blanks(scan);
		*more = true;
		return object ? key(scan) : JSON_FAULT_NONE;
	}
	return ended(scan) ? JSON_FAULT_NONE : JSON_FAULT_TRAILING;
}

static enum json_fault run(struct scan *scan)
{
	bool more = true;
	enum json_fault fault = JSON_FAULT_NONE;
	blanks(scan);
	while (more && fault == JSON_FAULT_NONE) {
		fault = descend(scan);
		if (fault == JSON_FAULT_NONE) {
			fault = ascend(scan, &more);
		}
	}
	return fault;
}

enum json_fault pantau_json_fault(struct str text, size_t *at)
{
	struct scan scan = {.text = text, .nth = SIZE_MAX};
	size_t bad;
	enum json_fault fault = run(&scan);
	*at = scan.at < text.n ? scan.at : text.n;
	if (!pantau_utf8_valid(text, &bad) &&
			(fault == JSON_FAULT_NONE || bad <= *at)) {
		*at = bad;
		return JSON_FAULT_UTF8;
	}
	return fault;
}

size_t pantau_json_member_at(struct str text, size_t nth, bool of_key)
{
	struct scan scan = {.text = text, .nth = nth, .of_key = of_key};
	(void)run(&scan);
	return scan.found;
}
