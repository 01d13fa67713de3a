/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Words written together: di and ke before a place, negators, particles,
 * figures with their unit, and any two common words.
 */

#include "text/char_class.h"
#include "text/spell_parts.h"

/* A word beside an entry of a list, by byte order: <0, 0, >0. */
static int order(struct str word, const char *entry)
{
	size_t i = 0;
	while (i < word.n && entry[i] != '\0' && word.p[i] == entry[i]) {
		i++;
	}
	return (i < word.n ? (unsigned char)word.p[i] : 0) -
			(unsigned char)entry[i];
}

/* Where something is or goes: 'dirumah' is no verb. */
static bool is_place(struct str word)
{
	/* in byte order */
	static const char *const places[] = {
		"antara", "asrama", "atas", "balai", "bandara", "bank",
		"bawah", "belakang", "bioskop", "bukit", "bumi", "daerah",
		"dalam", "dapur", "depan", "desa", "dunia", "dusun", "garasi",
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
		"toko", "tv", "udara", "ujung", "waktu", "warung", "wilayah",
	};
	size_t low = 0, high = sizeof(places) / sizeof(places[0]);
	while (low < high) {
		size_t middle = (low + high) / 2;
		int side = order(word, places[middle]);
		if (side == 0) {
			return true;
		}
		low = side > 0 ? middle + 1 : low;
		high = side > 0 ? high : middle;
	}
	return false;
}

