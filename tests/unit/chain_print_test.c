/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A made-up chain as people and machines see it. */

#include "memory_requests.h"
#include "cli/chain_print.h"
#include "similar_texts.h"

#define START 1794119400 /* 8 November 2026, 13.30 WIB */
#define ITEMS 8

struct told {
	int64_t after; /* minutes */
	bool undated;
	uint32_t account;
	const char *author, *source, *title, *text;
};

#define LONG "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh " \
	"sebelas dua belas tiga belas empat belas lima belas enam belas"

static const struct told story[ITEMS] = {
	{0, false, 1, "@sari", "grup-a", "", "awas banjir di kota lama."},
	{5, false, 2, "@budi", "grup-b", "",
		"awas banjir di kota lama. http://a"},
	{70, false, 3, "", "grup-c", "",
		"SEBARKAN: awas banjir di kota baru malam ini !!"},
	{71, false, 1, "@sari", "grup-a", "", "awas banjir di kota lama."},
	{1500, false, 4, "@tono", "warta", "judul satu",
		"pembuka " LONG " penutup"},
	{1560, false, 4, "@tono", "warta", "judul dua",
		LONG " tambahan " LONG " akhir"},
	{0, true, 5, "@wati", "grup-d", "", "banjir di kota lama."},
	{72, false, 6, "@dewi", "grup-e", "",
		"awas banjir di kota \x1b[31mlama"},
};

struct fixture {
	struct cli cli;
	struct pantau_chain *chain;
	struct arena arena;
	struct chain out;
	struct spread spread;
	struct made made[CHAIN_LOOK_UPS][CHAIN_FIELDS];
	uint32_t refused; /* an item that cannot be looked up */
	const struct chain_about *about;
};

static enum pantau_status look_up(void *context, uint32_t item,
		enum chain_look_up kind, struct chain_doc *out,
		struct pantau_error *err)
{
	static const char *const ids[ITEMS] = {"i0", "i1", "i2", "i3", "i4",
		"i5", "i6", "i7"};
	struct fixture *f = context;
	const struct told *told = &story[item];
	if (item == f->refused) {
		return pantau_fail(err, PANTAU_DAMAGED, "damaged");
	}
	*out = (struct chain_doc){.id = str_of(ids[item]),
		.source = str_of(told->source), .author = str_of(told->author),
		.field = {str_of(told->title), str_of(told->text)}};
	/* The title has no tokens at all where there is none. */
	for (int i = 0; i < CHAIN_FIELDS && kind != CHAIN_COPY; i++) {
		out->tokens[i] = out->field[i].n == 0 ? NULL : made_tokens(
				&f->made[kind][i], out->field[i]);
	}
	return PANTAU_OK;
}

static int open_fixture(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct spread_item items[ITEMS];
	assert_non_null(f);
	*state = f;
	pantau_arena_init(&f->arena);
	pantau_out_init(&f->cli.out, NULL, NULL);
	f->cli.zone = ZONE_WIB;
	f->refused = ITEMS;
	assert_int_equal(pantau_chain_create(&f->chain, NULL), PANTAU_OK);
	for (uint32_t i = 0; i < ITEMS; i++) {
		struct chain_doc doc;
		const struct chain_item item = {.id = i,
			.time = START + story[i].after * 60,
			.undated = story[i].undated,
			.source = (uint32_t)story[i].source[5],
			.account = story[i].account};
		items[i] = (struct spread_item){item.time, item.account,
			item.undated, item.account == 4};
		assert_int_equal(look_up(f, i, CHAIN_CHILD, &doc, NULL),
				PANTAU_OK);
		assert_int_equal(pantau_chain_add(f->chain, &item,
				doc.tokens[CHAIN_TITLE], doc.tokens[CHAIN_TEXT],
				NULL), PANTAU_OK);
	}
	assert_int_equal(pantau_chain_make(f->chain, &f->arena, &f->out,
			NULL), PANTAU_OK);
	assert_true(pantau_spread(items, ITEMS, NULL, 0, &f->arena,
			&f->spread));
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	for (int kind = 0; kind < CHAIN_LOOK_UPS; kind++) {
		for (int i = 0; i < CHAIN_FIELDS; i++) {
			made_finish(&f->made[kind][i]);
		}
	}
	pantau_chain_destroy(f->chain);
	pantau_arena_finish(&f->arena);
	pantau_out_finish(&f->cli.out);
	free(f);
	return 0;
}

static enum pantau_status print(struct fixture *f, enum format format,
		size_t versions, size_t copies)
{
	const struct chain_docs docs = {look_up, f};
	const struct chain_limits limits = {versions, copies};
	pantau_buf_clear(&f->cli.out.buffer);
	f->cli.printer = pantau_printer_create(format, &f->cli.out);
	assert_non_null(f->cli.printer);
	enum pantau_status status = pantau_chain_print(&f->cli, &f->out,
			f->about, &f->spread, &docs, &limits);
	pantau_printer_destroy(f->cli.printer);
	return status;
}

