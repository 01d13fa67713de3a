/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The meta table, the stamps, and the text image that the index keeps. */

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/file.h"
#include "lexicon/cache.h"
#include "store/store_parts.h"

#define ZONE_MOST (24 * 60) /* minutes */
#define SQL_GET "SELECT value FROM meta WHERE name = ?1"
#define SQL_SET "INSERT INTO meta(name, value) VALUES(?1, ?2) " \
	"ON CONFLICT(name) DO UPDATE SET value = excluded.value"

static enum pantau_status unreadable(struct store *store,
		struct pantau_error *err)
{
	return pantau_store_fail(store, err, "cannot read the database",
			"tidak dapat membaca basis data");
}

/* Steps to the row of a name; *found says whether there is one. */
static enum pantau_status get(struct store *store, const char *name,
		sqlite3_stmt **out, bool *found, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, SQL_GET, err);

	*out = stmt;
	*found = false;
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	pantau_bind_str(stmt, 1, str_of(name));
	int code = sqlite3_step(stmt);
	*found = code == SQLITE_ROW;
	return *found || code == SQLITE_DONE ? PANTAU_OK
			: unreadable(store, err);
}

static void put_back(sqlite3_stmt *stmt)
{
	if (stmt != NULL) {
		sqlite3_reset(stmt);
		sqlite3_clear_bindings(stmt);
	}
}

enum pantau_status pantau_meta_int(struct store *store, const char *name,
		int64_t *out, struct pantau_error *err)
{
	sqlite3_stmt *stmt;
	bool found;
	enum pantau_status status = get(store, name, &stmt, &found, err);

	*out = found ? sqlite3_column_int64(stmt, 0) : 0;
	put_back(stmt);
	return status;
}

enum pantau_status pantau_meta_blob(struct store *store, const char *name,
		void *out, size_t room, size_t *n, struct pantau_error *err)
{
	sqlite3_stmt *stmt;
	bool found;
	enum pantau_status status = get(store, name, &stmt, &found, err);

	*n = 0;
	if (found) {
		const void *p = sqlite3_column_blob(stmt, 0);
		size_t bytes = (size_t)sqlite3_column_bytes(stmt, 0);
		*n = bytes < room ? bytes : room;
		if (p != NULL && *n != 0) {
			memcpy(out, p, *n);
		}
	}
	put_back(stmt);
	return status;
}

enum pantau_status pantau_meta_set_int(struct store *store, const char *name,
		int64_t value, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, SQL_SET, err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	pantau_bind_str(stmt, 1, str_of(name));
	sqlite3_bind_int64(stmt, 2, value);
	return pantau_stmt_done(store, stmt, err);
}

enum pantau_status pantau_meta_set_blob(struct store *store, const char *name,
		const void *p, size_t n, struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store, SQL_SET, err);

	if (stmt == NULL) {
		return unreadable(store, err);
	}
	pantau_bind_str(stmt, 1, str_of(name));
	sqlite3_bind_blob64(stmt, 2, p, n, SQLITE_STATIC);
	return pantau_stmt_done(store, stmt, err);
}

/* Images are read in place, at their alignment. NULL when memory is out. */
static void *image_room(size_t n)
{
	return aligned_alloc(16, (n + 16) & ~(size_t)15);
}

static void release(struct kept_image *kept)
{
	free(kept->bytes);
	pantau_file_unmap(kept->map);
	free(kept);
}

/* Puts an image in front of the others. */
static void push_image(struct store *store, struct kept_image *kept)
{
	kept->next = store->image;
	store->image = kept;
	/* pantau_pack goes over to it at its next call. */
	pantau_analyser_destroy(store->analyser);
	store->analyser = NULL;
}

/* Bytes of image_room become an image in front of the others; takes them also
 * when it fails. */
static enum pantau_status add_image(struct store *store, void *bytes, size_t n,
		struct pantau_error *err)
{
	struct kept_image *kept = calloc(1, sizeof(*kept));
	enum pantau_status status = kept == NULL || bytes == NULL ?
			pantau_fail_memory(err) :
			pantau_text_image_open(str_make(bytes, n), &kept->image,
				err);

	if (status != PANTAU_OK) {
		free(bytes);
		free(kept);
		return status;
	}
	kept->bytes = bytes;
	push_image(store, kept);
	return PANTAU_OK;
}

static bool is_stamped(const struct store *store, const struct image *image)
{
	return memcmp(store->stamps.text, image->hash,
			sizeof(store->stamps.text)) == 0;
}

/*
 * The image as an earlier start left it outside the database, by its stamp:
 * mapped, it costs the pages that are looked at, where the database would copy
 * megabytes at every start. False when there is none, or it is not what its
 * name says; the size is that of the database's own.
 */
