/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Random queries over random documents: what the plan finds is what a plain
 * walk over all documents finds, in every order. The seed is fixed.
 */

#include "check.h"

#include <inttypes.h>

#include "search/predicate.h"
#include "random_below.h"
#include "search_fixture.h"

#define DOCS 300
#define QUERIES 2500
#define DAY INT64_C(86400)
#define NOW INT64_C(1794114000)

static const char *const vocabulary[] = {
	"banjir", "kebanjiran", "harga", "harganya", "beras", "naik",
	"kenaikan", "tanggul", "menolak", "penolakan", "tolak", "warga",
	"pasar", "jalan", "rusak", "kerusakan", "korupsi", "koruptor",
	"menteri", "kementerian", "rumah", "di", "dan", "tanpa", "#mbg",
	"#tolakbanjir", "@bmkg", "anti-banjir", "rp2", "2026",
};
static const char *const sources[] = {
	"detik.com", "detik-jateng", "detikers", "kompas", "kicau",
};
static const char *const regions[] = {
	"Kota Semarang", "Semarang", "Demak", NULL,
};
static const char *const languages[] = {"id", "jv", NULL};
static const char *const authors[] = {"budi", "+bmkg", "siti", NULL};

#define PICK(list) list[below(sizeof(list) / sizeof((list)[0]))]

struct tokenized {
	struct pantau_tokens tokens;
};

struct world {
	struct search_store store;
	struct search_doc doc[DOCS];
	char text[DOCS][2][256];
	struct tokenized field[DOCS][2]; /* title, text */
	struct arena arena;
	uint64_t random;
};

static struct world *world;

static uint32_t below(size_t n)
{
	return random_below(&world->random, n);
}

static void make_text(char *out, size_t words)
{
	*out = '\0';
	for (size_t i = 0; i < words; i++) {
		strcat(out, i > 0 ? " " : "");
		strcat(out, PICK(vocabulary));
	}
}

static void make_docs(void)
{
	for (size_t i = 0; i < DOCS; i++) {
		struct search_doc *doc = &world->doc[i];
		make_text(world->text[i][0], below(5));
		make_text(world->text[i][1], below(14));
		*doc = (struct search_doc){
			.source = PICK(sources),
			.kind = (enum doc_kind)(1 + below(KINDS - 1)),
			.author = PICK(authors),
			/* Late ones come early now and then. */
			.published = below(10) == 0 ? 0 : NOW - 20 * DAY +
				(int64_t)i * 5000 + (int64_t)below(200000),
			.title = world->text[i][0], .text = world->text[i][1],
			.language = PICK(languages), .region = PICK(regions),
			.likes = (int64_t)below(30),
			.tone = (enum pantau_tone)below(5),
			.hoax = (enum pantau_hoax_level)below(3),
		};
		/* No document may be empty. */
		strcat(world->text[i][1], i % 2 == 0 ? " rumah" : " pasar");
	}
}

static void analyse_into(struct str text, struct pantau_tokens *out)
{
	assert_int_equal(pantau_analyse_into(world->store.analyser, text,
			&world->arena, out, NULL), PANTAU_OK);
}

static int setup(void **state)
{
	(void)state;
	world = calloc(1, sizeof(*world));
	assert_non_null(world);
	world->random = 20261108;
	pantau_arena_init(&world->arena);
	search_open_store(&world->store);
	make_docs();
	search_fill(&world->store, world->doc, DOCS);
	for (size_t i = 0; i < DOCS; i++) {
		for (size_t f = 0; f < 2; f++) {
			analyse_into(str_of(world->text[i][f]),
					&world->field[i][f].tokens);
		}
	}
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	search_close_store(&world->store);
	pantau_arena_finish(&world->arena);
	free(world);
	return 0;
}

/* --- the plain walk --- */

static struct str term_of(const struct pantau_tokens *tokens, size_t i)
{
	return str_make(tokens->term[i].bytes, tokens->term[i].length);
}

