/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Values of filters, in either language, to what columns hold. */

#include "base/language.h"
#include "base/utf8.h"
#include "import/doc.h"
#include "pantau/score.h"
#include "search/query_lex.h"
#include "search/query_names.h"
#include "store/verdict.h"

#define DAY INT64_C(86400)

struct choice {
	const char *name; /* the first of a value is its English name */
	int value;
};

static const struct choice tones[] = {
	{"negative", PANTAU_TONE_NEGATIVE}, {"negatif", PANTAU_TONE_NEGATIVE},
	{"neutral", PANTAU_TONE_NEUTRAL}, {"netral", PANTAU_TONE_NEUTRAL},
	{"positive", PANTAU_TONE_POSITIVE}, {"positif", PANTAU_TONE_POSITIVE},
	{"unsure", PANTAU_TONE_UNSURE}, {"belum-jelas", PANTAU_TONE_UNSURE},
	{"ragu", PANTAU_TONE_UNSURE},
	{"unassessed", PANTAU_TONE_UNASSESSED},
	{"not-assessed", PANTAU_TONE_UNASSESSED},
	{"tak-dinilai", PANTAU_TONE_UNASSESSED},
	{NULL, 0},
};

static const struct choice kinds[] = {
	{"news", KIND_NEWS}, {"berita", KIND_NEWS}, {"pemberitaan", KIND_NEWS},
	{"post", KIND_POST}, {"unggahan", KIND_POST},
	{"comment", KIND_COMMENT}, {"komentar", KIND_COMMENT},
	{"chat", KIND_CHAT}, {"percakapan", KIND_CHAT},
	{"complaint", KIND_COMPLAINT}, {"aduan", KIND_COMPLAINT},
	{"release", KIND_RELEASE}, {"rilis", KIND_RELEASE},
	{NULL, 0},
};

static const struct choice hoaxes[] = {
	{"check", PANTAU_HOAX_CHECK}, {"dicek", PANTAU_HOAX_CHECK},
	{"perlu-dicek", PANTAU_HOAX_CHECK},
	{"low", PANTAU_HOAX_LOW}, {"rendah", PANTAU_HOAX_LOW},
	{"none", PANTAU_HOAX_NONE}, {"tidak", PANTAU_HOAX_NONE},
	{"tidak-ada", PANTAU_HOAX_NONE},
	{NULL, 0},
};

static const struct choice verdicts[] = {
	{"false", VERDICT_FALSE}, {"salah", VERDICT_FALSE},
	{"misleading", VERDICT_MISLEADING}, {"menyesatkan", VERDICT_MISLEADING},
	{"scam", VERDICT_SCAM}, {"penipuan", VERDICT_SCAM},
	{"true", VERDICT_TRUE}, {"benar", VERDICT_TRUE},
	{"unproven", VERDICT_UNPROVEN}, {"belum-terbukti", VERDICT_UNPROVEN},
	{"satire", VERDICT_SATIRE}, {"satir", VERDICT_SATIRE},
	{"none", VERDICT_NONE}, {"belum", VERDICT_NONE},
	{"any", VERDICTS}, {"ada", VERDICTS},
	{NULL, 0},
};

static bool choose(struct query_node *node, const struct choice *choice,
		struct str value)
{
	const struct choice *c = choice;
	while (c->name != NULL && !pantau_str_eq_nocase(value, str_of(c->name))) {
		c++;
	}
	if (c->name == NULL) {
		return false;
	}
	node->number = c->value;
	for (c = choice; c->value != node->number; c++) {
	}
	node->text = str_of(c->name);
	return true;
}

/* '>5', '>=5', '=5', '5', '<5'. */
static bool copies(struct query_node *node, struct str value)
{
	node->comparison = COMPARE_EQUAL;
	if (value.n != 0 && (value.p[0] == '<' || value.p[0] == '>')) {
		bool less = value.p[0] == '<';
		value = str_skip(value, 1);
		node->comparison = less ? COMPARE_LESS : COMPARE_MORE;
		if (value.n != 0 && value.p[0] == '=') {
			value = str_skip(value, 1);
			node->comparison = less ? COMPARE_MOST : COMPARE_LEAST;
		}
	} else if (value.n != 0 && value.p[0] == '=') {
		value = str_skip(value, 1);
	}
	node->text = value;
	return value.n != 0 && value.p[0] >= '0' && value.p[0] <= '9' &&
			pantau_str_int(value, &node->number);
}

/* The number of a debunk, or 'ada': any. */
static bool claim(struct query_node *node, struct str value)
{
	node->number = 0;
	if (pantau_str_eq_nocase(value, STR("ada")) ||
			pantau_str_eq_nocase(value, STR("any"))) {
		node->text = STR("any");
		return true;
	}
	return pantau_str_int(value, &node->number) && node->number > 0;
}

