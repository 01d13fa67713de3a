/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Hoax features that no row of words can express, with where they stand. */

#include "base/utf8.h"
#include "score/parts.h"

#define CAPS_LETTERS 5   /* shorter ones are mostly acronyms: KTP, RSUD */
#define CAPS_WORDS 3
#define CAPS_TEXT_WORDS 8
#define ALARMS 2
#define CHAT_WORDS 2
#define LONG_LEAST 4     /* words; fewer are a name or a call */
#define LONG_TENTHS 63   /* letters of ten words: running text has 53 */
#define LONG_SHOWN 7     /* letters: some word is that long */
#define NAME_NEAR 3      /* tokens after 'kata' that may hold the name */

struct finder {
	struct feature_hit *hit;
	size_t n;
	uint32_t seen; /* bit per feature */
};

static void add(struct finder *finder, const struct field *field,
		enum feature feature, size_t first, size_t last,
		size_t start, size_t end)
{
	if (feature >= FEATURES || (finder->seen & 1u << feature) != 0) {
		return;
	}
	finder->seen |= 1u << feature;
	finder->hit[finder->n++] = (struct feature_hit){
		.feature = feature,
		.field = field->field,
		.start = (uint32_t)start,
		.end = (uint32_t)end,
		.first = (uint32_t)first,
		.last = (uint32_t)last,
	};
}

static void add_token(struct finder *finder, const struct field *field,
		enum feature feature, size_t at)
{
	const struct pantau_token *token = &field->tokens->token[at];
	add(finder, field, feature, at, at, token->start, token->end);
}

static bool is_word(const struct field *field, size_t at)
{
	return field->tokens->token[at].kind == PANTAU_TOKEN_WORD;
}

/* Capitals: single words that shout (the first few are shown), or a text that
 * does so all through. */
static void capitals(struct finder *finder, const struct field *field)
{
	size_t caps = 0, words = 0, loud = 0, first = 0, last = 0;
	size_t n = field->tokens->tokens;
	for (size_t i = 0; i < n; i++) {
		if (!is_word(field, i) || pantau_score_written(field, i).n < 2) {
			continue;
		}
		bool all = (field->tokens->token[i].flags &
				PANTAU_TOKEN_CAPS) != 0;
		words++;
		caps += all;
		if (all && pantau_utf8_length(pantau_score_written(field, i)) >=
				CAPS_LETTERS) {
			first = loud == 0 ? i : first;
			last = ++loud <= CAPS_WORDS ? i : last;
		}
	}
	if (loud >= CAPS_WORDS) {
		size_t start = field->tokens->token[first].start;
		size_t end = field->tokens->token[last].end;
		add(finder, field, FEATURE_CAPS_WORDS, first, last, start, end);
		if (words >= CAPS_TEXT_WORDS && caps * 10 >= words * 6) {
			add(finder, field, FEATURE_CAPS_TEXT, first, last,
					start, end);
		}
	}
}

/* The token at or before a byte, 0 when there is none. */
static size_t token_before(const struct field *field, size_t byte)
{
	size_t low = 0, high = field->tokens->tokens;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (field->tokens->token[middle].start <= byte) {
			low = middle;
		} else {
			high = middle;
		}
	}
	return low;
}

/* Three marks in a row; '!1!' and '?!?' are runs of the first one. */
static void marks(struct finder *finder, const struct field *field, char mark,
		enum feature feature)
{
	struct str text = field->text;
	size_t i = 0;
	while (i < text.n) {
		const char *found = memchr(text.p + i, mark, text.n - i);
		if (found == NULL) {
			return;
		}
		size_t start = (size_t)(found - text.p), count = 0;
		for (i = start; i < text.n && strchr("!?1", text.p[i]) != NULL &&
				text.p[i] != '\0'; i++) {
			count += text.p[i] == mark;
		}
		if (count >= 3) {
			size_t near = token_before(field, start);
			add(finder, field, feature, near, near, start, i);
			return;
		}
	}
}

/* Where dots that stand in for full stops and commas first begin, '..' or the
 * sign of three; text.n for nowhere. */
static size_t first_dots(struct str text)
{
	const char *dot = text.p, *sign = text.p, *end = text.p + text.n;

	while ((dot = memchr(dot, '.', (size_t)(end - dot))) != NULL &&
			(dot + 1 == end || dot[1] != '.')) {
		dot++;
	}
	while ((sign = memchr(sign, '\xe2', (size_t)(end - sign))) != NULL &&
			(end - sign < 3 ||
			memcmp(sign, "\xe2\x80\xa6", 3) != 0)) {
		sign++;
	}
	dot = dot == NULL || (sign != NULL && sign < dot) ? sign : dot;
	return dot == NULL ? text.n : (size_t)(dot - text.p);
}