static bool map_image(struct store *store, size_t n)
{
	struct kept_image *kept = store->cache_dir != NULL ?
			calloc(1, sizeof(*kept)) : NULL;

	if (kept == NULL) {
		return false;
	}
	struct cache_map file = {0};
	bool mapped = pantau_cache_map(store->cache_dir, "index",
			store->stamps.text, &file);
	kept->map = file.bytes;
	if (!mapped || kept->map.n != n || (file.sound ?
			pantau_text_image_open_sound : pantau_text_image_open)(
				kept->map, &kept->image, NULL) != PANTAU_OK ||
			!is_stamped(store, &kept->image.image)) {
		release(kept);
		return false;
	}
	if (!file.sound) {
		pantau_cache_vouch(store->cache_dir, "index",
				store->stamps.text, &file);
	}
	push_image(store, kept);
	return true;
}

static void leave_in_cache(const struct store *store)
{
	const struct image *image = &store->image->image.image;

	if (store->cache_dir != NULL && is_stamped(store, image)) {
		pantau_cache_store(store->cache_dir, "index", image->hash,
				image->bytes);
	}
}

/* Is there a row with the image, and of how many bytes? */
static enum pantau_status find_image(struct store *store, size_t *n,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = NULL;
	int code = sqlite3_prepare_v2(store->db, "SELECT length(bytes) "
			"FROM image WHERE id = 1", -1, &stmt, NULL);

	if (code == SQLITE_OK) {
		code = sqlite3_step(stmt);
	}
	*n = code == SQLITE_ROW ? (size_t)sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_finalize(stmt);
	if (code == SQLITE_ROW) {
		return PANTAU_OK;
	}
	return code != SQLITE_DONE ? unreadable(store, err) :
			pantau_fail(err, PANTAU_DAMAGED, PANTAU_T(err,
			"'%s' lacks the lexicon it was indexed with; "
			"restore a backup",
			"'%s' kehilangan leksikon pengindeksnya; pulihkan "
			"cadangan"), store->path);
}

/* Read to its place at once: as the value of a statement its megabytes would
 * be copied twice. */
static enum pantau_status read_image(struct store *store,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	sqlite3_blob *blob = NULL;

	if (sqlite3_blob_open(store->db, "main", "image", "bytes", 1, 0,
			&blob) != SQLITE_OK) {
		status = unreadable(store, err);
		goto done;
	}
	int n = sqlite3_blob_bytes(blob);
	void *bytes = image_room((size_t)n);
	if (bytes != NULL && sqlite3_blob_read(blob, bytes, n, 0) !=
			SQLITE_OK) {
		status = unreadable(store, err);
		free(bytes);
		goto done;
	}
	status = add_image(store, bytes, (size_t)n, err);
	if (status == PANTAU_DAMAGED) {
		status = pantau_fail(err, PANTAU_DAMAGED, PANTAU_T(err,
				"the lexicon that '%s' was indexed with is damaged "
				"or of another version of pantau; restore a "
				"backup, or index the collected files into a new "
				"database", "leksikon pengindeks '%s' rusak atau "
				"dari pantau versi lain; pulihkan cadangan, atau "
				"indeks berkas yang terkumpul ke basis data baru"),
				store->path);
	}
done:
	sqlite3_blob_close(blob);
	return status;
}

static enum pantau_status load_image(struct store *store,
		struct pantau_error *err)
{
	size_t n;
	enum pantau_status status = find_image(store, &n, err);

	if (status != PANTAU_OK || map_image(store, n)) {
		return status;
	}
	status = read_image(store, err);
	if (status == PANTAU_OK) {
		leave_in_cache(store);
	}
	return status;
}

enum pantau_status pantau_stamps_load(struct store *store,
		struct pantau_error *err)
{
	struct stamps *stamps = &store->stamps;
	int64_t zone = 0;
	size_t icu, text, score;
	enum pantau_status status = pantau_meta_int(store, "analyser",
			&stamps->analyser, err);