/* Spans as options take them, and any one date that is sure. */
static bool date(struct query_node *node, struct str value,
		const struct query_options *options)
{
	struct timestamp at;
	if (pantau_span_parse(value, options->now, options->zone, &node->span)) {
		return true;
	}
	if (pantau_date_parse(value, options->zone, &at, NULL) != DATE_OK) {
		return false;
	}
	int64_t day = pantau_day_number(at.seconds, at.offset);
	node->span.from = day * DAY - (int64_t)at.offset * 60;
	node->span.until = node->span.from + DAY;
	return true;
}

/* 'unknown' is a language here: that of texts whose language is not. */
static void language(struct query_node *node, struct str value)
{
	struct str code = pantau_language_code(value);
	bool unknown = code.n == 0 || pantau_str_eq_nocase(value,
			STR("tak-dikenal")) || pantau_str_eq_nocase(value,
			STR("tidak-dikenal"));
	node->text = unknown ? STR("unknown") : code;
}

static bool set_value(struct query_node *node, struct str value,
		const struct query_options *options)
{
	node->text = value;
	switch (node->filter) {
	case FILTER_TONE:
		return choose(node, tones, value);
	case FILTER_KIND:
		return choose(node, kinds, value);
	case FILTER_HOAX:
		return choose(node, hoaxes, value);
	case FILTER_VERDICT:
		return choose(node, verdicts, value);
	case FILTER_COPIES:
		return copies(node, value);
	case FILTER_CLAIM:
		return claim(node, value);
	case FILTER_DATE:
		return date(node, value, options);
	case FILTER_LANGUAGE:
		language(node, value);
		return true;
	case FILTER_SOURCE:
	case FILTER_AUTHOR:
	case FILTER_ISSUE:
	case FILTER_REGION:
	case FILTER_STORY:
		break;
	}
	return true;
}

/* What may stand behind a filter, for the message. */
static const char *offer(enum query_filter filter, struct pantau_error *err)
{
	switch (filter) {
	case FILTER_TONE:
		return PANTAU_T(err, "negative, neutral, positive, unsure or "
				"unassessed", "negatif, netral, positif, ragu, atau "
				"tak-dinilai");
	case FILTER_KIND:
		return PANTAU_T(err, "news, post, comment, chat, complaint or "
				"release", "berita, unggahan, komentar, percakapan, "
				"aduan, atau rilis");
	case FILTER_HOAX:
		return PANTAU_T(err, "check, low or none",
				"dicek, rendah, atau tidak");
	case FILTER_VERDICT:
		return PANTAU_T(err, "false, misleading, scam, true, unproven, "
				"satire, any or none", "salah, menyesatkan, penipuan, "
				"benar, belum-terbukti, satir, ada, atau belum");
	case FILTER_COPIES:
		return PANTAU_T(err, "a number such as >5", "angka seperti >5");
	case FILTER_CLAIM:
		return PANTAU_T(err, "any, or the number of a debunk such as "
				"12", "ada, atau nomor klarifikasi seperti 12");
	case FILTER_STORY:
		return PANTAU_T(err, "the id of an item", "ID sebuah artikel");
	case FILTER_DATE:
		return PANTAU_T(err, "2026-11-08, 2026-11-01..2026-11-07, "
				"yesterday or 7d", "2026-11-08, "
				"2026-11-01..2026-11-07, kemarin, atau 7h");
	default:
		return PANTAU_T(err, "a name", "sebuah nama");
	}
}

static const char *name_of(enum query_filter filter, struct pantau_error *err)
{
	static const char *const indonesian[] = {
		[FILTER_SOURCE] = "sumber", [FILTER_KIND] = "jenis",
		[FILTER_AUTHOR] = "akun", [FILTER_TONE] = "nada",
		[FILTER_LANGUAGE] = "bahasa", [FILTER_ISSUE] = "isu",
		[FILTER_DATE] = "tanggal", [FILTER_HOAX] = "hoaks",
		[FILTER_REGION] = "wilayah", [FILTER_COPIES] = "salinan",
		[FILTER_VERDICT] = "putusan",
		[FILTER_CLAIM] = "klaim",
		[FILTER_STORY] = "cerita",
	};
	return PANTAU_T(err, pantau_query_filter_name(filter),
			indonesian[filter]);
}

enum pantau_status pantau_query_value(struct query_node *node,
		struct str value, const struct query_options *options,
		size_t column, struct pantau_error *err)
{
	value = pantau_str_trim(value);
	if (value.n != 0 && set_value(node, value, options)) {
		return PANTAU_OK;
	}
	const char *name = name_of(node->filter, err);
	const char *values = offer(node->filter, err);
	if (value.n == 0) {
		return pantau_query_at(err, column, pantau_fail(err,
				PANTAU_BAD_QUERY, PANTAU_T(err,
				"'%s:' needs a value right behind it: %s",
				"'%s:' perlu nilai tepat di belakangnya: %s"),
				name, values));
	}
	return pantau_query_at(err, column, pantau_fail(err, PANTAU_BAD_QUERY,
			PANTAU_T(err, "'%s:' does not know '%.*s'; write %s",
			"'%s:' tidak mengenal '%.*s'; tulis %s"), name,
			STR_ARG(pantau_utf8_prefix(value, 60)), values));
}