/* Whether a position of the document answers one of the query. */
static bool answers(const struct query_node *leaf, bool last,
		const struct pantau_tokens *query, uint32_t at,
		const struct pantau_tokens *doc, uint32_t position)
{
	struct str surface = {NULL, 0}, stem = {NULL, 0};
	bool first = true;
	for (size_t i = query->terms; i-- > 0;) {
		if (query->term[i].position != at) {
			continue;
		}
		if (query->term[i].kind == PANTAU_TERM_STEM) {
			stem = term_of(query, i);
		} else if (query->term[i].kind == PANTAU_TERM_SURFACE) {
			surface = term_of(query, i);
		}
	}
	stem = stem.n != 0 ? stem : surface;
	for (size_t i = 0; i < doc->terms; i++) {
		if (doc->term[i].position != position) {
			continue;
		}
		struct str term = term_of(doc, i);
		if (leaf->prefix || leaf->exact) {
			if (first && (leaf->prefix && last ?
					str_starts(term, surface) :
					str_eq(term, surface))) {
				return true;
			}
		} else if (str_eq(term, stem)) {
			return true;
		}
		first = false;
	}
	return false;
}

/* Starts of a leaf's words in a field; lengths are equal. */
static size_t starts(const struct query_node *leaf,
		const struct pantau_tokens *query, const struct pantau_tokens *doc,
		uint32_t *out)
{
	size_t n = 0;
	for (uint32_t p = 0; p + query->positions <= doc->positions; p++) {
		bool all = true;
		for (uint32_t i = 0; all && i < query->positions; i++) {
			all = answers(leaf, i + 1 == query->positions, query, i,
					doc, p + i);
		}
		if (all) {
			out[n++] = p;
		}
	}
	return n;
}

/* A loose word: any of its positions will do. */
static bool loosely(const struct query_node *leaf,
		const struct pantau_tokens *query, const struct pantau_tokens *doc)
{
	for (uint32_t i = 0; i < query->positions; i++) {
		for (uint32_t p = 0; p < doc->positions; p++) {
			if (answers(leaf, true, query, i, doc, p)) {
				return true;
			}
		}
	}
	return false;
}

static bool in_field(enum query_field asked, size_t f)
{
	return asked == FIELD_ANY || (asked == FIELD_TITLE) == (f == 0);
}

/* As FTS5 has it: some start is the greatest, and each phrase has one that
 * begins not after it and ends at most distance before it. */
static bool near_in(const struct query_node *tree,
		const struct pantau_tokens *query, const struct pantau_tokens *doc)
{
	uint32_t at[8][64];
	size_t n[8];
	for (size_t i = 0; i < tree->children; i++) {
		n[i] = starts(tree->child[i], &query[i], doc, at[i]);
	}
	for (size_t i = 0; i < tree->children; i++) {
		for (size_t j = 0; j < n[i]; j++) {
			uint32_t greatest = at[i][j];
			bool all = true;
			for (size_t k = 0; all && k < tree->children; k++) {
				all = false;
				for (size_t l = 0; l < n[k]; l++) {
					all = all || (at[k][l] <= greatest &&
						at[k][l] + query[k].positions +
						tree->distance >= greatest);
				}
			}
			if (all) {
				return true;
			}
		}
	}
	return false;
}

static bool leads(struct str name, struct str wanted)
{
	return pantau_name_matches(name, wanted, NAME_LEADS, false);
}

static bool filter_holds(const struct query_node *node,
		const struct search_doc *doc)
{
	const char *author = doc->author;
	switch (node->filter) {
	case FILTER_SOURCE:
		return leads(str_of(doc->source), node->text);
	case FILTER_KIND:
		return doc->kind == (enum doc_kind)node->number;
	case FILTER_TONE:
		return doc->tone == (enum pantau_tone)node->number;
	case FILTER_HOAX:
		return doc->hoax == (enum pantau_hoax_level)node->number;
	case FILTER_LANGUAGE:
		return str_eq(str_of(doc->language), node->text);
	case FILTER_REGION:
		return doc->region != NULL && strstr(doc->region,
				node->text.p[0] == 'S' ? "Semarang" : "Demak") !=
				NULL;
	case FILTER_AUTHOR:
		author += author != NULL && author[0] == '+';
		return str_eq(str_of(author), node->text);
	case FILTER_DATE:
		return doc->published != 0 && doc->published >=
				node->span.from && doc->published < node->span.until;
	default:
		return false;
	}
}