bool pantau_spell_place(const struct speller *speller, struct str word,
		struct spelling *out)
{
	static const struct str clitics[] = {{"", 0}, {"nya", 3}, {"ku", 2},
		{"mu", 2}};
	struct str preposition = {word.p, 2};
	struct slang_info slang;
	if (word.n < 5 || !((word.p[0] == 'd' && word.p[1] == 'i') ||
			(word.p[0] == 'k' && word.p[1] == 'e')) ||
			pantau_spell_standard(speller, word)) {
		return false;
	}
	for (size_t i = 0; i < sizeof(clitics) / sizeof(clitics[0]); i++) {
		struct str clitic = clitics[i], place = str_skip(word, 2);
		if (!spell_ends(place, clitic.p, clitic.n) || (clitic.n != 0 &&
				pantau_spell_standard(speller,
				str_make(word.p, word.n - clitic.n)))) {
			continue; /* 'keluarnya' */
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

/* '50k' is 50000 and '1,5k' 1500: the letter stands for three zeros. */
static bool thousands(struct str number, struct spelling *out)
{
	char figures[32];
	size_t n = 0, after = 0;
	bool comma = false;
	for (size_t i = 0; i < number.n; i++) {
		if (number.p[i] == ',' || number.p[i] == '.') {
			if (comma) {
				return false;
			}
			comma = true;
		} else if (n < sizeof(figures) - 3) {
			figures[n++] = number.p[i];
			after += comma;
		} else {
			return false;
		}
	}
	if (after > 3) {
		return false;
	}
	if (after == 3 && memchr(number.p, '.', number.n) != NULL) {
		after = 0; /* '1.500k': the stop divides thousands */
	}
	memset(figures + n, '0', 3 - after);
	return pantau_spell_rule(out, "satuan", str_make(figures, n + 3 - after),
			STR(""), STR(""));
}

bool pantau_spell_unit(const struct speller *speller, struct str word,
		struct spelling *out)
{
	static const char *const units[][2] = {
		{"bln", "bulan"}, {"c", "c"}, {"cm", "cm"}, {"detik", "detik"},
		{"dtk", "detik"}, {"gb", "gb"}, {"gr", "gram"}, {"ha", "ha"},
		{"hr", "hari"}, {"jt", "juta"}, {"jtan", "jutaan"},
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
	if (str_eq(unit, STR("k"))) {
		return thousands(number, out);
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
	static const struct {
		struct str word;
		uint8_t least, level; /* letters and level of what follows */
	} negators[] = {
		{{"enggak", 6}, 3, 4}, {{"nggak", 5}, 3, 4},
		{{"kagak", 5}, 3, 4}, {{"tidak", 5}, 3, 4},
		{{"engga", 5}, 3, 4}, {{"ngga", 4}, 3, 5},
		{{"kaga", 4}, 4, 6}, {{"gak", 3}, 3, 5}, {{"tdk", 3}, 3, 4},
		{{"tak", 3}, 4, 7}, {{"ndak", 4}, 4, 6}, {{"gk", 2}, 4, 5},
		{{"ga", 2}, 3, 7},
	};
	if (memchr("enktg", word.p[0], 5) == NULL) {
		return false;
	}
	for (size_t i = 0; i < sizeof(negators) / sizeof(negators[0]); i++) {
		struct str negator = negators[i].word;
		if (word.p[0] != negator.p[0] || word.p[1] != negator.p[1]) {
			continue;
		}
		struct str rest = str_skip(word, negator.n);
		if (!str_starts(word, negator) || rest.n < negators[i].least) {
			continue;
		}
		struct str known = common(speller, rest, negators[i].level);
		if (known.n == 0 && rest.n > 4 && negator.n > 2) {
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
	static const struct str particles[] = {{"doang", 5}, {"banget", 6},
		{"dong", 4}, {"donk", 4}, {"sih", 3}, {"deh", 3}, {"kok", 3},
		{"nih", 3}, {"tuh", 3}, {"aja", 3}, {"bgt", 3}};
	if (memchr("gtkha", word.p[word.n - 1], 5) == NULL) {
		return false;
	}
	for (size_t i = 0; i < sizeof(particles) / sizeof(particles[0]); i++) {
		struct str particle = particles[i], host = word;
		if (!spell_ends(word, particle.p, particle.n) ||
				word.n < particle.n + 3) {
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

enum { SPLIT_PARTS = 4, SPLIT_LEAST = 4, SPLIT_SHORT = 9 };

struct split {
	const struct text_image *image;
	struct str word;
	unsigned least; /* level of each part */
	size_t cut[SPLIT_PARTS], best_cut[SPLIT_PARTS];
	unsigned parts;     /* of the best, 0 none */
	unsigned worth;
	bool several;       /* as good ones */
};

static void split_from(struct split *s, size_t at, unsigned parts,
		unsigned worth)
{
	struct str rest = str_skip(s->word, at);
	if (rest.n == 0 && parts >= 2) {
		if (s->parts == 0 || parts < s->parts ||
				(parts == s->parts && worth > s->worth)) {
			memcpy(s->best_cut, s->cut, sizeof(s->cut));
			s->parts = parts;
			s->worth = worth;
			s->several = false;
		} else if (parts == s->parts && worth == s->worth) {
			s->several = true;
		}
		return;
	}
	if (parts == SPLIT_PARTS) {
		return;
	}
	uint64_t hash = 0;
	for (size_t n = 1; n <= rest.n; n++) {
		hash = pantau_word_hash_add(hash, rest.p[n - 1]);
		unsigned level = pantau_text_image_reach(s->image, REACH_WORD,
				hash);
		if (n < SPLIT_LEAST - 1 || level < s->least) {
			continue;
		}
		level = pantau_text_image_level(s->image, str_make(rest.p, n));
		/* A short word must be very common. */
		if (level >= (n < SPLIT_LEAST ? SPLIT_SHORT : s->least)) {
			s->cut[parts] = at + n;
			split_from(s, at + n, parts + 1, worth + level);
		}
	}
}

bool pantau_spell_split(const struct speller *speller, struct str word,
		struct spelling *out)
{
	/* Where much is written together, less will do. */
	struct split s = {.image = speller->image, .word = word,
			.least = word.n >= 11 ? 6 : 8};
	char buffer[RULE_LONGEST + SPLIT_PARTS];
	size_t n = 0, from = 0;
	if (word.n > RULE_LONGEST || word.n < 2 * SPLIT_LEAST) {
		return false;
	}
	split_from(&s, 0, 0, 0);
	if (s.parts == 0 || s.several) {
		return false;
	}
	for (unsigned i = 0; i < s.parts; i++) {
		if (i != 0) {
			buffer[n++] = ' ';
		}
		memcpy(buffer + n, word.p + from, s.best_cut[i] - from);
		n += s.best_cut[i] - from;
		from = s.best_cut[i];
	}
	struct str none = {NULL, 0};
	return pantau_spell_rule(out, "gabung", str_make(buffer, n), none, none);
}
