/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_SEARCH_DOCS_H
#define PANTAU_TESTS_SEARCH_DOCS_H

/* Twenty documents, and the store that the tests of searching share. */

#include "check.h"

#include <inttypes.h>

#include "search_fixture.h"

#define DAY INT64_C(86400)
/* 2026-11-08T05:00:00Z, noon in Jakarta; the documents are of that week. */
#define NOW INT64_C(1794114000)
#define AT(day, hour) (NOW - 12 * 3600 + ((day) - 8) * DAY + (hour) * 3600)

static const struct search_doc docs[] = {
	/* 1 */ {"detik.com", KIND_NEWS, NULL, AT(2, 8),
		"Banjir rob rendam Semarang",
		"Tanggul jebol, warga menolak pindah dari rumah.",
		"id", "Kota Semarang", 5, PANTAU_TONE_NEGATIVE, 0},
	/* 2 */ {"detik.com", KIND_NEWS, NULL, AT(2, 9),
		"Penolakan warga atas tambang",
		"Warga menggelar aksi. Penolakan meluas sampai kota.",
		"id", "Purworejo", 0, PANTAU_TONE_NEGATIVE, 0},
	/* 3 */ {"kompas.com", KIND_NEWS, NULL, AT(3, 7),
		"Harga beras naik",
		"Kenaikan harga beras membuat pedagang pasar mengeluh.",
		"id", "Semarang", 2, PANTAU_TONE_NEGATIVE, 0},
	/* 4 */ {"kompas.com", KIND_NEWS, NULL, AT(3, 8),
		"Tanggul darurat rampung",
		"Pembangunan tanggul penahan rob selesai dalam dua pekan.",
		"id", "Kab. Demak", 9, PANTAU_TONE_POSITIVE, 0},
	/* 5 */ {"detikers", KIND_POST, "budi", AT(3, 20), "",
		"banjir lagi banjir lagi #mbg",
		"id", NULL, 1, PANTAU_TONE_NEGATIVE, 0},
	/* 6 */ {"kicau", KIND_POST, "siti", AT(4, 6), "",
		"MBG basi lagi di sekolah anak saya #MBG #MakanBergizi",
		"id", "Semarang Barat", 40, PANTAU_TONE_NEGATIVE,
		PANTAU_HOAX_LOW},
	/* 7 */ {"kicau", KIND_POST, "+bmkg", AT(4, 7), "",
		"Waspada hujan lebat di pesisir utara hari ini",
		"id", NULL, 70, PANTAU_TONE_NEUTRAL, 0},
	/* 8 */ {"grup-rt", KIND_CHAT, "budi", AT(4, 8), "",
		"SEBARKAN!!! Beras plastik beredar di pasar, viralkan",
		"id", NULL, 0, PANTAU_TONE_NEGATIVE, PANTAU_HOAX_CHECK},
	/* 9 */ {"kicau", KIND_POST, "sri", AT(4, 9), "",
		"regane beras mundhak terus, piye iki",
		"jv", "Kab. Demak", 3, PANTAU_TONE_NEGATIVE, 0},
	/* 10 */ {"detik-jateng", KIND_NEWS, NULL, AT(5, 8),
		"Korupsi dana desa",
		"Jaksa menahan koruptor dana desa. Korupsinya Rp2 miliar.",
		"id", "Demak", 12, PANTAU_TONE_NEGATIVE, 0},
	/* 11 */ {"aduan", KIND_COMPLAINT, "tono", AT(5, 9),
		"Jalan rusak", "Jalan di depan pasar rusak parah, tolong "
		"perbaiki jalan ini.", "id", "Semarang", 0,
		PANTAU_TONE_NEGATIVE, 0},
	/* 12 */ {"humas", KIND_RELEASE, "+pemkot", AT(5, 10),
		"Menteri resmikan pasar", "Menteri meresmikan pasar baru. "
		"Kementerian menyiapkan dana.", "id", "Semarang", 8,
		PANTAU_TONE_POSITIVE, 0},
	/* 13 */ {"kicau", KIND_COMMENT, "ani", AT(5, 11), "",
		"e-KTP saya belum jadi, COVID-19 sudah lewat",
		"id", NULL, 0, PANTAU_TONE_UNSURE, 0},
	/* 14 */ {"kicau", KIND_COMMENT, "ani", AT(5, 12), "",
		"ektp saya juga belum", "id", NULL, 0, PANTAU_TONE_UNSURE, 0},
	/* 15 */ {"arsip", KIND_NEWS, NULL, 0, "Banjir tahun lalu",
		"Arsip banjir tanpa tanggal.", "id", NULL, 0,
		PANTAU_TONE_NEUTRAL, 0},
	/* 16 */ {"kompas.com", KIND_NEWS, NULL, AT(1, 8),
		"Terlambat masuk", "Berita banjir yang datang terlambat.",
		"id", NULL, 0, PANTAU_TONE_NEUTRAL, 0},
	/* 17 */ {"kicau", KIND_POST, "joko", AT(6, 8), "",
		"anti-Jokowi dan pro-Jokowi ribut di medsos",
		"id", NULL, 6, PANTAU_TONE_NEGATIVE, 0},
	/* 18 */ {"kicau", KIND_POST, "joko", AT(6, 9), "",
		"cek https://turnbackhoax.id/Artikel/12 dulu, @bmkg",
		"id", NULL, 0, PANTAU_TONE_NEUTRAL, 0},
	/* 19 */ {"kompas.com", KIND_NEWS, NULL, AT(6, 10),
		"Dan atau tanpa", "Kata dan, atau, tanpa dipakai sehari-hari.",
		"id", NULL, 0, PANTAU_TONE_NEUTRAL, 0},
	/* 20 */ {"english.example", KIND_NEWS, NULL, AT(7, 8),
		"Flood in Semarang", "The tidal flood hit the old town.",
		"en", "Kota Semarang", 1, PANTAU_TONE_NEGATIVE, 0},
};

#define DOCS (sizeof(docs) / sizeof(docs[0]))

static const struct search_options standard = {
	.query = {.now = NOW, .zone = ZONE_WIB},
	.sort = SORT_OLDEST, .limit = SIZE_MAX,
	.since = INT64_MIN, .until = INT64_MAX,
};

static inline int search_setup(void **state)
{
	struct search_store *s = calloc(1, sizeof(*s));
	assert_non_null(s);
	search_open_store(s);
	search_fill(s, docs, DOCS);
	*state = s;
	return 0;
}

static inline int search_teardown(void **state)
{
	search_close_store(*state);
	free(*state);
	return 0;
}

#endif
