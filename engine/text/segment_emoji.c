/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Emoji by grapheme cluster (UAX #29, rules GB9 to GB13: modifiers, ZWJ
 * sequences, flags, keycaps) and emoticons from a table.
 */

#include "text/segment_parts.h"

size_t pantau_segment_keycap(const struct segmenter *s, size_t at)
{
	char c = segment_byte(s, at);
	if (!ascii_is(c, ASCII_DIGIT) && c != '#' && c != '*') {
		return 0;
	}
	struct str rest = str_skip(s->text, at + 1);
	if (str_starts(rest, STR("\xe2\x83\xa3"))) {
		return at + 4;
	}
	return str_starts(rest, STR("\xef\xb8\x8f\xe2\x83\xa3")) ? at + 7 : 0;
}

/* Behind the marks at a place; *joiner: the last of them is a ZWJ. */
static size_t marks(const struct segmenter *s, size_t at, bool *joiner)
{
	*joiner = false;
	for (;;) {
		enum char_class class_;
		size_t next;
		uint32_t cp = pantau_segment_char(s, at, &next, &class_);
		if (class_ != CHAR_MARK) {
			return at;
		}
		*joiner = cp == 0x200d;
		at = next;
	}
}

/* The cluster that a pictograph begins; *sequence: others are joined to it. */
static size_t pictograph(const struct segmenter *s, size_t at, bool *sequence)
{
	enum char_class class_;
	size_t next;
	bool joiner;
	*sequence = false;
	pantau_segment_char(s, at, &next, &class_);
	at = marks(s, next, &joiner);
	while (joiner) {
		uint32_t cp = pantau_segment_char(s, at, &next, &class_);
		if (class_ != CHAR_EMOJI && !pantau_char_text_emoji(cp)) {
			break;
		}
		*sequence = true;
		at = marks(s, next, &joiner);
	}
	return at;
}

size_t pantau_segment_emoji_end(const struct segmenter *s, size_t at)
{
	enum char_class class_;
	size_t next, end;
	bool sequence;
	uint32_t cp = pantau_segment_char(s, at, &next, &class_);
	if (cp < 0x80) {
		return pantau_segment_keycap(s, at);
	}
	if (class_ == CHAR_FLAG) {
		end = next;
		pantau_segment_char(s, end, &next, &class_);
		return class_ == CHAR_FLAG ? next : end;
	}
	if (class_ != CHAR_EMOJI && !pantau_char_text_emoji(cp)) {
		return 0;
	}
	end = pictograph(s, at, &sequence);
	/* A mere sign, '(c)', unless a selector or a sequence says otherwise. */
	return class_ == CHAR_EMOJI || sequence || str_starts(str_skip(s->text,
			next), STR("\xef\xb8\x8f")) ? end : 0;
}

size_t pantau_segment_emoji(struct segmenter *s, size_t at)
{
	size_t end = pantau_segment_emoji_end(s, at);
	return end != 0 ?
			pantau_segment_emit(s, at, end, PANTAU_TOKEN_EMOJI) : 0;
}

enum face_rule {
	FACE_ANY,
	FACE_APART, /* a blank or the text's beginning must stand before it */
	FACE_LOOSE, /* no letter or digit before it */
};

struct face {
	const char *text;
	uint8_t length;
	uint8_t rule;
};

#define FACE(literal, rule) {literal, sizeof(literal) - 1, rule}

