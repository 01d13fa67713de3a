/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The state as bytes, and back from them. */

#include <stdlib.h>

#include "base/hash.h"
#include "similar/story_state.h"

#define MAGIC "pantau-s"
#define ORDER UINT32_C(0x01020304)

/* Then runs times struct story_expected, then deads times a number. */
struct head {
	char magic[8];
	uint64_t checksum; /* of all that follows */
	uint32_t order;
	uint32_t next;
	uint32_t runs, deads;
	struct story_clock clock;
	uint32_t zero;
};

_Static_assert(sizeof(struct head) == 104, "no holes");

/* --- out --- */

enum pantau_status pantau_stories_changes(struct pantau_stories *s,
		struct story_changes *out, struct pantau_error *err)
{
	uint32_t *write = realloc(s->write, (s->runs + 1) * sizeof(*write));

	if (write == NULL) {
		return pantau_fail_memory(err);
	}
	s->write = write;
	*out = (struct story_changes){.edge = s->edge, .edges = s->edges,
			.write = write, .gone = s->gone, .gones = s->gones};
	for (size_t i = 0; i < s->runs; i++) {
		if (s->run[i].header != NULL && (!s->run[i].stored ||
				s->run[i].changed)) {
			write[out->writes++] = s->run[i].header->number;
		}
	}
	return PANTAU_OK;
}

void pantau_stories_stored(struct pantau_stories *s)
{
	s->edges = s->gones = 0;
	for (size_t i = 0; i < s->runs; i++) {
		s->run[i].stored = true;
		s->run[i].changed = false;
	}
}

struct str pantau_stories_run(const struct pantau_stories *s, uint32_t number)
{
	for (size_t i = 0; i < s->runs; i++) {
		const struct story_run *run = &s->run[i];
		if (run->header != NULL && run->header->number == number) {
			return str_make((const char *)run->header, run->size);
		}
	}
	return (struct str){NULL, 0};
}

static uint64_t checksum(const char *bytes, size_t n)
{
	size_t skip = offsetof(struct head, order);

	return pantau_hash(str_make(bytes + skip, n - skip), 0);
}

enum pantau_status pantau_stories_head(const struct pantau_stories *s,
		struct buf *out, struct pantau_error *err)
{
	struct head head = {.magic = MAGIC, .order = ORDER, .next = s->next,
			.runs = (uint32_t)s->runs,
			.deads = (uint32_t)s->deads, .clock = s->clock};

	pantau_buf_clear(out);
	pantau_buf_append(out, (const char *)&head, sizeof(head));
	for (size_t i = 0; i < s->runs; i++) {
		struct story_expected e = s->missing > 0 ? s->expected[i] :
				(struct story_expected){
				s->run[i].header->checksum,
				s->run[i].header->number};
		pantau_buf_append(out, (const char *)&e, sizeof(e));
	}
	if (s->deads > 0) {
		pantau_buf_append(out, (const char *)s->dead,
				s->deads * sizeof(*s->dead));
	}
	if (out->failed) {
		return pantau_fail_memory(err);
	}
	uint64_t sum = checksum(out->p, out->n);
	memcpy(out->p + offsetof(struct head, checksum), &sum, sizeof(sum));
	return PANTAU_OK;
}

/* --- in --- */

static enum pantau_status damaged(struct pantau_error *err)
{
	return pantau_fail(err, PANTAU_DAMAGED, PANTAU_T(err,
			"what is known of stories is damaged",
			"data cerita rusak"));
}

static bool read_head(struct str bytes, struct head *head)
{
	if (bytes.n < sizeof(*head)) {
		return false;
	}
	memcpy(head, bytes.p, sizeof(*head));
	return memcmp(head->magic, MAGIC, sizeof(head->magic)) == 0 &&
			head->order == ORDER && bytes.n == sizeof(*head) +
			head->runs * sizeof(struct story_expected) +
			head->deads * sizeof(uint64_t) &&
			checksum(bytes.p, bytes.n) == head->checksum;
}

enum pantau_status pantau_stories_resume(struct pantau_stories *s,
		struct str bytes, struct pantau_error *err)
{
	struct head head;

	if (s->runs > 0 || s->deads > 0) {
		return pantau_fail(err, PANTAU_USAGE, PANTAU_T(err,
				"stories that have begun cannot be resumed",
				"cerita yang sudah berjalan tidak dapat "
				"dimuat ulang"));
	}
	if (!read_head(bytes, &head)) {
		return damaged(err);
	}
	size_t runs = head.runs, deads = head.deads;
	struct story_run *run = calloc(runs + 1, sizeof(*run));
	struct story_expected *expected = malloc((runs + 1) *
			sizeof(*expected));
	uint64_t *dead = malloc((deads + 1) * sizeof(*dead));
	if (run == NULL || expected == NULL || dead == NULL) {
		free(run);
		free(expected);
		free(dead);
		return pantau_fail_memory(err);
	}
	const char *at = bytes.p + sizeof(head);
	memcpy(expected, at, runs * sizeof(*expected));
	memcpy(dead, at + runs * sizeof(*expected), deads * sizeof(*dead));
	free(s->run);
	free(s->expected);
	free(s->dead);
	s->run = run;
	s->runs = s->missing = runs;
	s->run_room = runs + 1;
	s->expected = expected;
	s->dead = dead;
	s->deads = deads;
	s->clock = head.clock;
	s->next = head.next;
	return PANTAU_OK;
}

enum pantau_status pantau_stories_take_run(struct pantau_stories *s,
		void *block, size_t n, struct pantau_error *err)
{
	struct story_run run;
	bool memory;

	if (!pantau_story_run_take(&run, block, n, &memory)) {
		return memory ? pantau_fail_memory(err) : damaged(err);
	}
	for (size_t i = 0; i < s->runs && s->missing > 0; i++) {
		if (s->run[i].header == NULL && s->expected[i].number ==
				run.header->number && s->expected[i].checksum ==
				run.header->checksum) {
			s->run[i] = run;
			s->missing--;
			return PANTAU_OK;
		}
	}
	run.header = NULL;
	pantau_story_run_finish(&run);
	return damaged(err);
}

enum pantau_status pantau_stories_load_run(struct pantau_stories *s,
		struct str bytes, struct pantau_error *err)
{
	void *block = malloc(bytes.n + 1);

	if (block == NULL) {
		return pantau_fail_memory(err);
	}
	if (bytes.n != 0) {
		memcpy(block, bytes.p, bytes.n);
	}
	enum pantau_status status = pantau_stories_take_run(s, block, bytes.n,
			err);
	if (status != PANTAU_OK) {
		free(block);
	}
	return status;
}

enum pantau_status pantau_stories_load_edge(struct pantau_stories *s,
		struct story_edge edge, struct pantau_error *err)
{
	/* Each story once, and no circles. */
	if (edge.story == 0 || edge.parent == 0 ||
			pantau_stories_find(s, edge.story) != edge.story ||
			(edge.parent != edge.story && pantau_stories_find(s,
			edge.parent) == edge.story)) {
		return damaged(err);
	}
	return pantau_story_parents_put(&s->parents, edge) ? PANTAU_OK :
			pantau_fail_memory(err);
}
