/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Compiles the rows that are sequences of words: tone, what acts on it, cues. */

#include <math.h>
#include <stdlib.h>

#include "lexicon/act.h"
#include "lexicon/score_builder.h"

/* A row that ends at a node. */
struct ending {
	uint32_t node, entry;
};

/* For rows that do not give their own: a strong word speaks a little against
 * neutral, a 0 for nothing. score_image.h has the formulas. */
static void polarity_weights(double polarity, float weight[3])
{
	weight[WEIGHT_NEGATIVE] = (float)fmax(0, -polarity);
	weight[WEIGHT_NEUTRAL] = (float)(-0.25 * fabs(polarity));
	weight[WEIGHT_POSITIVE] = (float)fmax(0, polarity);
}

/* The node behind an edge, made when it is not there. */
static uint32_t step(struct score_builder *builder, uint32_t node,
		uint32_t lexeme)
{
	uint32_t mask = builder->edge_slots - 1;
	uint32_t at = pantau_edge_hash(node, lexeme) & mask;

	while (builder->edge[at].next != 0) {
		const struct trie_edge *edge = &builder->edge[at];
		if (edge->node == node && edge->lexeme == lexeme) {
			return edge->next;
		}
		at = (at + 1) & mask;
	}
	builder->edge[at] = (struct trie_edge){node, lexeme, builder->nodes};
	return builder->nodes++;
}

static bool add_ending(struct score_builder *builder, uint32_t node,
		uint32_t entry)
{
	struct ending ending = {node, entry};

	pantau_buf_append(&builder->endings, (const char *)&ending,
			sizeof(ending));
	return !builder->endings.failed;
}

/* Walks the words of a term from the root; *words is their number. */
static bool add_sequence(struct score_builder *builder, struct str term,
		bool wildcards, uint32_t entry, uint8_t *words)
{
	struct str rest = term;
	uint32_t node = 0;

	*words = 0;
	while (rest.n != 0) {
		struct str word = pantau_str_cut(&rest, ' ');
		uint32_t lexeme = LEXEME_ANY;
		if (!wildcards || !str_eq(word, STR("*"))) {
			lexeme = pantau_strtab_builder_add(&builder->lexemes,
					word);
		}
		if (lexeme == 0) {
			return false;
		}
		node = step(builder, node, lexeme);
		++*words;
	}
	return add_ending(builder, node, entry);
}

uint32_t pantau_score_builder_entries(const struct score_builder *builder)
{
	return (uint32_t)(builder->entries.n / sizeof(struct score_entry));
}

/* Columns of -1 are not there. */
bool pantau_score_entry_begin(struct score_builder *builder,
		const struct table *table, const struct tsv_row *row,
		enum entry_kind kind, struct score_entry *out)
{
	int class_column = table->schema->class_;
	uint32_t file = pantau_strtab_builder_add(&builder->files,
			str_of(table->schema->file));
	uint32_t term = pantau_strtab_builder_add(&builder->terms,
			row->cell[0].text);
	uint32_t class_ = class_column < 0 ? 0 : pantau_strtab_builder_add(
			&builder->classes, row->cell[class_column].text);

	*out = (struct score_entry){
		.kind = (uint8_t)kind,
		.group = 0xff,
		.class_ = (uint8_t)(class_ <= CLASSES_MAX ? class_ : 0),
		.file = (uint8_t)file,
		.language = (uint8_t)pantau_schema_language(
				table->schema->kind),
		.line = row->line,
		.term = term,
	};
	return file != 0 && term != 0 && (class_column < 0 || class_ != 0);
}

bool pantau_score_entry_end(struct score_builder *builder,
		const struct score_entry *entry)
{
	pantau_buf_append(&builder->entries, (const char *)entry,
			sizeof(*entry));
	return !builder->entries.failed;
}

/* A row that is a sequence of words. */
static bool add_row(struct score_builder *builder, const struct tsv_row *row,
		bool wildcards, struct score_entry *entry)
{
	return add_sequence(builder, row->cell[0].text, wildcards,
			pantau_score_builder_entries(builder), &entry->words) &&
			pantau_score_entry_end(builder, entry);
}

static bool add_tone(struct score_builder *builder, const struct table *table,
		const struct tsv_row *row)
{
	struct score_entry entry;

	if (!pantau_score_entry_begin(builder, table, row, ENTRY_TONE, &entry)) {
		return false;
	}
	polarity_weights(row->cell[TONE_POLARITY].number, entry.weight);
	for (int i = 0; i < 3; i++) {
		const struct cell *cell = &row->cell[TONE_NEGATIVE + i];
		if (cell->text.n != 0) {
			entry.weight[i] = (float)cell->number;
		}
	}
	entry.variant = table->schema->kind == TABLE_EMOJI;
	return add_row(builder, row, false, &entry);
}