/* Longer ones before their beginnings. */
static const struct face faces[] = {
	FACE(":'-(", FACE_ANY), FACE(":'-)", FACE_ANY), FACE(":'(", FACE_ANY),
	FACE(":')", FACE_ANY), FACE(":-)", FACE_ANY), FACE(":-(", FACE_ANY),
	FACE(":-D", FACE_ANY), FACE(":-P", FACE_LOOSE), FACE(":-p", FACE_LOOSE),
	FACE(":-/", FACE_APART), FACE(":-|", FACE_APART), FACE(":-*", FACE_APART),
	FACE(":-O", FACE_APART), FACE(":-o", FACE_APART), FACE(":)", FACE_ANY),
	FACE(":(", FACE_ANY), FACE(":D", FACE_ANY), FACE(":P", FACE_LOOSE),
	FACE(":p", FACE_LOOSE), FACE(":v", FACE_ANY), FACE(":V", FACE_ANY),
	FACE(":3", FACE_APART), FACE(":O", FACE_APART), FACE(":o", FACE_APART),
	FACE(":*", FACE_APART), FACE(":/", FACE_APART), FACE(":|", FACE_APART),
	FACE(";-)", FACE_ANY), FACE(";)", FACE_LOOSE), FACE(";(", FACE_LOOSE),
	FACE(";D", FACE_LOOSE), FACE("=))", FACE_ANY), FACE("=((", FACE_ANY),
	FACE("=)", FACE_ANY), FACE("=(", FACE_APART), FACE("=D", FACE_LOOSE),
	FACE("</3", FACE_LOOSE), FACE("<3", FACE_LOOSE), FACE(">.<", FACE_ANY),
	FACE(">_<", FACE_ANY), FACE(">:(", FACE_ANY), FACE("^_^", FACE_ANY),
	FACE("^.^", FACE_ANY), FACE("^^", FACE_ANY), FACE("-_-", FACE_LOOSE),
	FACE("\\o/", FACE_LOOSE), FACE("\\m/", FACE_LOOSE),
	FACE("T_T", FACE_LOOSE), FACE("T.T", FACE_LOOSE),
	FACE("XD", FACE_LOOSE), FACE("xD", FACE_LOOSE), FACE("O_O", FACE_LOOSE),
	FACE("o_o", FACE_LOOSE), FACE("O_o", FACE_LOOSE), FACE("o_O", FACE_LOOSE),
	FACE("u_u", FACE_LOOSE), FACE("U_U", FACE_LOOSE),
};

static bool fits(const struct segmenter *s, size_t at, const struct face *face)
{
	bool first = at == 0;
	if (face->rule == FACE_APART && !first &&
			!segment_is(s, at - 1, ASCII_SPACE)) {
		return false;
	}
	if (face->rule == FACE_LOOSE && !first &&
			segment_is(s, at - 1, ASCII_WORD)) {
		return false;
	}
	return str_starts(str_skip(s->text, at),
			str_make(face->text, face->length));
}

/* ':)))' is one emoticon; its last character may be repeated. */
static size_t face_end(const struct segmenter *s, size_t at,
		const struct face *face)
{
	size_t end = at + face->length;
	char last = face->text[face->length - 1];
	if (last == ')' || last == '(' || last == 'D' || last == '^') {
		while (segment_byte(s, end) == last && end < s->text.n) {
			end++;
		}
	}
	return end;
}

void pantau_segment_learn_faces(struct segmenter *s)
{
	for (size_t i = 0; i < sizeof(faces) / sizeof(faces[0]); i++) {
		unsigned char second = (unsigned char)faces[i].text[1];
		s->face[(unsigned char)faces[i].text[0] & 0x7f][second >> 6] |=
				UINT64_C(1) << (second & 63);
	}
}

size_t pantau_segment_face(struct segmenter *s, size_t at)
{
	unsigned char first = (unsigned char)s->text.p[at];
	unsigned char second = (unsigned char)segment_byte(s, at + 1);
	if (second >= 0x80 || first >= 0x80 || (s->face[first][second >> 6] >>
			(second & 63) & 1) == 0) {
		return 0;
	}
	for (size_t i = 0; i < sizeof(faces) / sizeof(faces[0]); i++) {
		if (faces[i].text[0] != s->text.p[at] || !fits(s, at, &faces[i])) {
			continue;
		}
		size_t end = face_end(s, at, &faces[i]);
		char after = segment_byte(s, end);
		bool word = ascii_is(s->text.p[end - 1], ASCII_WORD);
		if (word && (ascii_is(after, ASCII_WORD) || after == '_')) {
			continue;
		}
		if (faces[i].text[1] == '/' && after == '/') {
			continue; /* the scheme of an address */
		}
		return pantau_segment_emit(s, at, end, PANTAU_TOKEN_EMOTICON);
	}
	return 0;
}
