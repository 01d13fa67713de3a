/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Names of fields: those of CLI.md, and what columns are called in the
 * exports and complaint tables that a desk receives. */

#include "import/fields.h"

static const struct field_name {
	const char *name;
	uint32_t field;
} field_names[] = {
	{"id", DOC_ID}, {"source", DOC_SOURCE}, {"kind", DOC_KIND},
	{"url", DOC_URL}, {"author", DOC_AUTHOR},
	{"published", DOC_PUBLISHED}, {"title", DOC_TITLE},
	{"text", DOC_TEXT}, {"language", DOC_LANGUAGE},
	{"region", DOC_REGION}, {"parent", DOC_PARENT},
	{"likes", DOC_LIKES}, {"shares", DOC_SHARES},
	{"comments", DOC_COMMENTS}, {"views", DOC_VIEWS},
	{"owned", DOC_OWNED},
};

#define NAMES (sizeof(field_names) / sizeof(field_names[0]))

/* Folded as headers are. Within a field the surer name stands first. */
static const struct field_name aliases[] = {
	{"id", DOC_ID}, {"nomor", DOC_ID}, {"nomoraduan", DOC_ID},
	{"nomorlaporan", DOC_ID}, {"nomortiket", DOC_ID},
	{"trackingid", DOC_ID}, {"tweetid", DOC_ID}, {"postid", DOC_ID},
	{"kode", DOC_ID}, {"idaduan", DOC_ID}, {"idlaporan", DOC_ID},

	{"source", DOC_SOURCE}, {"sumber", DOC_SOURCE}, {"media", DOC_SOURCE},
	{"kanal", DOC_SOURCE}, {"channel", DOC_SOURCE},
	{"platform", DOC_SOURCE}, {"namamedia", DOC_SOURCE},
	{"situs", DOC_SOURCE},

	{"kind", DOC_KIND}, {"jenis", DOC_KIND}, {"tipe", DOC_KIND},

	{"url", DOC_URL}, {"tautan", DOC_URL}, {"link", DOC_URL},
	{"permalink", DOC_URL}, {"alamatweb", DOC_URL},

	{"author", DOC_AUTHOR}, {"pelapor", DOC_AUTHOR},
	{"penulis", DOC_AUTHOR}, {"akun", DOC_AUTHOR},
	{"username", DOC_AUTHOR}, {"pengirim", DOC_AUTHOR},
	{"namapelapor", DOC_AUTHOR}, {"pengguna", DOC_AUTHOR},
	{"user", DOC_AUTHOR}, {"wartawan", DOC_AUTHOR},
	{"namaakun", DOC_AUTHOR},

	{"published", DOC_PUBLISHED}, {"tanggal", DOC_PUBLISHED},
	{"waktu", DOC_PUBLISHED}, {"date", DOC_PUBLISHED},
	{"createdat", DOC_PUBLISHED}, {"tanggallaporan", DOC_PUBLISHED},
	{"tanggaladuan", DOC_PUBLISHED}, {"tanggalterbit", DOC_PUBLISHED},
	{"tanggalmasuk", DOC_PUBLISHED}, {"publishedat", DOC_PUBLISHED},
	{"tgl", DOC_PUBLISHED}, {"datetime", DOC_PUBLISHED},
	{"timestamp", DOC_PUBLISHED}, {"time", DOC_PUBLISHED},

	{"title", DOC_TITLE}, {"judul", DOC_TITLE}, {"headline", DOC_TITLE},
	{"judullaporan", DOC_TITLE}, {"juduladuan", DOC_TITLE},
	{"judulberita", DOC_TITLE}, {"perihal", DOC_TITLE},
	{"subjek", DOC_TITLE},

	{"text", DOC_TEXT}, {"isilaporan", DOC_TEXT}, {"isiaduan", DOC_TEXT},
	{"isiberita", DOC_TEXT}, {"isi", DOC_TEXT}, {"teks", DOC_TEXT},
	{"fulltext", DOC_TEXT}, {"content", DOC_TEXT}, {"konten", DOC_TEXT},
	{"laporan", DOC_TEXT}, {"aduan", DOC_TEXT}, {"uraian", DOC_TEXT},
	{"keluhan", DOC_TEXT}, {"pesan", DOC_TEXT}, {"message", DOC_TEXT},
	{"tweet", DOC_TEXT}, {"caption", DOC_TEXT}, {"body", DOC_TEXT},
	{"deskripsi", DOC_TEXT}, {"komentar", DOC_TEXT},

	{"language", DOC_LANGUAGE}, {"bahasa", DOC_LANGUAGE},
	{"lang", DOC_LANGUAGE},

	{"region", DOC_REGION}, {"wilayah", DOC_REGION},
	{"lokasi", DOC_REGION}, {"kecamatan", DOC_REGION},
	{"kabupaten", DOC_REGION}, {"daerah", DOC_REGION},
	{"location", DOC_REGION},

	{"parent", DOC_PARENT}, {"induk", DOC_PARENT},
	{"parentid", DOC_PARENT}, {"inreplyto", DOC_PARENT},

	{"likes", DOC_LIKES}, {"suka", DOC_LIKES}, {"like", DOC_LIKES},
	{"jumlahsuka", DOC_LIKES}, {"favorit", DOC_LIKES},
	{"favoritecount", DOC_LIKES}, {"likecount", DOC_LIKES},

	{"shares", DOC_SHARES}, {"dibagikan", DOC_SHARES},
	{"bagikan", DOC_SHARES}, {"retweet", DOC_SHARES},
	{"retweets", DOC_SHARES}, {"retweetcount", DOC_SHARES},
	{"sharecount", DOC_SHARES}, {"jumlahdibagikan", DOC_SHARES},

	{"comments", DOC_COMMENTS}, {"jumlahkomentar", DOC_COMMENTS},
	{"balasan", DOC_COMMENTS}, {"replycount", DOC_COMMENTS},
	{"commentcount", DOC_COMMENTS}, {"replies", DOC_COMMENTS},

	{"views", DOC_VIEWS}, {"dilihat", DOC_VIEWS},
	{"tayangan", DOC_VIEWS}, {"viewcount", DOC_VIEWS},
	{"penonton", DOC_VIEWS}, {"jumlahtayangan", DOC_VIEWS},

	{"owned", DOC_OWNED}, {"miliksendiri", DOC_OWNED},
	{"akunsendiri", DOC_OWNED},
};