static bool holds(const struct query_node *node, size_t i)
{
	struct pantau_tokens query[8];
	uint32_t at[64];
	switch (node->op) {
	case QUERY_AND:
	case QUERY_OR:
		for (size_t c = 0; c < node->children; c++) {
			if (holds(node->child[c], i) == (node->op == QUERY_OR)) {
				return node->op == QUERY_OR;
			}
		}
		return node->op == QUERY_AND;
	case QUERY_NOT:
		return !holds(node->child[0], i);
	case QUERY_FILTER:
		return filter_holds(node, &world->doc[i]);
	case QUERY_ALL:
		return true;
	default:
		break;
	}
	bool near = node->op == QUERY_NEAR;
	for (size_t c = 0; c < (near ? node->children : 1); c++) {
		analyse_into(near ? node->child[c]->text : node->text, &query[c]);
	}
	for (size_t f = 0; f < 2; f++) {
		const struct pantau_tokens *doc = &world->field[i][f].tokens;
		if (in_field(node->field, f) && (near ?
				near_in(node, query, doc) : node->loose ?
				loosely(node, &query[0], doc) :
				starts(node, &query[0], doc, at) > 0)) {
			return true;
		}
	}
	return false;
}

/* --- random queries --- */

static void add(struct buf *out, const char *s)
{
	pantau_buf_str(out, str_of(s));
}

static void random_term(struct buf *out)
{
	static const char *const filters[] = {
		"sumber:detik", "sumber:kompas", "source:detik-jateng",
		"jenis:berita", "kind:post", "jenis:aduan", "nada:negatif",
		"tone:neutral", "nada:ragu", "hoaks:dicek", "hoax:none",
		"bahasa:jv", "bahasa:id", "wilayah:Semarang", "wilayah:Demak",
		"akun:budi", "akun:bmkg", "tanggal:2026-10-25..2026-11-02",
		"date:7d", "tanggal:2026-11-06..", "tanggal:2020", "isu:x",
	};
	static const char *const prefixes[] = {
		"kor*", "ban*", "men*", "ke*", "#t*", "anti-b*", "z*",
	};
	const char *field = below(6) == 0 ? "judul:" : below(6) == 0 ? "isi:" :
			"";
	switch (below(9)) {
	case 0:
	case 1:
		add(out, PICK(filters));
		break;
	case 2:
		pantau_buf_printf(out, "%s=\"%s\"", field, PICK(vocabulary));
		break;
	case 3:
		pantau_buf_printf(out, "%s%s", field, PICK(prefixes));
		break;
	case 4:
		pantau_buf_printf(out, "%s\"%s %s\"", field, PICK(vocabulary),
				PICK(vocabulary));
		break;
	case 5:
		pantau_buf_printf(out, "%s DEKAT/%u \"%s\"", PICK(vocabulary),
				below(5), PICK(vocabulary));
		break;
	default:
		pantau_buf_printf(out, "%s\"%s\"", field, PICK(vocabulary));
		break;
	}
}

static void random_query(struct buf *out, unsigned depth)
{
	size_t parts = 1 + below(3);
	for (size_t i = 0; i < parts; i++) {
		static const char *const joins[] = {
			" ", " ATAU ", " OR ", " DAN ", " TANPA ", " ",
		};
		add(out, i > 0 ? PICK(joins) : "");
		if (below(5) == 0) {
			add(out, "-");
		}
		if (depth > 0 && below(3) == 0) {
			add(out, "(");
			random_query(out, depth - 1);
			add(out, ")");
		} else {
			/* A group, so that '-' is of the whole NEAR. */
			add(out, "(");
			random_term(out);
			add(out, ")");
		}
	}
}

/* --- comparing --- */

static int64_t key_of(enum sort sort, int64_t id)
{
	static const int urgency[] = {0, 4, 2, 1, 3};
	const struct search_doc *doc = &world->doc[id - 1];
	int64_t time = doc->published;
	switch (sort) {
	case SORT_NEWEST:
		return time != 0 ? time : INT64_MIN;
	case SORT_OLDEST:
		return time != 0 ? -time : INT64_MIN;
	case SORT_TONE:
		return ((int64_t)urgency[doc->tone] << 40) + time;
	default:
		return doc->likes;
	}
}