/* At the end they only say that a text was cut off. */
static void ellipsis(struct finder *finder, const struct field *field)
{
	struct str text = field->text;
	size_t start = text.n != 0 ? first_dots(text) : 0, i = start;

	if (start == text.n) {
		return;
	}
	i += text.p[start] == '.' ? 1 : 3;
	while (i < text.n && text.p[i] == '.') {
		i++;
	}
	if (token_before(field, i) + 1 < field->tokens->tokens) {
		size_t near = token_before(field, start);
		add(finder, field, FEATURE_ELLIPSIS_RUN, near, near, start, i);
	}
}

/* The first question mark. */
static void question(struct finder *finder, const struct field *field)
{
	const char *mark = memchr(field->text.p, '?', field->text.n);
	if (mark != NULL) {
		size_t at = (size_t)(mark - field->text.p);
		size_t near = token_before(field, at);
		add(finder, field, FEATURE_QUESTION, near, near, at, at + 1);
	}
}

/* Short forms of messages typed in haste. */
static bool chat_word(struct str word)
{
	static const char forms[][6] = {
		"aja", "bgt", "blm", "bs", "dg", "dgn", "dlm", "dpt", "emang",
		"ga", "gak", "gk", "hrs", "jd", "jg", "jgn", "kalo", "karna",
		"klo", "kpd", "krn", "lg", "mrk", "org", "pd", "sblm", "sdh",
		"sgt", "skrg", "spt", "sy", "tdk", "tlg", "tp", "tsb", "udah",
		"udh", "utk", "yg",
	};
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (word.p[0] == forms[i][0] &&
				str_eq(word, str_of(forms[i]))) {
			return true;
		}
	}
	return false;
}

static void chat(struct finder *finder, const struct field *field)
{
	size_t words = 0, first = 0;
	for (size_t i = 0; i < field->tokens->tokens; i++) {
		const struct pantau_token *token = &field->tokens->token[i];
		/* What the table respells: few tokens are looked at. */
		if ((token->flags & PANTAU_TOKEN_SLANG) == 0 ||
				!is_word(field, i) || token->terms == 0 ||
				!chat_word(pantau_score_surface(field, i))) {
			continue;
		}
		first = words == 0 ? i : first;
		if (++words == CHAT_WORDS) {
			add(finder, field, FEATURE_CHAT_SPELLING, first, i,
					field->tokens->token[first].start,
					field->tokens->token[i].end);
			return;
		}
	}
}

/* Derived words and names make those of edited texts longer; the first that
 * is longer than them is shown. */
static void long_words(struct finder *finder, const struct field *field)
{
	for (size_t i = 0; i < field->tokens->tokens; i++) {
		if (is_word(field, i) && pantau_score_written(field, i).n >=
				LONG_SHOWN) {
			add_token(finder, field, FEATURE_LONG_WORDS, i);
			return;
		}
	}
}

static bool alarm_sign(struct str sign)
{
	/* siren, warning, double mark, mark, loudspeakers, prohibited, SOS */
	static const char *const signs[] = {
		"\xf0\x9f\x9a\xa8", "\xe2\x9a\xa0", "\xe2\x80\xbc",
		"\xe2\x9d\x97", "\xf0\x9f\x93\xa2", "\xf0\x9f\x93\xa3",
		"\xe2\x9b\x94", "\xf0\x9f\x86\x98", "\xe2\x81\x89",
		"\xf0\x9f\x94\xb4", "\xf0\x9f\x9b\x91",
	};
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (str_starts(sign, str_of(signs[i]))) {
			return true;
		}
	}
	return false;
}

