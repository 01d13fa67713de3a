/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* A corpus, analysed once: its terms by number. */

#include "surface_cost.h"

#include <stdlib.h>
#include <time.h>

#include "import/import.h"
#include "lexicon/lexicons.h"

double surface_cpu(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static bool reserve(void **p, size_t *room, size_t n, size_t size)
{
	if (n <= *room) {
		return true;
	}
	size_t more = *room * 2 > n ? *room * 2 : n + 1024;
	void *grown = realloc(*p, more * size);
	if (grown != NULL) {
		*p = grown;
		*room = more;
	}
	return grown != NULL;
}

static bool add_terms(struct corpus *c, const struct pantau_tokens *tokens)
{
	if (!reserve((void **)&c->code, &c->room, c->n + tokens->terms,
			sizeof(*c->code))) {
		return false;
	}
	for (size_t i = 0; i < tokens->terms; i++) {
		const struct pantau_term *term = &tokens->term[i];
		bool added, first = i == 0 ||
				term->position != term[-1].position;
		uint32_t *word = pantau_map_put(&c->words, str_make(term->bytes,
				term->length), &added);
		if (word == NULL) {
			return false;
		}
		if (added) {
			*word = (uint32_t)c->words.n - 1;
		}
		c->code[c->n++] = *word << 3 | (first ? OCCURS_FIRST : 0) |
				term->kind;
	}
	return true;
}

static void note(struct corpus *c, size_t bytes, double seconds)
{
	struct timed *timed = bytes >= 400 && bytes < 600 ? &c->brief
			: bytes >= 1300 && bytes < 1500 ? &c->longer : NULL;
	c->seconds += seconds;
	if (timed != NULL) {
		timed->n++;
		timed->bytes += bytes;
		timed->seconds += seconds;
	}
}

static bool add_document(struct corpus *c, struct pantau_analyser *analyser,
		const struct doc *doc, struct map *sources)
{
	const struct str part[] = {doc->text, doc->title};
	bool added;
	uint32_t *source = pantau_map_put(sources, doc->source, &added);
	if (source == NULL) {
		return false;
	}
	*source = added ? (uint32_t)sources->n : *source;
	if (c->docs + 2 > c->doc_room) {
		size_t room = c->doc_room * 2 + 1024;
		void *field = realloc(c->field, 2 * room * sizeof(*c->field));
		void *of = realloc(c->source, room * sizeof(*c->source));
		c->field = field != NULL ? field : c->field;
		c->source = of != NULL ? of : c->source;
		if (field == NULL || of == NULL) {
			return false;
		}
		c->doc_room = room;
	}
	c->source[c->docs] = *source;
	for (size_t i = 0; i < 2; i++) {
		struct pantau_tokens tokens;
		double began = surface_cpu();
		if (pantau_analyse(analyser, part[i].p, part[i].n, &tokens,
				NULL) != PANTAU_OK) {
			return false;
		}
		note(c, part[i].n, surface_cpu() - began);
		c->field[2 * c->docs + i] = c->n;
		c->bytes += part[i].n;
		if (!add_terms(c, &tokens)) {
			return false;
		}
	}
	c->field[2 * ++c->docs] = c->n;
	return true;
}

/* Documents by surface, of positions with another stem. */
static bool count_documents(struct corpus *c)
{
	uint32_t *stamp = calloc(c->words.n + 1, sizeof(*stamp));
	c->documents = calloc(c->words.n + 1, sizeof(*c->documents));
	bool ok = stamp != NULL && c->documents != NULL;
	for (size_t doc = 0; ok && doc < c->docs; doc++) {
		uint32_t surface = 0;
		for (size_t i = c->field[2 * doc]; i < c->field[2 * doc + 2];
				i++) {
			uint32_t code = c->code[i];
			surface = (code & OCCURS_FIRST) != 0 ? code >> 3
					: surface;
			if ((code & OCCURS_KIND) == PANTAU_TERM_STEM &&
					(code & OCCURS_FIRST) == 0 &&
					stamp[surface] != doc + 1) {
				stamp[surface] = (uint32_t)doc + 1;
				c->documents[surface]++;
			}
		}
	}
	free(stamp);
	return ok;
}

static bool find_levels(struct corpus *c, const struct text_image *image)
{
	c->level = calloc(c->words.n + 1, 1);
	for (size_t i = 0; c->level != NULL && i < c->words.n; i++) {
		c->level[i] = (unsigned char)pantau_text_image_level(image,
				c->words.entry[i].key);
	}
	return c->level != NULL;
}

/* Which companies a surface keeps, and which is the usual one. */
bool surface_readings(struct corpus *c)
{
	size_t room = 0;
	c->reading_of = calloc(c->words.n + 1, sizeof(*c->reading_of));
	bool ok = c->reading_of != NULL;
	for (size_t i = 0, n; ok && i < c->n; i += n) {
		bool added;
		for (n = 1; i + n < c->n &&
				(c->code[i + n] & OCCURS_FIRST) == 0; n++) {
		}
		uint32_t *at = pantau_map_put(&c->readings, str_make(
				(const char *)(c->code + i),
				n * sizeof(*c->code)), &added);
		ok = at != NULL && reserve((void **)&c->seen, &room,
				c->readings.n, sizeof(*c->seen));
		if (ok && added) {
			*at = (uint32_t)c->readings.n - 1;
			c->seen[*at] = 0;
		}
		if (ok) {
			c->seen[*at]++;
		}
	}
	for (size_t i = 0; ok && i < c->readings.n; i++) {
		uint32_t code;
		memcpy(&code, c->readings.entry[i].key.p, sizeof(code));
		uint32_t *best = &c->reading_of[code >> 3];
		if (*best == 0 || c->seen[i] > c->seen[*best - 1]) {
			*best = (uint32_t)i + 1;
		}
	}
	return ok;
}

bool surface_stands_alone(const struct corpus *c, const struct run *run,
		uint32_t code)
{
	uint32_t word = code >> 3, n = run->form == FORM_LISTED
			? c->level[word] + 1u : c->documents[word];
	if (c->documents[word] == 0 || n <= run->bound ||
			c->reading_of[word] == 0) {
		return false;
	}
	struct str usual = c->readings.entry[c->reading_of[word] - 1].key;
	for (size_t at = sizeof(code); at < usual.n; at += sizeof(code)) {
		memcpy(&code, usual.p + at, sizeof(code));
		if ((code & OCCURS_KIND) == PANTAU_TERM_STEM) {
			return true;
		}
	}
	return false;
}

bool surface_load(struct corpus *c, const struct pantau_lexicons *lexicons,
		const char *path, struct pantau_error *err)
{
	struct import_options options = {.stdin_fd = 0};
	struct import *import;
	struct pantau_analyser *analyser = NULL;
	struct arena arena;
	struct map sources;
	struct doc doc;
	struct str raw;
	pantau_map_init(&c->words, 1);
	pantau_map_init(&c->readings, 1);
	if (pantau_import_open(&path, 1, &options, &import, err) != PANTAU_OK) {
		return false;
	}
	pantau_arena_init(&arena);
	pantau_map_init(&sources, 1);
	enum pantau_status status = pantau_analyser_create(lexicons, &analyser,
			err);
	while (status == PANTAU_OK && (status = pantau_import_next(import,
			&arena, &doc, &raw, err)) == PANTAU_OK) {
		if (!add_document(c, analyser, &doc, &sources)) {
			status = pantau_fail_memory(err);
		}
		pantau_arena_reset(&arena);
	}
	pantau_import_close(import);
	pantau_analyser_destroy(analyser);
	pantau_map_finish(&sources);
	pantau_arena_finish(&arena);
	return status == PANTAU_END && count_documents(c) &&
			find_levels(c, pantau_lexicons_text(lexicons)) &&
			surface_readings(c);
}

void surface_unload(struct corpus *c)
{
	pantau_map_finish(&c->words);
	pantau_map_finish(&c->readings);
	free(c->code);
	free(c->field);
	free(c->source);
	free(c->documents);
	free(c->level);
	free(c->seen);
	free(c->reading_of);
}