	memset(stamps->icu, 0, sizeof(stamps->icu));
	if (status == PANTAU_OK) {
		status = pantau_meta_int(store, "zone", &zone, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_meta_blob(store, "icu", stamps->icu,
				sizeof(stamps->icu) - 1, &icu, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_meta_blob(store, "text_image", stamps->text,
				sizeof(stamps->text), &text, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_meta_blob(store, "score_image", stamps->score,
				sizeof(stamps->score), &score, err);
	}
	if (status == PANTAU_OK) {
		/* What is out of the ordinary nobody has set. */
		store->zone = zone >= -ZONE_MOST && zone <= ZONE_MOST
				? (int)zone : 0;
		status = load_image(store, err);
	}
	if (status == PANTAU_OK && (text != sizeof(stamps->text) ||
			!is_stamped(store, &store->image->image.image))) {
		status = pantau_fail(err, PANTAU_DAMAGED, PANTAU_T(err,
				"the lexicon kept in '%s' is not the one of its stamp; "
				"restore a backup",
				"leksikon di dalam '%s' tidak cocok dengan capnya; "
				"pulihkan cadangan"), store->path);
	}
	return status;
}

enum pantau_status pantau_stamps_keep_text(struct store *store,
		const struct pantau_lexicons *lexicons,
		struct pantau_error *err)
{
	const struct image *image = &pantau_lexicons_text(lexicons)->image;
	const char *icu = pantau_text_icu_version();
	struct stamps *stamps = &store->stamps;
	void *copy = image_room(image->bytes.n);

	if (copy != NULL) {
		memcpy(copy, image->bytes.p, image->bytes.n);
	}
	enum pantau_status status = add_image(store, copy, image->bytes.n, err);
	if (status != PANTAU_OK) {
		return status;
	}
	stamps->analyser = PANTAU_ANALYSER_VERSION;
	snprintf(stamps->icu, sizeof(stamps->icu), "%s", icu);
	memcpy(stamps->text, image->hash, sizeof(stamps->text));
	sqlite3_stmt *stmt = pantau_store_stmt(store, "INSERT INTO "
			"image(id, bytes) VALUES(1, ?1) ON CONFLICT(id) "
			"DO UPDATE SET bytes = excluded.bytes", err);
	if (stmt == NULL) {
		return unreadable(store, err);
	}
	sqlite3_bind_blob64(stmt, 1, image->bytes.p, image->bytes.n,
			SQLITE_STATIC);
	status = pantau_stmt_done(store, stmt, err);
	if (status == PANTAU_OK) {
		status = pantau_meta_set_int(store, "analyser",
				stamps->analyser, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_meta_set_blob(store, "icu", stamps->icu,
				strlen(stamps->icu), err);
	}
	return status != PANTAU_OK ? status : pantau_meta_set_blob(store,
			"text_image", stamps->text, sizeof(stamps->text), err);
}

void pantau_stamps_drop_text(struct store *store, struct kept_image *back,
		const struct stamps *stamps)
{
	store->stamps = *stamps;
	pantau_analyser_destroy(store->analyser);
	store->analyser = NULL;
	while (store->image != back) {
		struct kept_image *kept = store->image;
		store->image = kept->next;
		release(kept);
	}
}

enum pantau_status pantau_stamps_keep_score(struct store *store,
		const struct pantau_lexicons *lexicons,
		struct pantau_error *err)
{
	const unsigned char *hash = pantau_lexicons_score(lexicons)->image.hash;

	memcpy(store->stamps.score, hash, sizeof(store->stamps.score));
	return pantau_meta_set_blob(store, "score_image", hash,
			sizeof(store->stamps.score), err);
}

/* No image has this hash. */
static const unsigned char mixed[sizeof(((struct stamps *)0)->score)];

enum pantau_status pantau_stamps_mix_score(struct store *store,
		struct pantau_error *err)
{
	memcpy(store->stamps.score, mixed, sizeof(mixed));
	return pantau_meta_set_blob(store, "score_image", mixed, sizeof(mixed),
			err);
}

bool pantau_stamps_mixed(const struct store *store)
{
	return memcmp(store->stamps.score, mixed, sizeof(mixed)) == 0;
}

bool pantau_stamps_other_analyser(const struct store *store)
{
	return store->stamps.analyser != PANTAU_ANALYSER_VERSION ||
			strcmp(store->stamps.icu, pantau_text_icu_version()) != 0;
}

unsigned pantau_store_stale(const struct store *store,
		const struct pantau_lexicons *lexicons)
{
	const struct stamps *stamps = &store->stamps;
	unsigned stale = pantau_stamps_other_analyser(store)
			? STAMP_ANALYSER : 0;

	stale |= pantau_stamps_mixed(store) ? STAMP_MIXED : 0;
	if (lexicons != NULL) {
		stale |= memcmp(stamps->text,
				pantau_lexicons_text(lexicons)->image.hash,
				sizeof(stamps->text)) != 0 ? STAMP_TEXT : 0;
		stale |= memcmp(stamps->score,
				pantau_lexicons_score(lexicons)->image.hash,
				sizeof(stamps->score)) != 0 ? STAMP_SCORE : 0;
	}
	return stale;
}

int pantau_store_zone(const struct store *store)
{
	return store->zone;
}

const struct text_image *pantau_store_text_image(const struct store *store)
{
	return &store->image->image;
}