static bool add_negator(struct score_builder *builder,
		const struct table *table, const struct tsv_row *row)
{
	struct score_entry entry;

	if (!pantau_score_entry_begin(builder, table, row, ENTRY_NEGATOR, &entry)) {
		return false;
	}
	entry.scope = (uint8_t)row->cell[NEGATOR_SCOPE].number;
	/* The choices of the schema are in the order of enum negator_kind. */
	entry.variant = (uint8_t)row->cell[NEGATOR_KIND].number;
	return add_row(builder, row, false, &entry);
}

static bool add_intensifier(struct score_builder *builder,
		const struct table *table, const struct tsv_row *row)
{
	struct score_entry entry;

	if (!pantau_score_entry_begin(builder, table, row, ENTRY_INTENSIFIER, &entry)) {
		return false;
	}
	entry.weight[0] = (float)row->cell[INTENSIFIER_FACTOR].number;
	entry.variant = (uint8_t)row->cell[INTENSIFIER_SIDE].number;
	return add_row(builder, row, false, &entry);
}

static bool add_contrast(struct score_builder *builder,
		const struct table *table, const struct tsv_row *row)
{
	struct score_entry entry;

	if (!pantau_score_entry_begin(builder, table, row, ENTRY_CONTRAST, &entry)) {
		return false;
	}
	entry.weight[0] = (float)row->cell[CONTRAST_BEFORE].number;
	entry.weight[1] = (float)row->cell[CONTRAST_AFTER].number;
	return add_row(builder, row, false, &entry);
}

/* The index of a group; the check saw that it is there. */
static uint8_t find_group(const struct table *groups, struct str name)
{
	for (size_t i = 0; i < groups->rows && i < GROUPS_MAX; i++) {
		if (str_eq(name, groups->row[i].cell[GROUP_GROUP].text)) {
			return (uint8_t)i;
		}
	}
	return 0xff;
}

static bool add_cue(struct score_builder *builder, const struct table *table,
		const struct tsv_row *row)
{
	bool feature = row->cell[CUE_KIND].number == CUE_FEATURE;
	struct score_entry entry;

	if (!pantau_score_entry_begin(builder, table, row, feature ? ENTRY_FEATURE :
			ENTRY_CUE, &entry)) {
		return false;
	}
	entry.weight[0] = (float)row->cell[CUE_WEIGHT].number;
	entry.group = find_group(&builder->tables->table[TABLE_HOAX_GROUPS],
			row->cell[CUE_GROUP].text);
	/* Features are found by name, in the run of the root. */
	return !feature ? add_row(builder, row, true, &entry) :
			add_ending(builder, 0,
			pantau_score_builder_entries(builder)) &&
			pantau_score_entry_end(builder, &entry);
}

/* The term is that of the cue that does not count: equal strings have one id. */
static bool add_exception(struct score_builder *builder,
		const struct table *table, const struct tsv_row *row)
{
	struct str name = row->cell[EXCEPT_NAME].text;
	struct score_entry entry;

	if (!pantau_score_entry_begin(builder, table, row, ENTRY_EXCEPTION,
			&entry)) {
		return false;
	}
	if (row->cell[EXCEPT_KIND].number == EXCEPT_GROUP) {
		entry.group = find_group(
				&builder->tables->table[TABLE_HOAX_GROUPS],
				name);
	}
	entry.term = pantau_strtab_builder_add(&builder->terms, name);
	return entry.term != 0 && add_row(builder, row, true, &entry);
}

static bool add_modality(struct score_builder *builder,
		const struct table *table, const struct tsv_row *row)
{
	struct score_entry entry;

	if (!pantau_score_entry_begin(builder, table, row, ENTRY_MODALITY,
			&entry)) {
		return false;
	}
	entry.variant = (uint8_t)row->cell[MODALITY_KIND].number;
	entry.weight[0] = (float)row->cell[MODALITY_FACTOR].number;
	return add_row(builder, row, false, &entry);
}

