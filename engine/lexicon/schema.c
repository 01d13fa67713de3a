/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Checks cells against their column's type and reads numbers and choices. */

#include "base/utf8.h"
#include "lexicon/act.h"
#include "lexicon/learned.h"
#include "lexicon/schema.h"
#include "lexicon/score_image.h"
#include "lexicon/text_image.h"

struct checker {
	struct table *table;
	struct finding_list *list;
	struct buf scratch;
	/* the cell at hand */
	const struct column *column;
	struct cell *cell;
	struct place place;
};

static const struct {
	const char *name;
	uint32_t bits;
} affix_names[] = {
	{"me", AFFIX_ME},
	{"mekan", AFFIX_MEKAN},
	{"mei", AFFIX_MEI},
	{"ber", AFFIX_BER},
	{"beran", AFFIX_BERAN},
	{"berkan", AFFIX_BERKAN},
	{"ter", AFFIX_TER},
	{"per", AFFIX_PER},
	{"pe", AFFIX_PE},
	{"pean", AFFIX_PEAN},
	{"peran", AFFIX_PERAN},
	{"kean", AFFIX_KEAN},
	{"an", AFFIX_AN},
	{"kan", AFFIX_KAN},
	{"i", AFFIX_I},
	{"se", AFFIX_SE},
	{"ke", AFFIX_KE},
	{"redup", AFFIX_REDUP},
	{"clitic", AFFIX_CLITIC},
	{"-", AFFIX_NONE},
	/* di- stands wherever meN- does, -nya is a clitic. */
	{"di", AFFIX_ME},
	{"nya", AFFIX_CLITIC},
};

bool pantau_affixes_parse(struct str s, uint32_t *bits, struct str *bad)
{
	struct str rest = s;

	*bits = 0;
	while (rest.n != 0) {
		struct str name = pantau_str_trim(pantau_str_cut(&rest, ','));
		uint32_t bit = 0;
		for (size_t i = 0; i < sizeof(affix_names) /
				sizeof(affix_names[0]); i++) {
			if (str_eq(name, str_of(affix_names[i].name))) {
				bit = affix_names[i].bits;
			}
		}
		if (bit == 0) {
			*bad = name;
			return false;
		}
		*bits |= bit;
	}
	return true;
}

#define ERROR_AT(checker, hint_en, hint_id, ...) \
	pantau_finding_add((checker)->list, &(checker)->place, \
			PANTAU_FINDING_ERROR, \
			PANTAU_L((checker)->list->lang, hint_en, hint_id), \
			__VA_ARGS__)
#define SAY(checker, en, id) PANTAU_L((checker)->list->lang, en, id)

static void check_number(struct checker *checker)
{
	const struct column *column = checker->column;
	struct str text = checker->cell->text;
	struct str shown = pantau_finding_clip(text);
	bool whole = column->type == COLUMN_INT;
	int64_t number = 0;
	double value = 0;

	bool ok = whole ? pantau_str_int(text, &number) :
			pantau_str_double(text, &value);
	if (!ok) {
		bool blank = pantau_str_trim(text).n != text.n;
		const char *hint = blank ? SAY(checker, "delete the blank",
				"hapus spasi itu") : whole ? SAY(checker,
				"write digits without a fraction, as -2",
				"tulis angka tanpa pecahan, misalnya -2")
				: SAY(checker, "write digits, with '.' before a "
				"fraction", "tulis angka, dengan '.' untuk "
				"pecahan");
		pantau_finding_add(checker->list, &checker->place,
				PANTAU_FINDING_ERROR, hint, whole ?
				SAY(checker, "'" STR_FMT "' in column '%s' is "
				"not a whole number", "'" STR_FMT "' "
				"di kolom '%s' bukan bilangan bulat") :
				SAY(checker, "'" STR_FMT "' in column '%s' is "
				"not a number", "'" STR_FMT "' di kolom '%s' "
				"bukan bilangan"),
				STR_ARG(shown), column->name);
		return;
	}
	if (whole) {
		value = (double)number;
	}
	if (value < column->least || value > column->most) {
		ERROR_AT(checker, "write a value within the range",
				"tulis nilai di dalam rentang itu",
				SAY(checker, "'" STR_FMT "' in column '%s' is "
				"outside %g to %g", "'" STR_FMT "' di kolom "
				"'%s' di luar %g sampai %g"), STR_ARG(shown),
				column->name, column->least, column->most);
	}
	checker->cell->number = value;
}

