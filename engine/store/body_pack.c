/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Packing texts, and learning the dictionary that they share. */

#include <stdlib.h>
#include <zdict.h>
#include <zstd.h>

#include "base/error.h"
#include "store/body_parts.h"

/* Measured: level 3 saves 1 % more and takes a third longer. */
#define LEVEL 1
#define PLAIN_MAX 64 /* texts below this stay as they are */

/* Most of the gain are the tables of how often what occurs: twice the bytes, or
 * pieces chosen by a second of training, save 1 to 3 % more. */
#define DICTIONARY_BYTES ((size_t)32 << 10)
#define PIECE ((size_t)256)
#define SAMPLE_MIN (8 * DICTIONARY_BYTES)

struct body_packer {
	ZSTD_CCtx *context;
};

struct body_dictionary *pantau_body_dictionary_make(struct str bytes,
		int number)
{
	struct body_dictionary *made = calloc(1, sizeof(*made));

	if (made == NULL) {
		return NULL;
	}
	made->number = number;
	made->dictionary = ZSTD_createCDict(bytes.p, bytes.n, LEVEL);
	if (made->dictionary == NULL) {
		free(made);
		return NULL;
	}
	return made;
}

void pantau_body_dictionary_free(struct body_dictionary *dictionary)
{
	if (dictionary != NULL) {
		ZSTD_freeCDict(dictionary->dictionary);
		free(dictionary);
	}
}

struct body_packer *pantau_body_packer_create(void)
{
	struct body_packer *packer = calloc(1, sizeof(*packer));

	if (packer == NULL) {
		return NULL;
	}
	packer->context = ZSTD_createCCtx();
	/* The number of the dictionary stands before the frame. A damaged byte
	 * of it or of the text mostly gives another text, which the index often
	 * fits as well: so 4 bytes for a checksum. */
	if (packer->context == NULL || ZSTD_isError(ZSTD_CCtx_setParameter(
			packer->context, ZSTD_c_compressionLevel, LEVEL)) ||
			ZSTD_isError(ZSTD_CCtx_setParameter(packer->context,
			ZSTD_c_checksumFlag, 1)) ||
			ZSTD_isError(ZSTD_CCtx_setParameter(packer->context,
			ZSTD_c_dictIDFlag, 0))) {
		pantau_body_packer_destroy(packer);
		return NULL;
	}
	return packer;
}

void pantau_body_packer_destroy(struct body_packer *packer)
{
	if (packer != NULL) {
		ZSTD_freeCCtx(packer->context);
		free(packer);
	}
}

bool pantau_body_pack(struct body_packer *packer,
		const struct body_dictionary *dictionary, struct str text,
		struct buf *out)
{
	/* What does not fit here saves too little. */
	size_t most = text.n - text.n / 16, begin = out->n;

	if (text.n < PLAIN_MAX) {
		return true;
	}
	if (!pantau_buf_reserve(out, most)) {
		return false;
	}
	/* One that did not fit is still under way. */
	ZSTD_CCtx_reset(packer->context, ZSTD_reset_session_only);
	if (ZSTD_isError(ZSTD_CCtx_refCDict(packer->context, dictionary != NULL
			? dictionary->dictionary : NULL))) {
		return false;
	}
	size_t n = ZSTD_compress2(packer->context, out->p + begin + 1, most - 1,
			text.p, text.n);
	if (ZSTD_isError(n)) {
		/* Also of memory, and then the text stays plain. */
		return true;
	}
	out->p[begin] = (char)(dictionary != NULL ? dictionary->number : 0);
	out->n = begin + 1 + n;
	return true;
}

/* --- learning --- */

/* Pieces of the sample at even distances; what comes last is the cheapest to
 * point at. */
static size_t piece_together(struct str sample, char *out, size_t room)
{
	size_t pieces = room / PIECE, step = sample.n / pieces;

	for (size_t i = 0; i < pieces; i++) {
		memcpy(out + i * PIECE, sample.p + i * step, PIECE);
	}
	return pieces * PIECE;
}

/* The dictionary of a sample in out; n 0 when there is none to be had. */
static bool make(struct str sample, const size_t *size, size_t n,
		struct buf *out)
{
	const ZDICT_params_t params = {.compressionLevel = LEVEL};
	char *content = malloc(DICTIONARY_BYTES);

	if (content == NULL || !pantau_buf_reserve(out, DICTIONARY_BYTES)) {
		free(content);
		return false;
	}
	/* The rest is for the tables of how often what occurs. */
	size_t used = piece_together(sample, content, DICTIONARY_BYTES - 1024);
	size_t made = ZDICT_finalizeDictionary(out->p, DICTIONARY_BYTES, content,
			used, sample.p, size, (unsigned)n, params);
	out->n = ZDICT_isError(made) ? 0 : made;
	free(content);
	return true;
}

static enum pantau_status keep(struct store *store, struct str bytes,
		struct pantau_error *err)
{
	sqlite3_stmt *stmt = pantau_store_stmt(store,
			"INSERT INTO dictionary(id, bytes) VALUES(?1, ?2)", err);

	if (stmt == NULL) {
		return pantau_store_fail(store, err, "cannot write the database",
				"tidak dapat menulis basis data");
	}
	sqlite3_bind_int(stmt, 1, BODY_PACKING);
	sqlite3_bind_blob64(stmt, 2, bytes.p, bytes.n, SQLITE_STATIC);
	return pantau_stmt_done(store, stmt, err);
}

enum pantau_status pantau_body_learn(struct store *store,
		const struct str *text, size_t n, struct pantau_error *err)
{
	const struct body_dictionary *known;
	struct buf sample, bytes;
	enum pantau_status status = pantau_body_dictionary(store, &known, err);

	if (status != PANTAU_OK || known != NULL) {
		return status;
	}
	size_t *size = calloc(n + 1, sizeof(*size));
	pantau_buf_init(&sample);
	pantau_buf_init(&bytes);
	for (size_t i = 0; size != NULL && i < n; i++) {
		pantau_buf_str(&sample, text[i]);
		size[i] = text[i].n;
	}
	if (size == NULL || sample.failed || (sample.n >= SAMPLE_MIN &&
			!make(buf_str(&sample), size, n, &bytes))) {
		status = pantau_fail_memory(err);
	} else if (bytes.n != 0) {
		status = keep(store, buf_str(&bytes), err);
		/* It is read again when it is next asked for. */
		pantau_body_forget(store);
	}
	free(size);
	pantau_buf_finish(&sample);
	pantau_buf_finish(&bytes);
	return status;
}