static bool add_act(struct score_builder *builder, const struct table *table,
		const struct tsv_row *row)
{
	struct str cue = row->cell[ACT_CUE].text;
	bool trait = act_is_trait(cue);
	struct score_entry entry;

	if (!pantau_score_entry_begin(builder, table, row, trait ?
			ENTRY_ACT_TRAIT : ENTRY_ACT, &entry)) {
		return false;
	}
	entry.weight[0] = (float)row->cell[ACT_WEIGHT].number;
	/* The choices of the schema are in the order of the enums. */
	entry.group = (uint8_t)row->cell[ACT_ACT].number;
	entry.variant = (uint8_t)(trait ? (unsigned)pantau_act_trait(cue) :
			(unsigned)row->cell[ACT_PLACE].number);
	return trait ? pantau_score_entry_end(builder, &entry) :
			add_row(builder, row, true, &entry);
}

static bool add_groups(struct score_builder *builder)
{
	const struct table *table = &builder->tables->table[TABLE_HOAX_GROUPS];

	for (size_t i = 0; i < table->rows && i < GROUPS_MAX; i++) {
		const struct cell *cell = table->row[i].cell;
		struct score_group group = {
			.cap = (float)cell[GROUP_CAP].number,
			.name = pantau_strtab_builder_add(&builder->terms,
					cell[GROUP_GROUP].text),
			.title_id = pantau_strtab_builder_add(&builder->terms,
					cell[GROUP_TITLE_ID].text),
			.title_en = pantau_strtab_builder_add(&builder->terms,
					cell[GROUP_TITLE_EN].text),
		};
		if (group.name == 0 || group.title_id == 0 ||
				group.title_en == 0) {
			return false;
		}
		pantau_buf_append(&builder->groups, (const char *)&group,
				sizeof(group));
	}
	return !builder->groups.failed;
}

/*
 * Emoji come with and without the variation selector U+FE0F, emoticons in
 * either case, whatever the row says; folding may have changed both. Writes the
 * other spelling into out.
 */
static void other_spelling(struct str term, struct buf *out)
{
	pantau_buf_clear(out);
	for (size_t i = 0; i < term.n; i++) {
		if (str_starts(str_skip(term, i), STR("\xef\xb8\x8f"))) {
			i += 2;
			continue;
		}
		char c = term.p[i];
		pantau_buf_char(out, c >= 'A' && c <= 'Z' ?
				(char)(c + ('a' - 'A')) : c);
	}
}

/* After all rows, so that a row that spells it out wins. */
static bool add_spellings(struct score_builder *builder,
		const struct table *table, uint32_t first)
{
	struct buf spelling;
	uint8_t words;
	bool ok = true;

	pantau_buf_init(&spelling);
	for (size_t i = 0; ok && i < table->rows; i++) {
		other_spelling(table->row[i].cell[0].text, &spelling);
		struct str other = buf_str(&spelling);
		if (!spelling.failed && (other.n == 0 ||
				pantau_strtab_builder_find(&builder->lexemes,
				other) != 0)) {
			continue;
		}
		ok = !spelling.failed && add_sequence(builder, other, false,
				first + (uint32_t)i, &words);
	}
	pantau_buf_finish(&spelling);
	return ok;
}

static const struct {
	enum table_kind kind;
	bool (*add)(struct score_builder *, const struct table *,
			const struct tsv_row *);
} sequences[] = {
	{TABLE_SENTIMENT, add_tone},
	{TABLE_SENTIMENT_JV, add_tone},
	{TABLE_SENTIMENT_SU, add_tone},
	{TABLE_EMOJI, add_tone},
	{TABLE_NEGATORS, add_negator},
	{TABLE_NEGATORS_JV, add_negator},
	{TABLE_NEGATORS_SU, add_negator},
	{TABLE_INTENSIFIERS, add_intensifier},
	{TABLE_INTENSIFIERS_JV, add_intensifier},
	{TABLE_INTENSIFIERS_SU, add_intensifier},
	{TABLE_CONTRAST, add_contrast},
	{TABLE_MODALITY, add_modality},
	{TABLE_HOAX_CUES, add_cue},
	{TABLE_HOAX_EXCEPTIONS, add_exception},
	{TABLE_ACTS, add_act},
};
#define SEQUENCES (sizeof(sequences) / sizeof(sequences[0]))

static bool add_rows(struct score_builder *builder)
{
	uint32_t first_emoji = 0;

	for (size_t k = 0; k < SEQUENCES; k++) {
		const struct table *table =
				&builder->tables->table[sequences[k].kind];
		if (sequences[k].kind == TABLE_EMOJI) {
			first_emoji = pantau_score_builder_entries(builder);
		}
		for (size_t i = 0; i < table->rows; i++) {
			if (!sequences[k].add(builder, table, &table->row[i])) {
				return false;
			}
		}
	}
	return add_groups(builder) && add_spellings(builder,
			&builder->tables->table[TABLE_EMOJI], first_emoji) &&
			pantau_layers_add(builder);
}