static bool in_order(const struct hit *a, const struct hit *b, enum sort sort)
{
	int64_t x = a->item.id, y = b->item.id;
	if (sort == SORT_RELEVANCE) {
		return a->score > b->score || (a->score > 0 &&
				a->score == b->score && x > y) ||
				(a->score == 0 && b->score == 0);
	}
	int64_t key = key_of(sort, x), next = key_of(sort, y);
	return key > next || (key == next && (sort == SORT_OLDEST) == (x < y));
}

static void check_marks(const struct hit *hit)
{
	for (size_t i = 0; i < hit->highlights; i++) {
		assert_true(hit->highlight[i].end <= hit->snippet.n);
		assert_true(hit->highlight[i].start < hit->highlight[i].end);
	}
	for (size_t i = 0; i < hit->title_highlights; i++) {
		assert_true(hit->title_highlight[i].end <=
				hit->item.doc.title.n);
	}
}

static bool compare(const bool *expected, size_t n, const struct hits *hits,
		enum sort sort, const struct search_options *options)
{
	bool seen[DOCS] = {false};
	size_t shown = n > options->offset ? n - options->offset : 0;
	shown = shown < options->limit ? shown : options->limit;
	if (hits->total != n || hits->n != shown) {
		return false;
	}
	for (size_t i = 0; i < hits->n; i++) {
		int64_t id = hits->hit[i].item.id;
		if (id < 1 || id > DOCS || !expected[id - 1] || seen[id - 1]) {
			return false;
		}
		seen[id - 1] = true;
		check_marks(&hits->hit[i]);
		if (i > 0 && !in_order(&hits->hit[i - 1], &hits->hit[i], sort)) {
			return false;
		}
	}
	return true;
}

static void check_query(struct str text)
{
	struct search_options options = {
		.query = {.now = NOW, .zone = ZONE_WIB, .any = below(8) == 0},
		.sort = (enum sort)below(5), .limit = SIZE_MAX,
		.since = below(6) == 0 ? NOW - 9 * DAY : INT64_MIN,
		.until = below(6) == 0 ? NOW - 4 * DAY : INT64_MAX,
	};
	struct search_store *s = &world->store;
	struct query query;
	struct hits hits;
	struct counts counts;
	bool expected[DOCS];
	size_t n = 0;
	if (below(4) == 0) {
		options.limit = below(20);
		options.offset = below(20);
	}
	if (pantau_query_parse(text, &options.query, &query, &s->err) !=
			PANTAU_OK || pantau_search(s->store, s->analyser, text,
			&options, &hits, &s->err) != PANTAU_OK ||
			pantau_count(s->store, s->analyser, text, COUNT_TOTAL,
			&options, &counts, &s->err) != PANTAU_OK) {
		fail_msg(STR_FMT ": %s", STR_ARG(text), s->err.message);
	}
	pantau_arena_reset(&s->arena);
	for (size_t i = 0; i < DOCS; i++) {
		int64_t time = world->doc[i].published;
		bool inside = options.since == INT64_MIN &&
				options.until == INT64_MAX;
		inside = inside || (time != 0 && time >= options.since &&
				time < options.until);
		expected[i] = inside && holds(query.root, i);
		n += expected[i];
	}
	bool same = compare(expected, n, &hits, options.sort, &options);
	if (!same || counts.total != n) {
		print_error("query <" STR_FMT "> sort %d any %d: expected %zu, "
				"total %" PRIu64 ", shown %zu, counted %" PRIu64
				"\n", STR_ARG(text), options.sort,
				options.query.any, n, hits.total, hits.n,
				counts.total);
		fail();
	}
	pantau_counts_finish(&counts);
	pantau_hits_finish(&hits);
	pantau_query_finish(&query);
}

static void finds_what_a_plain_walk_finds(void **state)
{
	struct buf query;
	struct arena kept = world->arena;
	(void)state;
	pantau_buf_init(&query);
	for (unsigned i = 0; i < QUERIES; i++) {
		/* What the walk analyses is let go of each time. */
		pantau_arena_init(&world->arena);
		pantau_buf_clear(&query);
		random_query(&query, 3);
		check_query(buf_str(&query));
		pantau_arena_finish(&world->arena);
	}
	world->arena = kept;
	pantau_buf_finish(&query);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_a_plain_walk_finds),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
