/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Names of a debunk's fields, and values as they stand in an input to them. */

#include "base/utf8.h"
#include "import/debunk_parts.h"
#include "import/fields.h"
#include "import/html.h"

/* Folded as headers are. Within a field the surer name stands first. */
static const struct {
	const char *name;
	enum debunk_field field;
} names[] = {
	{"title", DEBUNK_TITLE}, {"judul", DEBUNK_TITLE},
	{"headline", DEBUNK_TITLE}, {"judulartikel", DEBUNK_TITLE},
	{"judulberita", DEBUNK_TITLE}, {"judulklarifikasi", DEBUNK_TITLE},
	{"name", DEBUNK_TITLE},

	{"claim", DEBUNK_CLAIM}, {"claimreviewed", DEBUNK_CLAIM},
	{"klaim", DEBUNK_CLAIM}, {"narasi", DEBUNK_CLAIM},
	{"isiklaim", DEBUNK_CLAIM}, {"isihoaks", DEBUNK_CLAIM},
	{"narrative", DEBUNK_CLAIM}, {"statement", DEBUNK_CLAIM},
	{"pernyataan", DEBUNK_CLAIM},

	{"body", DEBUNK_BODY}, {"reviewbody", DEBUNK_BODY},
	{"articlebody", DEBUNK_BODY}, {"isi", DEBUNK_BODY},
	{"isiartikel", DEBUNK_BODY}, {"artikel", DEBUNK_BODY},
	{"text", DEBUNK_BODY}, {"teks", DEBUNK_BODY},
	{"content", DEBUNK_BODY}, {"konten", DEBUNK_BODY},
	{"penjelasan", DEBUNK_BODY}, {"explanation", DEBUNK_BODY},
	{"klarifikasi", DEBUNK_BODY}, {"fakta", DEBUNK_BODY},
	{"description", DEBUNK_BODY}, {"deskripsi", DEBUNK_BODY},

	{"verdict", DEBUNK_VERDICT}, {"putusan", DEBUNK_VERDICT},
	{"textualrating", DEBUNK_VERDICT}, {"rating", DEBUNK_VERDICT},
	{"kesimpulan", DEBUNK_VERDICT}, {"penilaian", DEBUNK_VERDICT},
	{"label", DEBUNK_VERDICT}, {"kategori", DEBUNK_VERDICT},
	{"category", DEBUNK_VERDICT}, {"status", DEBUNK_VERDICT},

	{"url", DEBUNK_URL}, {"tautan", DEBUNK_URL}, {"link", DEBUNK_URL},
	{"permalink", DEBUNK_URL}, {"alamatweb", DEBUNK_URL},

	{"date", DEBUNK_DATE}, {"tanggal", DEBUNK_DATE},
	{"datepublished", DEBUNK_DATE}, {"reviewdate", DEBUNK_DATE},
	{"published", DEBUNK_DATE}, {"publishedat", DEBUNK_DATE},
	{"tanggalterbit", DEBUNK_DATE}, {"tgl", DEBUNK_DATE},
	{"datecreated", DEBUNK_DATE}, {"waktu", DEBUNK_DATE},

	{"publisher", DEBUNK_PUBLISHER}, {"penerbit", DEBUNK_PUBLISHER},
	{"lembaga", DEBUNK_PUBLISHER}, {"source", DEBUNK_PUBLISHER},
	{"sumber", DEBUNK_PUBLISHER}, {"media", DEBUNK_PUBLISHER},
	{"author", DEBUNK_PUBLISHER},
};

enum debunk_field pantau_debunk_field(struct str name, unsigned *rank)
{
	char room[64];
	struct str folded = pantau_field_fold(name, room, sizeof(room));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_eq(folded, str_of(names[i].name))) {
			*rank = (unsigned)i;
			return names[i].field;
		}
	}
	return DEBUNK_FIELDS;
}

const char *pantau_debunk_field_name(enum debunk_field field)
{
	static const char *const name[DEBUNK_FIELDS + 1] = {
		"title", "claim", "body", "verdict", "url", "date",
		"publisher", "-",
	};
	return name[field];
}

/* Blanks and line breaks in a row become one space: what is shown in a line
 * is one. In place. */
static struct str in_one_line(struct str value, struct arena *arena)
{
	struct str copy = pantau_arena_str(arena, value);
	char *out = (char *)(uintptr_t)copy.p;
	size_t n = 0;
	for (size_t i = 0; out != NULL && i < copy.n; i++) {
		bool blank = (unsigned char)out[i] <= ' ' || out[i] == 0x7f;
		if (!blank) {
			out[n++] = out[i];
		} else if (n > 0 && out[n - 1] != ' ') {
			out[n++] = ' ';
		}
	}
	copy.n = n > 0 && out[n - 1] == ' ' ? n - 1 : n;
	return copy;
}

static struct str *place_of(struct debunk *debunk, enum debunk_field field)
{
	switch (field) {
	case DEBUNK_TITLE: return &debunk->title;
	case DEBUNK_CLAIM: return &debunk->claim;
	case DEBUNK_BODY: return &debunk->body;
	case DEBUNK_VERDICT: return &debunk->verdict;
	case DEBUNK_URL: return &debunk->url;
	default: return &debunk->publisher;
	}
}

static enum pantau_status too_long(enum debunk_field field, size_t n,
		size_t most, struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_BAD_INPUT, PANTAU_T(err,
			"'%s' has %zu bytes; %zu at most",
			"'%s' sepanjang %zu bita; paling banyak %zu"),
			pantau_debunk_field_name(field), n, most);
}

enum pantau_status pantau_debunk_set(struct debunk *debunk,
		enum debunk_field field, struct str value,
		const struct debunk_options *options, struct arena *arena,
		struct pantau_error *err)
{
	bool longer = field <= DEBUNK_BODY;
	size_t most = longer ? DEBUNK_TEXT_MAX : DEBUNK_NAME_MAX;
	value = pantau_str_trim(value);
	if (value.n == 0) {
		return PANTAU_OK;
	}
	if (value.n > most) {
		return too_long(field, value.n, most, err);
	}
	if (field == DEBUNK_DATE) {
		debunk->dated = true;
		return pantau_field_time(value, options->zone, options->dates,
				&debunk->date, err);
	}
	if (field != DEBUNK_URL) {
		value = pantau_html_text(value, arena);
	}
	if (value.p != NULL && field != DEBUNK_CLAIM && field != DEBUNK_BODY) {
		value = in_one_line(value, arena);
	}
	if (value.p == NULL) {
		return pantau_fail_memory(err);
	}
	*place_of(debunk, field) = pantau_str_trim(value);
	return PANTAU_OK;
}

enum pantau_status pantau_debunk_check(const struct debunk *debunk,
		struct pantau_error *err)
{
	return debunk->title.n != 0 || debunk->claim.n != 0 ? PANTAU_OK
			: pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
			"neither a title nor a claim",
			"tidak ada judul maupun klaim"));
}