/* Room for an edge per word, twice for emoji, at most half full. */
static bool make_edges(struct score_builder *builder)
{
	size_t words = 0, slots = 16;

	for (size_t k = 0; k < SEQUENCES; k++) {
		enum table_kind kind = sequences[k].kind;
		const struct table *table = &builder->tables->table[kind];
		for (size_t i = 0; i < table->rows; i++) {
			struct str term = table->row[i].cell[0].text;
			words += kind == TABLE_EMOJI ? 2 : 1;
			for (size_t b = 0; b < term.n; b++) {
				words += term.p[b] == ' ';
			}
		}
	}
	while (slots < words * 2) {
		slots *= 2;
	}
	builder->edge = calloc(slots, sizeof(*builder->edge));
	builder->edge_slots = (uint32_t)slots;
	builder->nodes = 1;
	return builder->edge != NULL;
}

/* Endings sorted by node, in order of entries within a node. */
static bool store_endings(struct score_builder *builder,
		struct image_builder *image)
{
	size_t n = builder->endings.n / sizeof(struct ending);
	const struct ending *ending = (const void *)builder->endings.p;
	struct trie_node *node = calloc(builder->nodes, sizeof(*node));
	uint32_t *order = calloc(n != 0 ? n : 1, sizeof(*order));
	bool ok = false;

	if (node == NULL || order == NULL) {
		goto out;
	}
	for (size_t i = 0; i < n; i++) {
		node[ending[i].node].entries++;
	}
	for (uint32_t i = 1; i < builder->nodes; i++) {
		node[i].first_entry = node[i - 1].first_entry +
				node[i - 1].entries;
	}
	for (size_t i = 0; i < n; i++) {
		order[node[ending[i].node].first_entry++] = ending[i].entry;
	}
	for (uint32_t i = 0; i < builder->nodes; i++) {
		node[i].first_entry -= node[i].entries;
	}
	ok = pantau_image_builder_add(image, SCORE_NODES,
			str_make((const char *)node,
				builder->nodes * sizeof(*node))) &&
			pantau_image_builder_add(image, SCORE_ORDER,
			str_make((const char *)order, n * sizeof(*order)));
out:
	free(order);
	free(node);
	return ok;
}

static bool store(struct score_builder *builder, struct image_builder *image)
{
	struct str edges = str_make((const char *)builder->edge,
			builder->edge_slots * sizeof(*builder->edge));

	return pantau_strtab_builder_store(&builder->lexemes, image,
				SCORE_LEXEMES) &&
			pantau_strtab_builder_store(&builder->terms, image,
				SCORE_TERMS) &&
			pantau_strtab_builder_store(&builder->files, image,
				SCORE_FILES) &&
			pantau_strtab_builder_store(&builder->classes, image,
				SCORE_CLASSES) &&
			pantau_image_builder_add(image, SCORE_ENTRIES,
				buf_str(&builder->entries)) &&
			pantau_image_builder_add(image, SCORE_GROUPS,
				buf_str(&builder->groups)) &&
			pantau_image_builder_add(image, SCORE_EDGES, edges) &&
			store_endings(builder, image) &&
			pantau_layers_store(builder, image) &&
			pantau_language_build(builder->tables, image);
}

bool pantau_score_build(const struct tables *tables, struct buf *out)
{
	struct score_builder builder = {.tables = tables};
	struct image_builder *image = pantau_image_builder_create(IMAGE_SCORE);

	pantau_strtab_builder_init(&builder.lexemes);
	pantau_strtab_builder_init(&builder.terms);
	pantau_strtab_builder_init(&builder.files);
	pantau_strtab_builder_init(&builder.classes);
	pantau_buf_init(&builder.entries);
	pantau_buf_init(&builder.groups);
	pantau_buf_init(&builder.endings);
	bool ok = image != NULL && make_edges(&builder) &&
			add_rows(&builder) && store(&builder, image) &&
			pantau_image_builder_seal(image, out);
	free(builder.edge);
	pantau_buf_finish(&builder.endings);
	pantau_buf_finish(&builder.groups);
	pantau_buf_finish(&builder.entries);
	pantau_strtab_builder_finish(&builder.classes);
	pantau_strtab_builder_finish(&builder.files);
	pantau_strtab_builder_finish(&builder.terms);
	pantau_strtab_builder_finish(&builder.lexemes);
	pantau_image_builder_destroy(image);
	return ok;
}