uint32_t pantau_field_parse(struct str name)
{
	for (size_t i = 0; i < NAMES; i++) {
		if (str_eq(name, str_of(field_names[i].name))) {
			return field_names[i].field;
		}
	}
	return 0;
}

const char *pantau_field_name(uint32_t field)
{
	for (size_t i = 0; i < NAMES; i++) {
		if (field_names[i].field == field) {
			return field_names[i].name;
		}
	}
	return "";
}

/* Letters and digits in small; other ASCII goes, so that 'Isi_Laporan' and
 * 'isi laporan' meet. */
struct str pantau_field_fold(struct str header, char *out, size_t room)
{
	size_t n = 0;
	for (size_t i = 0; i < header.n && n < room; i++) {
		char c = header.p[i];
		if (c >= 'A' && c <= 'Z') {
			c = (char)(c + ('a' - 'A'));
		}
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
				((unsigned char)c & 0x80) != 0) {
			out[n++] = c;
		}
	}
	return str_make(out, n);
}

uint32_t pantau_field_alias(struct str header, unsigned *rank)
{
	char room[64];
	struct str folded = pantau_field_fold(header, room, sizeof(room));
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		if (str_eq(folded, str_of(aliases[i].name))) {
			if (rank != NULL) {
				*rank = (unsigned)i;
			}
			return aliases[i].field;
		}
	}
	return 0;
}

bool pantau_field_same_header(struct str a, struct str b)
{
	char one[256], other[256];
	a = pantau_str_trim(a);
	b = pantau_str_trim(b);
	return str_eq(a, b) || (a.n > 0 && b.n > 0 &&
			pantau_field_fold(a, one, sizeof(one)).n > 0 &&
			str_eq(pantau_field_fold(a, one, sizeof(one)),
				pantau_field_fold(b, other, sizeof(other))));
}

uint32_t pantau_field_of_member(const struct import_options *options,
		struct str name)
{
	uint32_t field = pantau_field_parse(name);
	for (size_t i = 0; i < options->maps; i++) {
		if (str_eq(options->map[i].column, name)) {
			return pantau_field_parse(options->map[i].field);
		}
	}
	/* A field that --map takes from elsewhere has given up its own name. */
	for (size_t i = 0; field != 0 && i < options->maps; i++) {
		if (pantau_field_parse(options->map[i].field) == field) {
			return 0;
		}
	}
	return field;
}

enum pantau_status pantau_field_check_maps(
		const struct import_options *options, struct pantau_error *err)
{
	for (size_t i = 0; i < options->maps; i++) {
		struct str field = options->map[i].field;
		if (pantau_field_parse(field) == 0) {
			field.n = field.n < 60 ? field.n : 60;
			return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
					"'--map' names no field '" STR_FMT "'; id, source, "
					"kind, url, author, published, title, text, "
					"language, region, parent, likes, shares, "
					"comments, views or owned",
					"'--map' menyebut isian '" STR_FMT "' yang tidak ada; "
					"id, source, kind, url, author, published, title, "
					"text, language, region, parent, likes, shares, "
					"comments, views, atau owned"), STR_ARG(field));
		}
	}
	return PANTAU_OK;
}
