/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* An open table of edges, and a log of what stood there before. */

#include "similar/story_parent.h"

#include <stdlib.h>

#include "similar/shingle.h"

#define LOG_KEPT 4096 /* edges; a longer log is given back */

void pantau_story_parents_init(struct story_parents *p)
{
	*p = (struct story_parents){.slots = 0};
}

void pantau_story_parents_finish(struct story_parents *p)
{
	free(p->slot);
	free(p->log);
	pantau_story_parents_init(p);
}

/* A story's slot, or the free one where it belongs; there are slots. */
static struct story_edge *seek(const struct story_parents *p, uint32_t story)
{
	size_t at = (size_t)shingle_mix(story) & (p->slots - 1);

	while (p->slot[at].story != 0 && p->slot[at].story != story) {
		at = (at + 1) & (p->slots - 1);
	}
	return &p->slot[at];
}

static bool grow(struct story_parents *p)
{
	struct story_parents grown = *p;

	grown.slots = p->slots != 0 ? p->slots * 2 : 64;
	grown.slot = calloc(grown.slots, sizeof(*grown.slot));
	if (grown.slot == NULL) {
		return false;
	}
	for (size_t i = 0; i < p->slots; i++) {
		if (p->slot[i].story != 0) {
			*seek(&grown, p->slot[i].story) = p->slot[i];
		}
	}
	free(p->slot);
	*p = grown;
	return true;
}

static bool note(struct story_parents *p, struct story_edge before)
{
	if (!p->logging) {
		return true;
	}
	if (p->logged == p->log_room) {
		size_t room = p->log_room != 0 ? p->log_room * 2 : 64;
		struct story_edge *log = realloc(p->log, room * sizeof(*log));
		if (log == NULL) {
			return false;
		}
		p->log = log;
		p->log_room = room;
	}
	p->log[p->logged++] = before;
	return true;
}

bool pantau_story_parents_put(struct story_parents *p, struct story_edge edge)
{
	if (p->used >= p->slots / 2 && !grow(p)) {
		return false;
	}
	struct story_edge *slot = seek(p, edge.story);
	bool fresh = slot->story == 0;
	/* An edge to itself is as good as none. */
	if (!note(p, fresh ? (struct story_edge){edge.story, edge.story,
			edge.time} : *slot)) {
		return false;
	}
	p->used += fresh;
	*slot = edge;
	return true;
}

uint32_t pantau_story_parents_find(struct story_parents *p, uint32_t story,
		uint32_t *time)
{
	while (p->used != 0) {
		struct story_edge *slot = seek(p, story);
		if (slot->story == 0 || slot->parent == story) {
			break;
		}
		const struct story_edge *next = seek(p, slot->parent);
		/* Without memory for the log the path stays as long. */
		if (next->story != 0 && next->parent != next->story &&
				note(p, *slot)) {
			slot->parent = next->parent;
			slot->time = next->time;
		}
		story = slot->parent;
		if (time != NULL) {
			*time = slot->time;
		}
	}
	return story;
}

void pantau_story_parents_begin(struct story_parents *p)
{
	p->logged = 0;
	p->logging = true;
}

void pantau_story_parents_commit(struct story_parents *p)
{
	p->logging = false;
	p->logged = 0;
	if (p->log_room > LOG_KEPT) {
		free(p->log);
		p->log = NULL;
		p->log_room = 0;
	}
}

void pantau_story_parents_rollback(struct story_parents *p)
{
	while (p->logged > 0) {
		struct story_edge before = p->log[--p->logged];
		*seek(p, before.story) = before;
	}
	pantau_story_parents_commit(p);
}

size_t pantau_story_parents_bytes(const struct story_parents *p)
{
	return p->slots * sizeof(*p->slot) + p->log_room * sizeof(*p->log);
}
