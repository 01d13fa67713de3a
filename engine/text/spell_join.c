/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Words written together: di and ke before a place, negators, particles,
 * figures with their unit, and any two common words.
 */

#include "text/char_class.h"
#include "text/spell_parts.h"

static bool listed(struct str word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(word, str_of(list[i]))) {
			return true;
		}
	}
	return false;
}

#define LISTED(word, list) listed(word, list, sizeof(list) / sizeof(list[0]))

/* Where something is or goes: 'dirumah' is no verb. */
static bool is_place(struct str word)
{
	static const char *const places[] = {
		"antara", "asrama", "atas", "balai", "balik", "bandara", "bank",
		"bawah", "belakang", "bioskop", "bukit", "bumi", "dalam",
		"dapur", "daerah", "depan", "desa", "dunia", "dusun", "garasi",
		"gedung", "gereja", "grup", "gubuk", "gudang", "gunung", "hari",
		"hati", "hotel", "hutan", "ibukota", "internet", "jalan", "kala",
		"kali", "kamar", "kampung", "kampus", "kandang", "kantin",
		"kantor", "kebun", "kecamatan", "kelas", "kelurahan", "kereta",
		"kos", "kota", "langit", "lantai", "lapangan", "laut", "lemari",
		"luar", "mal", "malam", "mall", "mana", "masa", "masjid", "media",
		"medsos", "meja", "minggu", "mobil", "motor", "muka", "negara",
		"negeri", "neraka", "pagi", "pantai", "pasar", "pinggir",
		"pojok", "pondok", "provinsi", "puskesmas", "restoran", "ruang",
		"ruangan", "rumah", "saat", "samping", "sana", "sawah",
		"sebelah", "sekeliling", "sekitar", "sekolah", "seluruh", "siang",
		"sini", "situ", "sore", "stasiun", "sungai", "surga", "taman",
		"tangan", "tempat", "tengah", "tepi", "terminal", "toilet",
		"toko", "tv", "ujung", "udara", "waktu", "warung", "wilayah",
	};
	return LISTED(word, places);
}

bool pantau_spell_place(const struct speller *speller, struct str word,
		struct spelling *out)
{
	static const char *const clitics[] = {"", "nya", "ku", "mu"};
	struct str preposition = {word.p, 2};
	struct slang_info slang;
	if (word.n < 5 || (!str_starts(word, STR("di")) &&
			!str_starts(word, STR("ke"))) ||
			pantau_spell_standard(speller, word)) {
		return false;
	}
	for (size_t i = 0; i < sizeof(clitics) / sizeof(clitics[0]); i++) {
		struct str clitic = str_of(clitics[i]), place = str_skip(word, 2);
		if (!str_ends(place, clitic)) {
			continue;
		}
		place.n -= clitic.n;
		if (!is_place(place) && pantau_text_image_slang(speller->image,
				place, &slang) && !slang.guarded) {
			place = slang.formal;
		}
		if (is_place(place)) {
			char tail[64];
			if (place.n + clitic.n + 1 > sizeof(tail)) {
				return false;
			}
			tail[0] = ' ';
			memcpy(tail + 1, place.p, place.n);
			return pantau_spell_rule(out, "gabung", preposition,
					str_make(tail, place.n + 1), clitic);
		}
	}
	return false;
}

bool pantau_spell_unit(const struct speller *speller, struct str word,
		struct spelling *out)
{
	static const char *const units[][2] = {
		{"bln", "bulan"}, {"c", "c"}, {"cm", "cm"}, {"detik", "detik"},
		{"dtk", "detik"}, {"gb", "gb"}, {"gr", "gram"}, {"ha", "ha"},
		{"hr", "hari"}, {"jt", "juta"}, {"jtan", "jutaan"}, {"k", "ribu"},
		{"kb", "kb"}, {"kg", "kg"}, {"km", "km"}, {"kmh", "kmh"},
		{"lt", "lantai"}, {"mb", "mb"}, {"mbps", "mbps"}, {"mg", "mg"},
		{"ml", "ml"}, {"mm", "mm"}, {"mnt", "menit"}, {"org", "orang"},
		{"rb", "ribu"}, {"rban", "ribuan"}, {"ribu", "ribu"},
		{"th", "tahun"}, {"thn", "tahun"}, {"x", "kali"},
	};
	size_t figures = 0;
	while (figures < word.n && (ascii_is(word.p[figures], ASCII_DIGIT) ||
			((word.p[figures] == '.' || word.p[figures] == ',') &&
			figures > 0))) {
		figures++;
	}
	struct str number = str_make(word.p, figures);
	struct str unit = str_skip(word, figures);
	if (figures == 0 || unit.n == 0 || word.p[0] == '0') {
		return false;
	}
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (str_eq(unit, str_of(units[i][0]))) {
			return pantau_spell_rule(out, "satuan", number, STR(" "),
					str_of(units[i][1]));
		}
	}
	return unit.n >= 4 && pantau_text_image_level(speller->image, unit) >= 8 &&
			pantau_spell_rule(out, "satuan", number, STR(" "), unit);
}