static void check_choice(struct checker *checker)
{
	const char *const *choice = checker->column->choices;
	struct str text = checker->cell->text;
	struct str shown = pantau_finding_clip(text);
	char known[160];
	size_t n = 0;

	for (size_t i = 0; choice[i] != NULL; i++) {
		if (str_eq(text, str_of(choice[i]))) {
			checker->cell->number = (double)i;
			return;
		}
		size_t length = strlen(choice[i]);
		if (length == 0 || n + length + 3 > sizeof(known)) {
			continue;
		}
		if (n != 0) {
			memcpy(known + n, ", ", 2);
			n += 2;
		}
		memcpy(known + n, choice[i], length);
		n += length;
	}
	known[n] = '\0';
	ERROR_AT(checker, "write one of these words",
			"tulis salah satu kata itu",
			SAY(checker, "'" STR_FMT "' in column '%s' is none of: "
			"%s", "'" STR_FMT "' di kolom '%s' bukan salah satu "
			"dari: %s"), STR_ARG(shown), checker->column->name,
			known);
}

static void check_affixes(struct checker *checker)
{
	struct str bad = {0};
	uint32_t bits = 0;

	if (!pantau_affixes_parse(checker->cell->text, &bits, &bad)) {
		struct str shown = pantau_finding_clip(bad);
		ERROR_AT(checker, "see pantau-lexicon(5) for the names",
				"lihat nama-namanya di pantau-lexicon(5)",
				SAY(checker, "'" STR_FMT "' is not the name of "
				"an affix", "'" STR_FMT "' bukan nama imbuhan"),
				STR_ARG(shown));
	}
	checker->cell->number = bits;
}

/* Blanks that no segmented text has. False after telling. */
static bool check_blanks(struct checker *checker, bool words)
{
	struct str text = checker->cell->text;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != ' ') {
			continue;
		}
		if (words && i != 0 && i + 1 != text.n &&
				text.p[i + 1] != ' ') {
			continue;
		}
		checker->place.column += (uint32_t)i;
		ERROR_AT(checker, "delete the blank", "hapus spasi itu",
				SAY(checker, "column '%s' has a blank too many",
				"ada spasi berlebih di kolom '%s'"),
				checker->column->name);
		return false;
	}
	return true;
}

/* Within what a sequence can be. False after telling. */
static bool check_length(struct checker *checker)
{
	struct str rest = checker->cell->text;
	bool fits = true;
	size_t words = 0;

	while (rest.n != 0) {
		struct str word = pantau_str_cut(&rest, ' ');
		fits &= pantau_utf8_length(word) <= WORD_POINTS_MAX;
		words++;
	}
	if (words > TERM_WORDS_MAX) {
		ERROR_AT(checker, "shorten the term", "pendekkan istilah itu",
				SAY(checker, "the term has %zu words; at most "
				"%d can match", "istilah ini punya %zu kata; "
				"paling banyak %d"), words, TERM_WORDS_MAX);
		return false;
	}
	if (!fits) {
		ERROR_AT(checker, "shorten the word", "pendekkan kata itu",
				SAY(checker, "a word has more than %d "
				"characters and can never match", "ada kata "
				"yang lebih dari %d huruf sehingga tidak akan "
				"pernah cocok"), WORD_POINTS_MAX);
	}
	return fits;
}

static void check_term(struct checker *checker, bool words)
{
	struct str text = checker->cell->text;

	if (!check_blanks(checker, words) || !check_length(checker) ||
			pantau_folded(text, &checker->scratch)) {
		return;
	}
	struct str shown = pantau_finding_clip(text);
	struct str fold = pantau_finding_clip(buf_str(&checker->scratch));
	ERROR_AT(checker, "lexicons hold folded text: small letters, NFC",
			"isi leksikon selalu huruf kecil dan bentuk NFC",
			SAY(checker, "'" STR_FMT "' can never match; write '"
			STR_FMT "'", "'" STR_FMT "' tidak akan pernah cocok; "
			"tulis '" STR_FMT "'"), STR_ARG(shown), STR_ARG(fold));
}

bool pantau_learned_fits(struct str cell, struct learned_term *out,
		struct buf *scratch)
{
	bool good = pantau_learned_parse(cell, out);

	for (int i = 0; good && i < 2; i++) {
		good = out->word[i].n == 0 || (pantau_utf8_length(out->word[i])
				<= WORD_POINTS_MAX && pantau_folded(
				out->word[i], scratch));
	}
	return good;
}

/* The words of a row of a learned layer, each with its sign. */
static void check_learned(struct checker *checker)
{
	struct str text = checker->cell->text;
	struct learned_term term;

	if (!pantau_learned_fits(text, &term, &checker->scratch)) {
		struct str shown = pantau_finding_clip(text);
		ERROR_AT(checker, "see pantau-lexicon(5) for the forms",
				"lihat bentuknya di pantau-lexicon(5)",
				SAY(checker, "'" STR_FMT "' is neither a word, "
				"'~root', '!negated', '~two ~roots' nor a "
				"'@trait'", "'" STR_FMT "' bukan kata, '~akar', "
				"'!diingkari', '~dua ~akar', ataupun '@ciri'"),
				STR_ARG(shown));
	}
}