static void check_printed(struct fixture *f, const char *expected)
{
	check_str(buf_str(&f->cli.out.buffer), expected);
}

static bool printed(const struct fixture *f, const char *part)
{
	/* A buf is NUL-ended. */
	return strstr(f->cli.out.buffer.p, part) != NULL;
}

static const char said[] =
	"8 artikel, 6 versi, dari 2026-11-08 13.30 WIB sampai "
	"2026-11-09 15.30 WIB (1 hari 2 jam)\n"
	"6 sumber, 6 akun; jam tersibuk mulai 2026-11-08 14.00 "
	"WIB: 3 artikel\n"
	"1 tanpa tanggal ditaruh terakhir: urutannya tidak "
	"diketahui\n"
	"\n"
	"versi 1, pertama oleh @sari (grup-a), 2026-11-08 13.30 "
	"WIB, disalin 2 kali (1 dengan tautan, nomor, sebutan, "
	"atau emoji lain)  i0\n"
	"    awas banjir di kota lama.\n"
	"    salinan: 2026-11-08 13.35 WIB, @budi (grup-b)\n"
	"    dan 1 lagi\n"
	"\n"
	"versi 2, dari versi 1 (33 % mirip), pertama oleh grup-c, "
	"2026-11-08 14.40 WIB, tidak disalin  i2\n"
	"    [+SEBARKAN:+] awas banjir di kota [-lama.-] [+baru "
	"malam ini !!+]\n"
	"\n"
	"versi 3, dari versi 1 (60 % mirip), pertama oleh @dewi "
	"(grup-e), 2026-11-08 14.42 WIB, tidak disalin  i7\n"
	"    awas banjir di kota [-lama.-] [+\\x1b[31mlama+]\n"
	"\n"
	"versi 4, pertama oleh @tono (warta), 2026-11-09 14.30 "
	"WIB, tidak disalin  i4\n"
	"    judul satu\n"
	"    pembuka satu dua tiga empat lima enam tujuh delapan "
	"sembilan sepuluh sebelas dua belas tiga belas empat belas "
	"lima belas enam belas penutup\n"
	"\n"
	"versi 5, dari versi 4 (65 % mirip), pertama oleh @tono "
	"(warta), 2026-11-09 15.30 WIB, tidak disalin  i5\n"
	"    judul [-satu-] [+dua+]\n"
	"    [-pembuka-] satu dua tiga empat lima enam tujuh "
	"delapan ... tiga belas empat belas lima belas enam belas "
	"[-penutup-] [+tambahan satu dua tiga empat lima enam "
	"tujuh delapan sembilan sepuluh sebelas dua belas tiga "
	"belas empat belas lima belas enam belas akhir+]\n"
	"\n"
	"versi 6, dari versi 1 (75 % mirip), pertama oleh @wati "
	"(grup-d), tanpa tanggal sehingga ditaruh terakhir, tidak "
	"disalin  i6\n"
	"    [-awas-] banjir di kota lama.\n"
	"\n"
	"penyebaran: 6 artikel dari 5 akun; jam tersibuk mulai "
	"2026-11-08 14.00 WIB: 3 artikel\n"
	"  60 detik terpadat: 2 artikel dari 2 akun, mulai "
	"2026-11-08 14.40 WIB\n"
	"  pasangan akun berbeda dalam 60 detik: 2; kalau "
	"kebetulan sekitar 0.2, jadi 12.8 kali lipat (peluang "
	"sebanyak itu: 0.011052)\n"
	"  sebagian besar waktu tanpa detik: pasangan seperti itu "
	"tidak banyak berarti\n"
	"akun sendiri, dihitung terpisah: 2 artikel dari 1 akun; "
	"jam tersibuk mulai 2026-11-09 14.00 WIB: 1 artikel\n"
	"sinyal, bukan bukti: teks pendek, tombol bagikan, "
	"peristiwa langsung, dan ajakan menyebarkan dari kantor "
	"sendiri tampak sama; manusia yang memutuskan\n";

static void says_chains(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(print(f, FORMAT_TEXT, 10, 1), PANTAU_OK);
	check_printed(f, said);
}

static void paints_changes(void **state)
{
	struct fixture *f = *state;
	f->cli.colored = true;
	assert_int_equal(print(f, FORMAT_TEXT, 10, 0), PANTAU_OK);
	assert_true(printed(f, "\x1b[32m[+SEBARKAN:+]\x1b[0m"));
	assert_true(printed(f, "\x1b[31m[-lama.-]\x1b[0m"));
	/* What the texts bring along paints nothing. */
	assert_true(printed(f, "\\x1b[31mlama"));
	assert_false(printed(f, "salinan:"));
}

