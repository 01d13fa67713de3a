/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef LABEL_FIXTURE_H
#define LABEL_FIXTURE_H

/* What the tests of labels share: a filled archive, giving a label, and looks at
 * what follows. */

#include "store_fixture.h"

#include "store/label.h"

#define DAY INT64_C(86400)
#define NOW (100 * DAY)

/* The machine says neutral. */
static inline struct store *filled(struct fixture *f)
{
	static const char *const texts[] = {
		"Harga beras naik di pasar", "Harganya naik, beras langka",
		"Banjir rob di pasar lama",
	};

	return fill_store(f, texts, sizeof(texts) / sizeof(texts[0]), NULL);
}

static inline enum pantau_status try_label(struct fixture *f, struct store *store,
		int64_t id, const struct label *label, int64_t now,
		enum label_done *done)
{
	struct labeller *labeller;
	assert_int_equal(pantau_labeller_create(store, now, &labeller, &f->err),
			PANTAU_OK);
	enum pantau_status status = pantau_labeller_put(labeller, id, label,
			done, &f->err);
	if (status == PANTAU_OK) {
		assert_int_equal(pantau_labeller_commit(labeller, &f->err),
				PANTAU_OK);
	}
	pantau_labeller_destroy(labeller);
	return status;
}

static inline enum label_done give(struct fixture *f, struct store *store, int64_t id,
		enum pantau_tone tone, const char *by, int64_t time)
{
	const struct label label = {
		.tone = tone, .by = str_of(by), .reason = STR(""), .time = time,
	};
	enum label_done done;
	if (try_label(f, store, id, &label, NOW, &done) != PANTAU_OK) {
		fail_msg("%s", f->err.message);
	}
	return done;
}

static inline void check_sound(struct fixture *f, struct store *store)
{
	struct seen seen = {0};
	if (pantau_store_verify(store, found, &seen, &f->err) != PANTAU_OK) {
		fail_msg("%s: %s", seen.last, f->err.message);
	}
}

/* What the columns say of an item, and what its row does. */
static inline void check_tone(struct fixture *f, struct store *store, int64_t id,
		enum pantau_tone counts, bool labelled)
{
	struct arena arena;
	struct item item;

	assert_int_equal(pantau_columns_value(store, COLUMN_TONE, id), counts);
	assert_int_equal((pantau_columns_value(store, COLUMN_FLAGS, id) &
			ROW_LABELLED) != 0, labelled);
	pantau_arena_init(&arena);
	assert_int_equal(pantau_store_item(store, id, &arena, &item, &f->err),
			PANTAU_OK);
	assert_int_equal(item.tone, counts);
	assert_int_equal(item.label.tone, labelled ? counts : PANTAU_TONE_NONE);
	pantau_arena_finish(&arena);
	check_sound(f, store);
}

static inline void check_damage(struct fixture *f, struct store *store,
		const char *sql, const char *check)
{
	struct seen seen = {0};
	assert_int_equal(sqlite3_exec(pantau_store_db(store), sql, NULL, NULL,
			NULL), SQLITE_OK);
	assert_int_equal(pantau_store_verify(store, found, &seen, &f->err),
			PANTAU_DAMAGED);
	check_str(str_of(seen.last), check);
}

#endif
