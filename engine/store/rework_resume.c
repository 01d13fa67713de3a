/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * What a rescore leaves in the file at each of its commits but the last: which
 * scores it makes, the next row id, and the figures so far. A rescore with the
 * same lexicons goes on there; one with others begins anew, as does one by a
 * program that analyses otherwise.
 */

#include <stdio.h>

#include "base/error.h"
#include "store/rework.h"

#define NUMBERS (sizeof(struct score_figures) / sizeof(uint64_t))
#define TARGET 64

_Static_assert(sizeof(struct score_figures) % sizeof(uint64_t) == 0,
		"numbers alone");

/* Score image, analyser and ICU. */
static void make_target(const struct pantau_lexicons *lexicons,
		unsigned char target[TARGET])
{
	const struct image *image = &pantau_lexicons_score(lexicons)->image;
	size_t n = sizeof(image->hash);

	memset(target, 0, TARGET);
	memcpy(target, image->hash, n);
	snprintf((char *)target + n, TARGET - n, "%d %s",
			PANTAU_ANALYSER_VERSION, pantau_text_icu_version());
}

static void pack(const struct score_figures *figures,
		unsigned char out[NUMBERS * 8])
{
	uint64_t number[NUMBERS];

	memcpy(number, figures, sizeof(number));
	for (size_t i = 0; i < NUMBERS * 8; i++) {
		out[i] = (unsigned char)(number[i / 8] >> i % 8 * 8);
	}
}

static void unpack(const unsigned char in[NUMBERS * 8],
		struct score_figures *figures)
{
	uint64_t number[NUMBERS] = {0};

	for (size_t i = 0; i < NUMBERS * 8; i++) {
		number[i / 8] |= (uint64_t)in[i] << i % 8 * 8;
	}
	memcpy(figures, number, sizeof(number));
}

enum pantau_status pantau_rescore_resume(struct store *store,
		const struct pantau_lexicons *lexicons, int64_t *next,
		struct score_figures *figures, struct pantau_error *err)
{
	unsigned char target[TARGET], noted[TARGET], bytes[NUMBERS * 8];
	size_t n = 0, sized = 0;
	enum pantau_status status = pantau_meta_blob(store, "rescore_target",
			noted, sizeof(noted), &n, err);

	if (status == PANTAU_OK) {
		status = pantau_meta_int(store, "rescore_next", next, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_meta_blob(store, "rescore_figures", bytes,
				sizeof(bytes), &sized, err);
	}
	make_target(lexicons, target);
	if (status == PANTAU_OK && n == TARGET && sized == sizeof(bytes) &&
			*next > 0 && memcmp(noted, target, TARGET) == 0 &&
			pantau_stamps_mixed(store)) {
		unpack(bytes, figures);
	} else {
		*figures = (struct score_figures){0};
		*next = 1;
	}
	return status;
}

/* What is left of a stopped rescore but the stamp, which tells of two makes. */
static enum pantau_status forget(struct store *store, struct pantau_error *err)
{
	return pantau_store_run(store, "DELETE FROM meta WHERE name IN "
			"('rescore_target', 'rescore_next', 'rescore_figures')",
			err);
}

enum pantau_status pantau_rescore_other_writer(struct store *store,
		const struct pantau_lexicons *lexicons,
		struct pantau_error *err)
{
	unsigned char target[TARGET], noted[TARGET];
	size_t n;

	if (!pantau_stamps_mixed(store)) {
		return PANTAU_OK;
	}
	enum pantau_status status = pantau_meta_blob(store, "rescore_target",
			noted, sizeof(noted), &n, err);
	make_target(lexicons, target);
	return status != PANTAU_OK || (n == TARGET && memcmp(noted, target,
			TARGET) == 0) ? status : forget(store, err);
}

enum pantau_status pantau_rescore_note(struct store *store,
		const struct pantau_lexicons *lexicons, int64_t next,
		const struct score_figures *figures, struct pantau_error *err)
{
	unsigned char target[TARGET], bytes[NUMBERS * 8];
	enum pantau_status status = PANTAU_OK;

	make_target(lexicons, target);
	pack(figures, bytes);
	if (!pantau_stamps_mixed(store)) {
		status = pantau_stamps_mix_score(store, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_meta_set_blob(store, "rescore_target", target,
				TARGET, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_meta_set_int(store, "rescore_next", next, err);
	}
	return status != PANTAU_OK ? status : pantau_meta_set_blob(store,
			"rescore_figures", bytes, sizeof(bytes), err);
}

enum pantau_status pantau_rescore_done(struct store *store,
		const struct pantau_lexicons *lexicons,
		struct pantau_error *err)
{
	enum pantau_status status = forget(store, err);

	return status == PANTAU_OK ? pantau_stamps_keep_score(store, lexicons,
			err) : status;
}