static void says_what_is_left_out(void **state)
{
	struct fixture *f = *state;
	f->cli.lang = PANTAU_LANG_EN;
	assert_int_equal(print(f, FORMAT_TEXT, 1, 1), PANTAU_OK);
	assert_true(printed(f, "the first 1 versions are shown\n"));
	assert_true(printed(f, "version 1, first by @sari (grup-a), "
			"2026-11-08 13.30 WIB, copied 2 times (1 with other "
			"links, numbers, mentions or emoji)  i0\n"));
	assert_true(printed(f, "    and 1 more\n"));
	assert_false(printed(f, "version 2"));
	assert_true(printed(f, "signals, not proof"));
}

static const char json[] =
	"{\"format_version\":1,\"items\":8,\"undated\":1,"
	"\"versions\":6,\"first\":\"2026-11-08T06:30:00Z\","
	"\"last\":\"2026-11-09T08:30:00Z\",\"seconds\":93600,"
	"\"sources\":6,\"accounts\":6,"
	"\"peak\":{\"hour\":\"2026-11-08T07:00:00Z\",\"items\":3},"
	"\"hours\":[{\"hour\":\"2026-11-08T06:00:00Z\",\"items\":2},"
	"{\"hour\":\"2026-11-08T07:00:00Z\",\"items\":3},"
	"{\"hour\":\"2026-11-09T07:00:00Z\",\"items\":1},"
	"{\"hour\":\"2026-11-09T08:00:00Z\",\"items\":1}],"
	"\"cut\":true,\"spread\":{\"others\":{\"items\":6,"
	"\"undated\":1,\"accounts\":5,\"of_unknown\":0,"
	"\"peak\":{\"hour\":\"2026-11-08T07:00:00Z\",\"items\":3},"
	"\"hours\":[{\"hour\":\"2026-11-08T06:00:00Z\",\"items\":2},"
	"{\"hour\":\"2026-11-08T07:00:00Z\",\"items\":3}],"
	"\"burst\":{\"seconds\":60,\"items\":2,\"accounts\":2,"
	"\"start\":\"2026-11-08T07:40:00Z\"},"
	"\"synchronous\":{\"seconds\":60,\"pairs\":2,\"possible\":9,"
	"\"expected\":0.1566,\"ratio\":12.77,\"tail\":0.011052224,"
	"\"whole_minutes\":5}},\"owned\":{\"items\":2,\"undated\":0,"
	"\"accounts\":1,\"of_unknown\":0,"
	"\"peak\":{\"hour\":\"2026-11-09T07:00:00Z\",\"items\":1},"
	"\"hours\":[{\"hour\":\"2026-11-09T07:00:00Z\",\"items\":1},"
	"{\"hour\":\"2026-11-09T08:00:00Z\",\"items\":1}],"
	"\"burst\":{\"seconds\":60,\"items\":1,\"accounts\":1,"
	"\"start\":\"2026-11-09T07:30:00Z\"},"
	"\"synchronous\":{\"seconds\":60,\"pairs\":0,\"possible\":0,"
	"\"expected\":0,\"ratio\":0,\"tail\":1,"
	"\"whole_minutes\":2}}},\"chain\":[\n"
	"{\"version\":1,\"parent\":null,\"similar\":0,"
	"\"estimated\":false,\"id\":\"i0\",\"source\":\"grup-a\","
	"\"author\":\"@sari\",\"published\":\"2026-11-08T06:30:00Z\","
	"\"title\":null,\"text\":\"awas banjir di kota lama.\","
	"\"children\":3,\"items\":3,\"altered\":1,"
	"\"copies\":[{\"id\":\"i1\",\"source\":\"grup-b\","
	"\"author\":\"@budi\","
	"\"published\":\"2026-11-08T06:35:00Z\"},{\"id\":\"i3\","
	"\"source\":\"grup-a\",\"author\":\"@sari\","
	"\"published\":\"2026-11-08T07:41:00Z\"}],\"changes\":[],"
	"\"coarse\":false},\n"
	"{\"version\":2,\"parent\":1,\"similar\":0.3333,"
	"\"estimated\":false,\"id\":\"i2\",\"source\":\"grup-c\","
	"\"author\":null,\"published\":\"2026-11-08T07:40:00Z\","
	"\"title\":null,\"text\":\"SEBARKAN: awas banjir di kota b"
	"aru malam ini !!\",\"children\":0,\"items\":1,"
	"\"altered\":0,\"copies\":[],\"changes\":[{\"field\":\"text\","
	"\"kind\":\"added\",\"from\":{\"start\":0,\"end\":0,\"words\":0},"
	"\"to\":{\"start\":0,\"end\":9,\"words\":1,"
	"\"text\":\"SEBARKAN:\"}},{\"field\":\"text\",\"kind\":\"kept\","
	"\"from\":{\"start\":0,\"end\":19,\"words\":4},"
	"\"to\":{\"start\":10,\"end\":29,\"words\":4}},"
	"{\"field\":\"text\",\"kind\":\"replaced\","
	"\"from\":{\"start\":20,\"end\":25,\"words\":1,"
	"\"text\":\"lama.\"},\"to\":{\"start\":30,\"end\":47,\"words\":4,"
	"\"text\":\"baru malam ini !!\"}}],\"coarse\":false}]}\n";

