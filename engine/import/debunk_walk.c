/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * The debunks in a JSON text. Every object is a frame while it is open and
 * gathers what its members say; when it closes, it is a debunk (a ClaimReview,
 * or a plain object where a record stands), or tells the object around it what
 * it has to tell: a rating its verdict, an organization its name.
 */

#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "import/debunk_parts.h"
#include "import/fields.h"

#define NAMED_RANK 1000 /* what a nested object says gives way to a member */

struct frame {
	struct str key;       /* as its object's member; of an array's element
	                         the array's */
	bool array;
	bool linked;          /* of JSON-LD: has a type, a context, a graph */
	bool review;          /* a ClaimReview */
	bool held;            /* a debunk was found inside */
	uint64_t object;
	struct str name, other_name, number; /* of what it is */
	struct str value[DEBUNK_FIELDS];
	unsigned rank[DEBUNK_FIELDS];
	enum debunk_field wrong;
};

struct walk {
	struct debunk_json *json;
	struct frame *frame;
	size_t depth, room;
	uint64_t objects;
	uint64_t elements;    /* of the outermost list */
	struct arena numbers; /* digits of numbers */
	bool no_memory;
};

/* --- what was found --- */

static bool found(struct walk *walk, const struct debunk_found *new)
{
	struct debunk_json *json = walk->json;
	if (json->n == json->room) {
		size_t room = json->room != 0 ? json->room * 2 : 16;
		struct debunk_found *grown = realloc(json->found,
				room * sizeof(*grown));
		if (grown == NULL) {
			walk->no_memory = true;
			return false;
		}
		json->found = grown;
		json->room = room;
	}
	json->found[json->n++] = *new;
	return true;
}

static bool emit(struct walk *walk, struct frame *frame)
{
	struct debunk_found new = {
		.object = frame->object, .wrong = frame->wrong,
	};
	memcpy(new.value, frame->value, sizeof(new.value));
	frame->held = true;
	return found(walk, &new);
}

/* --- frames --- */

static struct frame *push(struct walk *walk)
{
	if (walk->depth == walk->room) {
		size_t room = walk->room != 0 ? walk->room * 2 : 8;
		struct frame *grown = realloc(walk->frame,
				room * sizeof(*grown));
		if (grown == NULL) {
			walk->no_memory = true;
			return NULL;
		}
		walk->frame = grown;
		walk->room = room;
	}
	return &walk->frame[walk->depth++];
}

/* The object around what is in the innermost frame but 'up'; NULL: none. */
static struct frame *around(struct walk *walk, size_t up)
{
	for (size_t i = walk->depth - up; i-- > 0;) {
		if (!walk->frame[i].array) {
			return &walk->frame[i];
		}
	}
	return NULL;
}

static bool begin(struct walk *walk, const struct json_shim_step *step)
{
	struct str key = str_make(step->member.key, step->member.key_length);
	if (walk->depth > 0 && walk->frame[walk->depth - 1].array) {
		key = walk->frame[walk->depth - 1].key;
	}
	walk->elements += walk->depth == 1;
	struct frame *frame = push(walk);
	if (frame == NULL) {
		return false;
	}
	*frame = (struct frame){.key = key, .array = step->array,
		.object = walk->objects, .wrong = DEBUNK_FIELDS};
	walk->objects += !step->array;
	struct frame *owner = around(walk, 1);
	if (owner != NULL && str_eq(key, STR("@graph"))) {
		owner->linked = true;
	}
	return true;
}

static void offer(struct frame *to, enum debunk_field field, unsigned rank,
		struct str value)
{
	if (value.n != 0 && (to->value[field].n == 0 ||
			rank < to->rank[field])) {
		to->value[field] = value;
		to->rank[field] = rank;
	}
}

/* What an object that is no debunk tells the one around it. */
static void tell(const struct frame *frame, struct frame *owner)
{
	char room[64];
	struct str key = pantau_field_fold(frame->key, room, sizeof(room));
	if (str_eq(key, STR("reviewrating"))) {
		offer(owner, DEBUNK_VERDICT, NAMED_RANK, frame->other_name.n != 0
				? frame->other_name : frame->name.n != 0
				? frame->name : frame->number);
	} else if (str_eq(key, STR("publisher"))) {
		offer(owner, DEBUNK_PUBLISHER, NAMED_RANK, frame->name);
	} else if (str_eq(key, STR("author")) ||
			str_eq(key, STR("sourceorganization"))) {
		offer(owner, DEBUNK_PUBLISHER, NAMED_RANK + 1, frame->name);
	} else if (str_eq(key, STR("itemreviewed"))) {
		offer(owner, DEBUNK_CLAIM, NAMED_RANK, frame->name);
	}
}

/* Does a record of a plain file stand there: alone, or in the outermost list? */
static bool is_record(const struct walk *walk)
{
	return walk->depth == 1 || (walk->depth == 2 && walk->frame[0].array);
}