/* '... ," kata Kepala Dinas': who speaks is named. */
static bool attributes(const struct field *field, size_t at)
{
	static const char *const verbs[] = {
		"kata", "ujar", "ucap", "tutur", "jelas", "tegas", "ungkap",
		"papar", "imbuh", "terang", "tambah", "lanjut", "pungkas",
		"sebut",
	};
	struct str gap = pantau_score_gap(field, at);
	struct str verb = pantau_score_surface(field, at);
	bool quote = false, speaks = false;
	for (size_t i = 0; i < gap.n; i++) {
		quote |= gap.p[i] == '"' || (gap.n - i >= 3 &&
				memcmp(gap.p + i, "\xe2\x80\x9d", 3) == 0);
	}
	bool nya = str_ends(verb, STR("nya"));
	verb.n -= nya ? 3 : 0;
	for (size_t i = 0; quote && i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		speaks |= str_eq(verb, str_of(verbs[i]));
	}
	if (!speaks || nya) {
		return speaks;
	}
	for (size_t i = at + 1; i < field->tokens->tokens &&
			i <= at + NAME_NEAR; i++) {
		if ((field->tokens->token[i].flags & (PANTAU_TOKEN_TITLE |
				PANTAU_TOKEN_CAPS)) != 0) {
			return true;
		}
	}
	return false;
}

static bool digits(struct str s, size_t least, size_t most)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9') {
			return false;
		}
	}
	return s.n >= least && s.n <= most;
}

/* '12 Mei 2026': three tokens. */
static bool written_date(const struct field *field, size_t at)
{
	static const char *const months[] = {
		"januari", "jan", "februari", "feb", "maret", "mar", "april",
		"apr", "mei", "juni", "jun", "juli", "jul", "agustus", "agu",
		"agt", "september", "sep", "sept", "oktober", "okt", "november",
		"nov", "nop", "desember", "des",
	};
	if (at + 2 >= field->tokens->tokens ||
			!digits(pantau_score_written(field, at), 1, 2) ||
			!digits(pantau_score_written(field, at + 2), 4, 4)) {
		return false;
	}
	struct str month = pantau_score_surface(field, at + 1);
	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
		if (str_eq(month, str_of(months[i]))) {
			return true;
		}
	}
	return false;
}

static void single_tokens(struct finder *finder, const struct field *field)
{
	size_t alarms = 0, first_alarm = 0;
	for (size_t odd = 0; odd < field->odds; odd++) {
		size_t i = field->odd[odd];
		switch (field->tokens->token[i].kind) {
		case PANTAU_TOKEN_URL:
			add_token(finder, field, pantau_score_link(
					pantau_score_written(field, i)), i);
			break;
		case PANTAU_TOKEN_PHONE:
			add_token(finder, field, FEATURE_PHONE_NUMBER, i);
			break;
		case PANTAU_TOKEN_MONEY:
			add_token(finder, field, FEATURE_MONEY_AMOUNT, i);
			break;
		case PANTAU_TOKEN_DATE:
			add_token(finder, field, FEATURE_NAMED_DATE, i);
			break;
		case PANTAU_TOKEN_NUMBER:
			if (written_date(field, i)) {
				add(finder, field, FEATURE_NAMED_DATE, i, i + 2,
						field->tokens->token[i].start,
						field->tokens->token[i + 2].end);
			}
			break;
		case PANTAU_TOKEN_EMOJI:
			if (alarm_sign(pantau_score_written(field, i)) && ++alarms == 1) {
				first_alarm = i;
			}
			if (alarms == ALARMS) {
				add(finder, field, FEATURE_EMOJI_ALARM,
						first_alarm, i,
						field->tokens->token[first_alarm].start,
						field->tokens->token[i].end);
			}
			break;
		case PANTAU_TOKEN_WORD:
			if (i > 0 && attributes(field, i)) {
				add_token(finder, field,
						FEATURE_QUOTED_ATTRIBUTION, i);
			}
			break;
		default:
			break;
		}
	}
}

size_t pantau_score_features(const struct field *field, size_t fields,
		struct feature_hit out[FEATURES])
{
	struct finder finder = {.hit = out};
	for (size_t i = 0; i < fields; i++) {
		if (field[i].tokens->tokens == 0) {
			continue;
		}
		if (field[i].caps >= CAPS_WORDS) {
			capitals(&finder, &field[i]);
		}
		if (field[i].exclaims) {
			marks(&finder, &field[i], '!', FEATURE_EXCLAMATION_RUN);
		}
		if (field[i].asks) {
			marks(&finder, &field[i], '?', FEATURE_QUESTION_RUN);
			question(&finder, &field[i]);
		}
		ellipsis(&finder, &field[i]);
		if (field[i].slangs >= CHAT_WORDS) {
			chat(&finder, &field[i]);
		}
		if (field[i].words >= LONG_LEAST && field[i].letters * 10 >
				field[i].words * LONG_TENTHS) {
			long_words(&finder, &field[i]);
		}
		single_tokens(&finder, &field[i]);
	}
	return finder.n;
}