/* A cue of acts, or the name of a trait. */
static void check_act(struct checker *checker)
{
	struct str text = checker->cell->text;

	if (!act_is_trait(text)) {
		check_term(checker, true);
	} else if (pantau_act_trait(text) == ACT_TRAITS) {
		struct str shown = pantau_finding_clip(text);
		ERROR_AT(checker, "see pantau-lexicon(5) for the names",
				"lihat nama-namanya di pantau-lexicon(5)",
				SAY(checker, "no trait is called '" STR_FMT "'",
				"tidak ada ciri bernama '" STR_FMT "'"),
				STR_ARG(shown));
	}
}

static void check_dotted(struct checker *checker)
{
	struct str text = checker->cell->text;

	check_term(checker, false);
	if (text.p[text.n - 1] != '.') {
		ERROR_AT(checker, "write it with its last dot",
				"tulis dengan titik terakhirnya",
				SAY(checker, "abbreviation does not end with "
				"a dot", "singkatan tidak diakhiri titik"));
	}
}

static void check_name(struct checker *checker)
{
	struct str text = checker->cell->text;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
				c == '_' || c == '-') {
			continue;
		}
		struct str shown = pantau_finding_clip(text);
		ERROR_AT(checker, "use small letters, digits, '_' and '-'",
				"pakai huruf kecil, angka, '_' dan '-'",
				SAY(checker, "'" STR_FMT "' in column '%s' is "
				"not a name", "'" STR_FMT "' di kolom '%s' "
				"bukan nama"), STR_ARG(shown),
				checker->column->name);
		return;
	}
}

/* What a word's letters can be asked for. */
static void check_part(struct checker *checker)
{
	struct str text = checker->cell->text, letters = text;

	letters = str_starts(letters, STR("^")) ? str_skip(letters, 1) : letters;
	letters.n -= letters.n != 0 && letters.p[letters.n - 1] == '$';
	bool good = letters.n != 0 && letters.n <= LANGUAGE_LETTERS;
	for (size_t i = 0; i < letters.n; i++) {
		good &= letters.p[i] >= 'a' && letters.p[i] <= 'z';
	}
	if (good) {
		return;
	}
	struct str shown = pantau_finding_clip(text);
	ERROR_AT(checker, "train the weights again", "latih ulang bobotnya",
			SAY(checker, "'" STR_FMT "' in column '%s' is no part "
			"of a word", "'" STR_FMT "' di kolom '%s' bukan bagian "
			"kata"), STR_ARG(shown), checker->column->name);
}

static void check_cell(struct checker *checker)
{
	const struct column *column = checker->column;

	if (checker->cell->text.n == 0) {
		if (!column->empty) {
			ERROR_AT(checker, "fill the cell or delete the row",
					"isi selnya atau hapus barisnya",
					SAY(checker, "column '%s' is empty",
					"kolom '%s' kosong"), column->name);
		}
		return;
	}
	switch (column->type) {
	case COLUMN_TERM:
	case COLUMN_CUE:
		check_term(checker, true);
		break;
	case COLUMN_ACT:
		check_act(checker);
		break;
	case COLUMN_WORD:
		check_term(checker, false);
		break;
	case COLUMN_SYMBOL:
		check_blanks(checker, false);
		break;
	case COLUMN_DOTTED:
		check_dotted(checker);
		break;
	case COLUMN_NAME:
		check_name(checker);
		break;
	case COLUMN_INT:
	case COLUMN_REAL:
		check_number(checker);
		break;
	case COLUMN_CHOICE:
		check_choice(checker);
		break;
	case COLUMN_AFFIXES:
		check_affixes(checker);
		break;
	case COLUMN_LEARNED:
		check_learned(checker);
		break;
	case COLUMN_PART:
		check_part(checker);
		break;
	case COLUMN_TEXT:
		break;
	}
}

void pantau_schema_check(struct table *table, struct finding_list *list)
{
	struct checker checker = {.table = table, .list = list};

	pantau_buf_init(&checker.scratch);
	for (size_t i = 0; i < table->rows; i++) {
		struct tsv_row *row = &table->row[i];
		for (size_t c = 0; c < table->schema->columns; c++) {
			if (!table->has[c]) {
				continue;
			}
			checker.column = &table->schema->column[c];
			checker.cell = &row->cell[c];
			checker.place = pantau_table_place(table, row, c);
			check_cell(&checker);
		}
	}
	list->failed |= checker.scratch.failed;
	pantau_buf_finish(&checker.scratch);
}