/* A part of a joined word: common, or informal; what it stands for. */
static struct str common(const struct speller *speller, struct str part,
		unsigned level)
{
	struct slang_info slang;
	if (pantau_text_image_level(speller->image, part) >= level) {
		return part;
	}
	if (part.n >= 2 && pantau_text_image_slang(speller->image, part,
			&slang) && !slang.guarded) {
		return slang.formal;
	}
	return (struct str){NULL, 0};
}

static bool negated(const struct speller *speller, struct str word,
		struct spelling *out)
{
	static const char *const negators[] = {"enggak", "nggak", "kagak",
		"tidak", "engga", "ngga", "kaga", "gak", "tdk", "tak", "ndak",
		"gk", "ga"};
	for (size_t i = 0; i < sizeof(negators) / sizeof(negators[0]); i++) {
		struct str negator = str_of(negators[i]);
		struct str rest = str_skip(word, negator.n);
		if (!str_starts(word, negator) || rest.n < 3) {
			continue;
		}
		struct str known = common(speller, rest, negator.n > 2 ? 4 : 6);
		if (known.n == 0 && rest.n > 4) {
			known = pantau_spell_resolve(speller, rest);
		}
		if (known.n != 0) {
			return pantau_spell_rule(out, "gabung", STR("tidak"),
					STR(" "), known);
		}
	}
	return false;
}

static bool with_particle(const struct speller *speller, struct str word,
		struct spelling *out)
{
	static const char *const particles[] = {"doang", "banget", "dong",
		"donk", "sih", "deh", "kok", "nih", "tuh", "aja", "bgt"};
	for (size_t i = 0; i < sizeof(particles) / sizeof(particles[0]); i++) {
		struct str particle = str_of(particles[i]);
		struct str host = word;
		if (!str_ends(word, particle) || word.n < particle.n + 3) {
			continue;
		}
		host.n -= particle.n;
		host = common(speller, host, 7);
		struct str said = pantau_spell_resolve(speller, particle);
		if (host.n != 0) {
			return pantau_spell_rule(out, "gabung", host, STR(" "),
					said.n != 0 ? said : particle);
		}
	}
	return false;
}

bool pantau_spell_joined(const struct speller *speller, struct str word,
		struct spelling *out)
{
	return negated(speller, word, out) ||
			with_particle(speller, word, out) ||
			pantau_spell_twice(speller, word, out);
}

bool pantau_spell_split(const struct speller *speller, struct str word,
		struct spelling *out)
{
	int best = 0;
	bool several = false;
	size_t best_at = 0;
	for (size_t at = 3; word.n >= 7 && at + 3 <= word.n; at++) {
		unsigned head = pantau_text_image_level(speller->image,
				str_make(word.p, at));
		unsigned tail = pantau_text_image_level(speller->image,
				str_skip(word, at));
		/* A part of three letters must be the commoner. */
		if (head < (at < 4 ? 10 : 6) ||
				tail < (word.n - at < 4 ? 10 : 6)) {
			continue;
		}
		int worth = (int)(head + tail);
		several = worth == best || (several && worth < best);
		if (worth > best) {
			best = worth;
			best_at = at;
		}
	}
	return best > 0 && !several && pantau_spell_rule(out, "gabung",
			str_make(word.p, best_at), STR(" "),
			str_skip(word, best_at));
}