static void prints_json(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(print(f, FORMAT_JSON, 2, 9), PANTAU_OK);
	check_printed(f, json);
}

static void prints_a_line_each(void **state)
{
	struct fixture *f = *state;
	size_t lines = 0;
	assert_int_equal(print(f, FORMAT_NDJSON, 10, 9), PANTAU_OK);
	struct str rest = buf_str(&f->cli.out.buffer);
	while (rest.n > 0) {
		struct str line = pantau_str_cut(&rest, '\n');
		assert_true(str_starts(line, STR("{\"format_version\":1,"
				"\"version\":")));
		lines++;
	}
	assert_int_equal(lines, f->out.versions);
	assert_int_equal(print(f, FORMAT_CSV, 10, 9), PANTAU_OK);
	assert_true(printed(f, "version,parent,similar"));
}

static void tells_what_else_is_known(void **state)
{
	const struct chain_source sources[] = {
		{STR("grup-a"), 3}, {STR(""), 2}, {STR("c"), 1}, {STR("d"), 1},
		{STR("e"), 1}, {STR("f"), 1}, {STR("g"), 1}, {STR("h"), 1},
		{STR("i"), 1}, {STR("j"), 1},
	};
	struct chain_about about = {STR("i3"), STR("i0"), 7, 2, sources, 10};
	struct fixture *f = *state;
	f->about = &about;
	assert_int_equal(print(f, FORMAT_TEXT, 1, 1), PANTAU_OK);
	assert_true(printed(f, "\nsumber: grup-a 3, (tidak disebut) 2, c 1, "
			"d 1, e 1, f 1, g 1, h 1, dan 2 lagi\n"
			"2 di antaranya di luar cerita ini: lebih banyak "
			"berubah, atau berselang lebih dari 30 hari\n"
			"7 artikel sesudahnya tidak ikut: "));
	about.sources = 2;
	assert_int_equal(print(f, FORMAT_JSON, 1, 1), PANTAU_OK);
	assert_true(printed(f, "{\"format_version\":1,\"id\":\"i3\","
			"\"story\":\"i0\",\"left_out\":7,\"near\":2,\"by_source\":["
			"{\"source\":\"grup-a\",\"items\":3},"
			"{\"source\":null,\"items\":2}],\"items\":8,"));
}

/* A version, a parent, a copy that cannot be had. */
static void tells_what_failed(void **state)
{
	static const uint32_t refused[] = {0, 2, 3, 7};
	struct fixture *f = *state;
	for (size_t i = 0; i < 4; i++) {
		for (int format = FORMAT_TEXT; format <= FORMAT_JSON;
				format++) {
			f->refused = refused[i];
			assert_int_equal(print(f, (enum format)format, 10, 9),
					PANTAU_DAMAGED);
			assert_string_equal(f->cli.err.message, "damaged");
		}
		assert_true(str_ends(buf_str(&f->cli.out.buffer),
				STR("]}\n")));
	}
}

static void survives_without_memory(void **state)
{
	struct fixture *f = *state;
	struct chain_docs docs = {look_up, f};
	const struct chain_limits limits = {10, 9};
	size_t failed = 0;
	enum pantau_status status = PANTAU_NO_MEMORY;
	assert_int_equal(print(f, FORMAT_TEXT, 10, 9), PANTAU_OK);
	f->cli.printer = pantau_printer_create(FORMAT_TEXT, &f->cli.out);
	for (long after = 0; status != PANTAU_OK; after++) {
		pantau_buf_clear(&f->cli.out.buffer);
		memory_left = after;
		status = pantau_chain_print(&f->cli, &f->out, NULL, &f->spread,
				&docs, &limits);
		memory_left = -1;
		failed += status == PANTAU_NO_MEMORY;
		assert_true(status == PANTAU_OK ||
				status == PANTAU_NO_MEMORY);
	}
	assert_true(failed > 5);
	pantau_printer_destroy(f->cli.printer);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(says_chains),
		TEST(paints_changes),
		TEST(says_what_is_left_out),
		TEST(tells_what_else_is_known),
		TEST(prints_json),
		TEST(prints_a_line_each),
		TEST(tells_what_failed),
		TEST(survives_without_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
