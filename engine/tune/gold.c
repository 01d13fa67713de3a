/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The reader of labelled texts. */

#include "tune/gold.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/file.h"
#include "base/language.h"
#include "base/utf8.h"
#include "text/language.h"

#define COLUMNS_MAX 64 /* of a header; further ones name nothing */
#define SHOWN_MAX 60   /* bytes of a cell in a message */

enum gold_column { GOLD_TEXT, GOLD_TITLE, GOLD_TONE, GOLD_ACT, GOLD_KIND,
	GOLD_LANGUAGE, GOLD_ID, GOLD_DATE, GOLD_GROUP, GOLD_SOURCE,
	GOLD_COLUMNS };

/* A name and what it stands for. */
struct named {
	const char *name;
	uint8_t value;
};

static const struct named column_names[] = {
	{"text", GOLD_TEXT}, {"teks", GOLD_TEXT}, {"title", GOLD_TITLE},
	{"judul", GOLD_TITLE}, {"tone", GOLD_TONE}, {"label", GOLD_TONE},
	{"nada", GOLD_TONE}, {"act", GOLD_ACT}, {"tindak", GOLD_ACT},
	{"kind", GOLD_KIND}, {"jenis", GOLD_KIND},
	{"language", GOLD_LANGUAGE}, {"bahasa", GOLD_LANGUAGE},
	{"id", GOLD_ID}, {"date", GOLD_DATE}, {"tanggal", GOLD_DATE},
	{"group", GOLD_GROUP}, {"kelompok", GOLD_GROUP},
	{"source", GOLD_SOURCE}, {"sumber", GOLD_SOURCE},
};

static const struct named tone_names[] = {
	{"positive", PANTAU_TONE_POSITIVE}, {"neutral", PANTAU_TONE_NEUTRAL},
	{"negative", PANTAU_TONE_NEGATIVE}, {"pos", PANTAU_TONE_POSITIVE},
	{"neu", PANTAU_TONE_NEUTRAL}, {"neg", PANTAU_TONE_NEGATIVE},
	{"positif", PANTAU_TONE_POSITIVE}, {"netral", PANTAU_TONE_NEUTRAL},
	{"negatif", PANTAU_TONE_NEGATIVE},
};

