/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * What the host of a link says: official, a news medium, a shortener, or one
 * that borrows an institution's name ('bpjs.go.id.xyz', 'kominfo-go-id.com').
 */

#include "score/parts.h"

#define HOST_MAX 253
#define NAME_WITHIN 6 /* shorter names are within other words by chance */

static const char *const official_endings[] = {
	"go.id", "mil.id", "ac.id", "sch.id", "desa.id",
};

static const char *const official_hosts[] = {
	"bi.go.id", "lapor.go.id", "bpjs-kesehatan.go.id", "pln.co.id",
	"pertamina.com", "kai.id", "posindonesia.co.id", "bri.co.id",
	"bni.co.id", "btn.co.id", "bankmandiri.co.id", "bca.co.id",
	"klikbca.com", "telkom.co.id", "telkomsel.com", "pegadaian.co.id",
};

static const char *const media_hosts[] = {
	"antaranews.com", "alinea.id", "bbc.com", "beritasatu.com",
	"bisnis.com", "cekfakta.com", "cnbcindonesia.com", "cnnindonesia.com",
	"detik.com", "harianjogja.com", "idntimes.com", "inews.id",
	"jawapos.com", "jpnn.com", "katadata.co.id", "kompas.com", "kompas.id",
	"kompas.tv", "kontan.co.id", "kumparan.com", "liputan6.com",
	"mediaindonesia.com", "medcom.id", "merdeka.com", "metrotvnews.com",
	"mongabay.co.id", "narasi.tv", "okezone.com", "pikiran-rakyat.com",
	"republika.co.id", "rri.co.id", "sindonews.com", "solopos.com",
	"suara.com", "suaramerdeka.com", "tempo.co", "thejakartapost.com",
	"tirto.id", "tribunnews.com", "turnbackhoax.id", "tvonenews.com",
	"tvrinews.com", "viva.co.id", "voi.id",
};

static const char *const short_hosts[] = {
	"adf.ly", "bit.ly", "bitly.com", "cutt.ly", "goo.gl", "is.gd", "lnk.ink",
	"ow.ly", "rb.gy", "rebrand.ly", "s.id", "shorturl.at", "shrtco.de",
	"t.ly", "tiny.cc", "tiny.one", "tinyurl.com", "urlz.fr", "v.gd",
};

/* Names that others put into their hosts to look like one of these. */
static const char *const institutions[] = {
	"bansos", "bankindonesia", "bawaslu", "bca", "bkn", "bnpb", "bpjs",
	"bpom", "bri", "brimo", "bumn", "cpns", "dukcapil", "etilang",
	"kemdikbud", "kemenag", "kemendag", "kemendagri", "kemendikbud",
	"kemenkes", "kemenkeu", "kemenkominfo", "kemensos", "kementerian",
	"kemnaker", "komdigi", "kominfo", "kpu", "mandiri", "ojk", "pajak",
	"pertamina", "pln", "polri", "prakerja", "telkomsel",
};

/* The second levels of .id that are given to whom they say. */
static const char *const checked_endings[] = {
	"go.id", "mil.id", "ac.id", "sch.id", "desa.id", "co.id", "or.id",
	"net.id",
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* host is the name itself or a name under it. */
static bool under(struct str host, struct str name)
{
	return str_eq(host, name) || (host.n > name.n &&
			str_ends(host, name) &&
			host.p[host.n - name.n - 1] == '.');
}

static bool under_any(struct str host, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (under(host, str_of(names[i]))) {
			return true;
		}
	}
	return false;
}

static bool institution(struct str word)
{
	for (size_t i = 0; i < COUNT(institutions); i++) {
		if (str_eq(word, str_of(institutions[i]))) {
			return true;
		}
	}
	return false;
}

/* A long name of one within a longer word: 'bantuankemensos2026'. */
static bool names_institution(struct str word)
{
	for (size_t i = 0; i < COUNT(institutions); i++) {
		struct str name = str_of(institutions[i]);
		bool common = str_eq(name, STR("mandiri"));
		for (size_t at = 0; !common && name.n >= NAME_WITHIN &&
				at + name.n <= word.n; at++) {
			if (memcmp(word.p + at, name.p, name.n) == 0) {
				return true;
			}
		}
	}
	return institution(word);
}

/* 'go' directly before 'id', but not as the ending. */
static bool lookalike(struct str host)
{
	bool after_go = false, found = false;
	if (under_any(host, official_endings, COUNT(official_endings))) {
		return false;
	}
	for (size_t i = 0; i < host.n; i++) {
		size_t start = i;
		while (i < host.n && host.p[i] != '.' && host.p[i] != '-') {
			i++;
		}
		struct str part = str_make(host.p + start, i - start);
		found |= (after_go && str_eq(part, STR("id"))) ||
				str_eq(part, STR("goid")) ||
				(names_institution(part) && !under_any(host,
				checked_endings, COUNT(checked_endings)));
		after_go = str_eq(part, STR("go"));
	}
	return found;
}

/* Lower-cased host of a link, without 'www.', in out. */
static struct str host_of(struct str link, char out[HOST_MAX])
{
	size_t n = 0, start = 0;
	for (size_t i = 0; i + 2 < link.n && i < 12; i++) {
		if (memcmp(link.p + i, "://", 3) == 0) {
			start = i + 3;
		}
	}
	for (size_t i = start; i < link.n && n < HOST_MAX; i++) {
		char c = link.p[i];
		if (c == '@') { /* what stood before was a user's name */
			n = 0;
			continue;
		}
		if (c == '/' || c == '?' || c == '#' || c == ':') {
			break;
		}
		out[n++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
	}
	struct str host = str_make(out, n);
	return str_starts(host, STR("www.")) ? str_skip(host, 4) : host;
}

enum feature pantau_score_link(struct str link)
{
	char bytes[HOST_MAX];
	struct str host = host_of(link, bytes);
	if (under_any(host, short_hosts, COUNT(short_hosts))) {
		return FEATURE_SHORT_LINK;
	}
	if (under_any(host, media_hosts, COUNT(media_hosts))) {
		return FEATURE_MEDIA_DOMAIN;
	}
	if (under_any(host, official_endings, COUNT(official_endings)) ||
			under_any(host, official_hosts,
				COUNT(official_hosts))) {
		return FEATURE_OFFICIAL_DOMAIN;
	}
	return lookalike(host) ? FEATURE_LOOKALIKE_DOMAIN : FEATURES;
}