static bool end(struct walk *walk)
{
	struct frame *frame = &walk->frame[walk->depth - 1];
	bool fine = true;
	if (!frame->array && (frame->review || (is_record(walk) &&
			!frame->linked && !frame->held))) {
		fine = emit(walk, frame);
	}
	struct frame *owner = around(walk, 1);
	if (owner != NULL && !frame->array && !frame->review) {
		tell(frame, owner);
	}
	if (walk->depth > 1) {
		walk->frame[walk->depth - 2].held |= frame->held;
	}
	walk->depth--;
	return fine;
}

/* --- values --- */

static bool is_review(struct str type)
{
	static const struct str name = {"ClaimReview", 11};
	return str_eq(type, name) || (type.n > name.n &&
			str_ends(type, name) &&
			type.p[type.n - name.n - 1] == '/');
}

/* A number as its digits, where a text is wanted. */
static struct str number(struct walk *walk, const struct json_shim_member *m)
{
	struct buf digits;
	pantau_buf_init(&digits);
	if (m->type == JSON_SHIM_INT) {
		pantau_buf_printf(&digits, "%lld", (long long)m->integer);
	} else {
		pantau_buf_printf(&digits, "%.6g", m->real);
	}
	struct str copy = pantau_arena_str(&walk->numbers, buf_str(&digits));
	walk->no_memory = walk->no_memory || digits.failed || copy.p == NULL;
	pantau_buf_finish(&digits);
	return copy;
}

static void take_member(struct walk *walk, struct frame *frame,
		struct str key, const struct json_shim_member *m)
{
	unsigned rank;
	bool text = m->type == JSON_SHIM_STRING;
	struct str value = text ? str_make(m->string, m->string_length) :
			m->type == JSON_SHIM_INT || m->type == JSON_SHIM_REAL ?
			number(walk, m) : str_make(NULL, 0);
	enum debunk_field field = pantau_debunk_field(key, &rank);
	if (str_eq(key, STR("@type"))) {
		frame->linked = true;
		frame->review = frame->review || (text && is_review(value));
	} else if (str_eq(key, STR("@context"))) {
		frame->linked = true;
	} else if (str_eq(key, STR("name"))) {
		frame->name = value;
	} else if (str_eq(key, STR("alternateName"))) {
		frame->other_name = value;
	} else if (str_eq(key, STR("ratingValue"))) {
		frame->number = value;
	}
	if (field != DEBUNK_FIELDS && m->type == JSON_SHIM_BOOL) {
		frame->wrong = field;
	} else if (field != DEBUNK_FIELDS) {
		offer(frame, field, rank, value);
	}
}

static bool value(struct walk *walk, const struct json_shim_step *step)
{
	struct frame *inner = &walk->frame[walk->depth - 1];
	struct str key = str_make(step->member.key, step->member.key_length);
	if (!inner->array) {
		take_member(walk, inner, key, &step->member);
		return !walk->no_memory;
	}
	if (walk->depth == 1) {
		/* A record of the outermost list that is no object. */
		const struct debunk_found none = {.object = walk->objects,
			.none = true, .element = walk->elements++,
			.wrong = DEBUNK_FIELDS};
		return found(walk, &none);
	}
	struct frame *owner = around(walk, 0);
	if (owner != NULL && str_eq(inner->key, STR("@type"))) {
		take_member(walk, owner, inner->key, &step->member);
	}
	return !walk->no_memory;
}

static bool take(void *context, const struct json_shim_step *step)
{
	struct walk *walk = context;
	switch (step->event) {
	case JSON_SHIM_BEGIN:
		return begin(walk, step);
	case JSON_SHIM_END:
		return end(walk);
	default:
		return value(walk, step);
	}
}

/* --- the whole --- */

/* What is no object stands before the one that comes next. */
static int by_object(const void *a, const void *b)
{
	const struct debunk_found *x = a, *y = b;
	if (x->object != y->object) {
		return x->object < y->object ? -1 : 1;
	}
	return x->none != y->none ? (x->none ? -1 : 1) :
			(x->element > y->element) - (x->element < y->element);
}

enum pantau_status pantau_debunk_walk(struct debunk_json *json, size_t n,
		size_t *at, struct pantau_error *err)
{
	struct walk walk = {.json = json};
	enum pantau_status status = PANTAU_OK;
	json->n = json->next = 0;
	*at = 0;
	pantau_arena_finish(&json->numbers);
	pantau_arena_init(&walk.numbers);
	enum json_shim_status parsed = pantau_json_shim_walk(json->shim,
			json->text.p, n, take, &walk);
	json->numbers = walk.numbers;
	free(walk.frame);
	if (walk.no_memory || parsed == JSON_SHIM_NO_MEMORY) {
		return pantau_fail_memory(err);
	}
	if (parsed == JSON_SHIM_SYNTAX) {
		return pantau_json_fail_syntax(str_make(json->text.p, n), at,
				err);
	}
	if (json->n == 0) {
		status = pantau_fail(err, PANTAU_BAD_INPUT, "%s", PANTAU_T(err,
				"no debunk in it: an object with title or claim, "
				"or a ClaimReview, is expected",
				"tidak ada klarifikasi di dalamnya: seharusnya objek "
				"dengan judul atau klaim, atau ClaimReview"));
	}
	if (json->n > 1) {
		qsort(json->found, json->n, sizeof(*json->found), by_object);
	}
	return status;
}