static const struct named act_names[] = {
	{"none", 0}, {"complaint", 1}, {"aspiration", 2}, {"question", 3},
	{"information", 4}, {"praise", 5}, {"aduan", 1}, {"aspirasi", 2},
	{"pertanyaan", 3}, {"informasi", 4}, {"pujian", 5},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct reader {
	struct gold *gold;
	struct gold_file *file;
	const struct gold_report *report;
	uint32_t number;         /* of the line, from 1 */
	struct str line;
	uint8_t meaning[COLUMNS_MAX]; /* GOLD_COLUMNS: none */
	size_t columns;
	bool begun;              /* header or first row was met */
	bool optional;           /* the second of the two columns is */
	struct str cell[GOLD_COLUMNS]; /* p NULL where there is no such column */
};

/* --- names --- */

static bool find(const struct named *list, size_t n, struct str name,
		uint8_t *value)
{
	name = pantau_str_trim(name);
	for (size_t i = 0; i < n; i++) {
		if (pantau_str_eq_nocase(name, str_of(list[i].name))) {
			*value = list[i].value;
			return true;
		}
	}
	return false;
}

bool pantau_gold_tone(struct str name, uint8_t *tone)
{
	return find(tone_names, COUNT(tone_names), name, tone);
}

bool pantau_gold_act(struct str name, uint8_t *act)
{
	return find(act_names, COUNT(act_names), name, act);
}

/* --- telling --- */

/* Always false: the row is not to be used. where points into the line. */
PANTAU_PRINTF(3, 4)
static bool reject(struct reader *r, const char *where, const char *format,
		...)
{
	char message[512];
	va_list arguments;

	r->file->rejected++;
	if (r->report->found == NULL) {
		return false;
	}
	va_start(arguments, format);
	vsnprintf(message, sizeof(message), format, arguments);
	va_end(arguments);
	r->report->found(r->report->context, r->file->name, r->number,
			where == NULL ? 1 : (uint64_t)(where - r->line.p) + 1,
			message);
	return false;
}

/* A cell as a message shows it. */
static struct str shown(struct str cell)
{
	return pantau_utf8_prefix(pantau_str_trim(cell), SHOWN_MAX);
}

/* --- lines --- */

static bool line_fit(struct reader *r)
{
	enum pantau_lang lang = r->report->lang;
	size_t bad;

	if (r->line.n > GOLD_LINE_MAX) {
		return reject(r, r->line.p + GOLD_LINE_MAX, "%s", PANTAU_L(lang,
				"the line is longer than 1 MiB; shorten it",
				"baris lebih panjang dari 1 MiB; persingkat"));
	}
	if (!pantau_utf8_valid(r->line, &bad)) {
		return reject(r, r->line.p + bad, PANTAU_L(lang,
				"byte 0x%02x is not UTF-8; save the file as "
				"UTF-8", "bita 0x%02x bukan UTF-8; simpan "
				"berkas ini sebagai UTF-8"),
				(unsigned)(unsigned char)r->line.p[bad]);
	}
	const char *nul = memchr(r->line.p, '\0', r->line.n);
	if (nul != NULL) {
		return reject(r, nul, "%s", PANTAU_L(lang,
				"there is a NUL byte; take it out, or save the "
				"file as UTF-8", "ada bita NUL; hapus bita itu, "
				"atau simpan berkas ini sebagai UTF-8"));
	}
	return true;
}

/* Is the first line a header? If so, what its columns mean: none, when it names
 * labels but no texts, as a table of labels by id does. */
static bool read_header(struct reader *r)
{
	bool has[GOLD_COLUMNS] = {false};
	struct str rest = r->line;
	size_t n = 0;

	while (rest.p != NULL) {
		struct str name = pantau_str_cut(&rest, '\t');
		uint8_t column;
		if (n < COLUMNS_MAX) {
			bool known = find(column_names, COUNT(column_names),
					name, &column) && !has[column];
			r->meaning[n] = known ? column : GOLD_COLUMNS;
			if (known) {
				has[column] = true;
			}
		}
		n++;
	}
	bool free = r->gold->unlabelled;
	if (has[GOLD_TONE] && n > 2 && !has[GOLD_TEXT] && !has[GOLD_TITLE]) {
		r->columns = 0;
		return true;
	}
	if (!(has[GOLD_TONE] || free) || !(has[GOLD_TEXT] || has[GOLD_TITLE])) {
		r->meaning[0] = GOLD_TEXT;
		r->meaning[1] = GOLD_TONE;
		r->columns = 2;
		r->optional = free;
		return false;
	}
	r->columns = n;
	return true;
}

/* Fills the cells; false when there are more or fewer than columns. */
static bool cut_cells(struct reader *r)
{
	enum pantau_lang lang = r->report->lang;
	struct str rest = r->line;
	size_t n = 0;

	for (int i = 0; i < GOLD_COLUMNS; i++) {
		r->cell[i] = str_make(NULL, 0);
	}
	while (rest.p != NULL) {
		struct str cell = pantau_str_cut(&rest, '\t');
		if (n < r->columns && n < COLUMNS_MAX &&
				r->meaning[n] < GOLD_COLUMNS) {
			r->cell[r->meaning[n]] = cell;
		}
		n++;
	}
	if (n == r->columns || (n == 1 && r->optional)) {
		return true;
	}
	if (n == 1) {
		return reject(r, r->line.p + r->line.n, "%s", PANTAU_L(lang,
				"no tab between the text and its label; put one "
				"there", "tidak ada tab antara teks dan "
				"labelnya; beri satu tab di sana"));
	}
	return reject(r, NULL, PANTAU_L(lang, "%zu cells where %zu are "
			"expected; put one tab between cells, also around "
			"empty ones, and none inside", "ada %zu sel, padahal "
			"seharusnya %zu; beri satu tab antarsel, juga di "
			"sekitar sel kosong, dan jangan di dalam sel"), n,
			r->columns);
}

/* --- other forms --- */

static struct str without_quotes(struct str cell)
{
	cell = pantau_str_trim(cell);
	if (cell.n > 1 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"') {
		cell = str_make(cell.p + 1, cell.n - 2);
	}
	return cell;
}

/* Names of columns, two at least, or a label behind the last separator: there
 * a tab in a later line makes it a slip of the hand. */
static bool is_csv(const struct reader *r, struct str later, char separator)
{
	struct str rest = r->line, last = {NULL, 0};
	bool has[GOLD_COLUMNS] = {false};
	size_t known = 0, n = 0;
	uint8_t value;

	while (rest.p != NULL && n++ < COLUMNS_MAX) {
		last = without_quotes(pantau_str_cut(&rest, separator));
		if (find(column_names, COUNT(column_names), last, &value)) {
			known += !has[value];
			has[value] = true;
		}
	}
	return (known > 1 && (has[GOLD_TEXT] || has[GOLD_TITLE])) ||
			(n > 1 && rest.p == NULL && !r->gold->unlabelled &&
			pantau_gold_tone(last, &value) && (later.n == 0 ||
			memchr(later.p, '\t', later.n) == NULL));
}

static bool is_json(struct str line)
{
	line = pantau_str_trim(line);
	line = str_starts(line, STR("[")) ? pantau_str_trim(str_skip(line, 1))
			: line;
	if (!str_starts(line, STR("{"))) {
		return false;
	}
	line = pantau_str_trim(str_skip(line, 1));
	return line.n == 0 || line.p[0] == '"';
}

/* Tells of a file that is another form altogether, once and with the way out:
 * each line of it would be taken for a text or rejected. */
static bool is_foreign(struct reader *r, struct str later)
{
	enum pantau_lang lang = r->report->lang;

	if (memchr(r->line.p, '\t', r->line.n) != NULL) {
		return false;
	}
	if (is_json(r->line)) {
		reject(r, NULL, "%s", PANTAU_L(lang, "this is JSON; take it "
				"into the archive by 'pantau index', or make "
				"it a table with tabs", "ini JSON; masukkan ke "
				"arsip dengan 'pantau index', atau ubah menjadi "
				"tabel bertab"));
		return true;
	}
	if (is_csv(r, later, ',') || is_csv(r, later, ';')) {
		reject(r, NULL, "%s", PANTAU_L(lang, "this is CSV; save it as "
				"text with tabs between cells (TSV), as 'pantau "
				"label export --with-text' writes without "
				"--format", "ini CSV; simpan sebagai teks "
				"dengan pemisah tab (TSV), seperti hasil 'pantau "
				"label export --with-text' tanpa --format"));
		return true;
	}
	return false;
}

/* --- rows --- */

static bool read_labels(struct reader *r, struct gold_item *item)
{
	enum pantau_lang lang = r->report->lang;
	struct str tone = r->cell[GOLD_TONE], act = r->cell[GOLD_ACT];

	bool none = r->gold->unlabelled && pantau_str_trim(tone).n == 0;
	if (!none && !pantau_gold_tone(tone, &item->tone)) {
		return reject(r, tone.p, PANTAU_L(lang, "unknown label '"
				STR_FMT "'; positive, neutral or negative",
				"label '" STR_FMT "' tidak dikenal; isi "
				"positif, netral, atau negatif"),
				STR_ARG(shown(tone)));
	}
	if (pantau_str_trim(act).n == 0) {
		return true;
	}
	item->has_act = 1;
	if (!pantau_gold_act(act, &item->act)) {
		return reject(r, act.p, PANTAU_L(lang, "unknown act '" STR_FMT
				"'; complaint, aspiration, question, "
				"information, praise or none", "tindak '"
				STR_FMT "' tidak dikenal; isi aduan, aspirasi, "
				"pertanyaan, informasi, pujian, atau none"),
				STR_ARG(shown(act)));
	}
	return true;
}

static bool read_date(struct reader *r, struct gold_item *item)
{
	enum pantau_lang lang = r->report->lang;
	struct str date = pantau_str_trim(r->cell[GOLD_DATE]);
	struct timestamp at;

	if (date.n == 0) {
		return true;
	}
	if (pantau_date_parse(date, ZONE_WIB, &at, NULL) != DATE_OK) {
		return reject(r, date.p, PANTAU_L(lang, "'" STR_FMT "' is no "
				"date that has one reading; write 2026-11-08",
				"'" STR_FMT "' bukan tanggal yang terbaca "
				"pasti; tulis 2026-11-08"),
				STR_ARG(shown(date)));
	}
	item->date = at.seconds;
	return true;
}

static bool read_item(struct reader *r, struct gold_item *item)
{
	struct str code = pantau_language_code(r->cell[GOLD_LANGUAGE]);

	*item = (struct gold_item){
		.text = r->cell[GOLD_TEXT], .title = r->cell[GOLD_TITLE],
		.kind = pantau_str_trim(r->cell[GOLD_KIND]),
		.id = pantau_str_trim(r->cell[GOLD_ID]),
		.source = pantau_str_trim(r->cell[GOLD_SOURCE]),
		.group_name = pantau_str_trim(r->cell[GOLD_GROUP]),
		.date = INT64_MIN,
		.file = (uint32_t)(r->file - r->gold->file),
		.line = r->number,
	};
	if (code.n != 0) {
		item->language = (uint8_t)pantau_language_given(code).label;
	}
	if (!read_labels(r, item) || !read_date(r, item)) {
		return false;
	}
	if (pantau_str_trim(item->text).n == 0 &&
			pantau_str_trim(item->title).n == 0) {
		return reject(r, item->text.p, "%s", PANTAU_L(r->report->lang,
				"the text is empty; fill the cell or take the "
				"row out", "teksnya kosong; isi selnya atau "
				"hapus barisnya"));
	}
	return true;
}

/* False when memory is out. */
static bool keep(struct gold *gold, const struct gold_item *item)
{
	if (gold->n == gold->room) {
		size_t room = gold->room != 0 ? gold->room * 2 : 256;
		struct gold_item *grown = realloc(gold->item,
				room * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		gold->item = grown;
		gold->room = room;
	}
	gold->item[gold->n++] = *item;
	return true;
}

/* Takes off CR; is there something to be read on the line? */
static bool line_counts(struct reader *r)
{
	if (str_ends(r->line, STR("\r"))) {
		r->line.n--;
	}
	if (r->line.n == 0 || (!r->begun && r->line.p[0] == '#' &&
			(r->line.n == 1 || r->line.p[1] == ' '))) {
		return false;
	}
	return line_fit(r);
}

static bool read_lines(struct reader *r, struct str rest)
{
	struct gold_item item;

	if (str_starts(rest, STR("\xef\xbb\xbf"))) {
		rest = str_skip(rest, 3);
	}
	while (rest.n != 0) {
		r->line = pantau_str_cut(&rest, '\n');
		r->number++;
		if (!line_counts(r)) {
			continue;
		}
		/* Later lines may well look like it. */
		if (r->file->rows == 0 && is_foreign(r, rest)) {
			return true;
		}
		bool header = !r->begun && read_header(r);
		r->begun = true;
		if (header && r->columns == 0) {
			reject(r, NULL, "%s", PANTAU_L(r->report->lang,
					"no column 'text'; 'pantau label export "
					"--with-text' writes labels with it",
					"tidak ada kolom 'text'; 'pantau label "
					"export --with-text' menulis label "
					"beserta teksnya"));
			return true;
		}
		if (header || !cut_cells(r) || !read_item(r, &item)) {
			continue;
		}
		if (!keep(r->gold, &item)) {
			return false;
		}
		r->file->rows++;
	}
	return true;
}

struct str pantau_gold_whole(const struct gold_item *item,
		struct arena *arena)
{
	if (item->title.n == 0 || item->text.n == 0) {
		return item->text.n != 0 ? item->text : item->title;
	}
	size_t n = item->title.n + 1 + item->text.n;
	char *p = pantau_arena_alloc(arena, n);
	if (p != NULL) {
		memcpy(p, item->title.p, item->title.n);
		p[item->title.n] = '\n';
		memcpy(p + item->title.n + 1, item->text.p, item->text.n);
	}
	return str_make(p, n);
}

/* --- files --- */

void pantau_gold_init(struct gold *gold)
{
	*gold = (struct gold){.n = 0};
	pantau_arena_init(&gold->arena);
}

void pantau_gold_finish(struct gold *gold)
{
	for (size_t i = 0; i < gold->files; i++) {
		pantau_buf_finish(&gold->file[i].bytes);
	}
	free(gold->file);
	free(gold->item);
	pantau_arena_finish(&gold->arena);
	pantau_gold_init(gold);
}

/* A file with empty bytes; NULL when memory is out. */
static struct gold_file *add_file(struct gold *gold, const char *name)
{
	struct gold_file *grown = realloc(gold->file,
			(gold->files + 1) * sizeof(*grown));

	if (grown == NULL) {
		return NULL;
	}
	gold->file = grown;
	struct gold_file *file = &grown[gold->files];
	*file = (struct gold_file){.name = pantau_arena_cstr(&gold->arena,
			str_of(name))};
	if (file->name == NULL) {
		return NULL;
	}
	pantau_buf_init(&file->bytes);
	gold->files++;
	return file;
}

/* Reads bytes as the last file, which goes again where that fails. */
static enum pantau_status read_file(struct gold *gold, struct str bytes,
		const struct gold_report *report, struct pantau_error *err)
{
	struct gold_file *file = &gold->file[gold->files - 1];
	struct reader reader = {.gold = gold, .file = file, .report = report};
	size_t before = gold->n;

	if (!read_lines(&reader, bytes)) {
		gold->n = before;
		pantau_buf_finish(&file->bytes);
		gold->files--;
		return pantau_fail_memory(err);
	}
	gold->rejected += file->rejected;
	return PANTAU_OK;
}

enum pantau_status pantau_gold_read(struct gold *gold, const char *path,
		const struct gold_report *report, struct pantau_error *err)
{
	struct gold_file *file = add_file(gold, path);

	if (file == NULL) {
		return pantau_fail_memory(err);
	}
	enum pantau_status status = pantau_file_read(strcmp(path, "-") == 0
			? "/dev/stdin" : path, GOLD_FILE_MAX, &file->bytes,
			err);
	if (status != PANTAU_OK) {
		pantau_buf_finish(&file->bytes);
		gold->files--;
		return status;
	}
	return read_file(gold, buf_str(&file->bytes), report, err);
}

enum pantau_status pantau_gold_read_bytes(struct gold *gold, const char *name,
		struct str bytes, const struct gold_report *report,
		struct pantau_error *err)
{
	if (add_file(gold, name) == NULL) {
		return pantau_fail_memory(err);
	}
	return read_file(gold, bytes, report, err);
}
