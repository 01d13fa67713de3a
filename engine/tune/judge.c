/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Scores labelled texts in parallel: chunks of items go to workers that have an
 * analyser each, and every item has a place of its own for what is said of it.
 */

#include "tune/judge.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/pool.h"
#include "score/parts.h"

#define JOBS_MAX 64
#define CHUNK_LEAST 32
#define CHUNKS_MOST 1024 /* each has an error of its own */
#define MARKED_MAX 4096  /* tokens that are searched for negators */

struct chunk {
	size_t first, n;
	enum pantau_status status;
	struct pantau_error err;
};

struct run {
	const struct gold *gold;
	const struct pantau_scorer *scorer;
	const struct judge_options *options;
	struct judgement *out;
	struct pantau_analyser *analyser[JOBS_MAX];
	size_t jobs;
	struct chunk *chunk;
	size_t chunks;
};

/* An item on its way: both fields, and what came of them. */
struct scored {
	struct pantau_tokens tokens[2]; /* by enum pantau_field */
	struct pantau_score score;
};

static enum pantau_status score_item(const struct gold_item *item,
		struct pantau_analyser *analyser,
		const struct pantau_scorer *scorer, struct arena *arena,
		struct scored *out, struct pantau_error *err)
{
	const struct pantau_language_guess given = {
		(enum pantau_language)item->language, 1.0f};
	enum pantau_status status = pantau_analyse_into(analyser, item->title,
			arena, &out->tokens[PANTAU_FIELD_TITLE], err);

	if (status == PANTAU_OK) {
		status = pantau_analyse_into(analyser, item->text, arena,
				&out->tokens[PANTAU_FIELD_TEXT], err);
	}
	return status != PANTAU_OK ? status : pantau_score_tokens(scorer,
			item->title, &out->tokens[PANTAU_FIELD_TITLE],
			item->text, &out->tokens[PANTAU_FIELD_TEXT],
			item->language != PANTAU_LANGUAGE_UNKNOWN ? &given :
			NULL, arena, &out->score, err);
}

enum pantau_status pantau_judge_item(const struct gold_item *item,
		struct pantau_analyser *analyser,
		const struct pantau_scorer *scorer, struct pantau_score *out,
		struct pantau_error *err)
{
	struct scored scored;
	enum pantau_status status = score_item(item, analyser, scorer,
			pantau_analyser_arena(analyser), &scored, err);

	if (status == PANTAU_OK) {
		*out = scored.score;
	}
	return status;
}

float pantau_judge_confidence(const struct judgement *judged)
{
	return judged->given == PANTAU_TONE_POSITIVE ? judged->positive :
			judged->given == PANTAU_TONE_NEGATIVE ?
			judged->negative : judged->neutral;
}

/* --- marks --- */

static bool has_emoji(const struct pantau_tokens *tokens)
{
	for (size_t i = 0; i < tokens->tokens; i++) {
		unsigned kind = tokens->token[i].kind;
		if (kind == PANTAU_TOKEN_EMOJI ||
				kind == PANTAU_TOKEN_EMOTICON) {
			return true;
		}
	}
	return false;
}

/* False when memory is out. */
static bool find_negator(const struct pantau_scorer *scorer, struct str text,
		const struct pantau_tokens *tokens, enum pantau_language language,
		struct arena *arena, bool *found)
{
	struct pantau_tokens head = *tokens;
	struct field field = {.text = text, .tokens = &head};
	struct tone_item *item;
	size_t n;

	if (head.tokens > MARKED_MAX) {
		head.tokens = MARKED_MAX;
		field.text.n = head.token[MARKED_MAX - 1].end;
	}
	if (language == PANTAU_LANGUAGE_JV || language == PANTAU_LANGUAGE_SU) {
		field.language = (uint8_t)language;
	}
	if (!pantau_score_read(&field, arena) ||
			!pantau_score_begins(scorer, &field, arena) ||
			!pantau_score_match_tone(scorer, &field, arena, &item,
			&n)) {
		return false;
	}
	for (size_t i = 0; !*found && i < n; i++) {
		const struct score_entry *other = item[i].match.other;
		*found = other != NULL && other->kind == ENTRY_NEGATOR;
	}
	return true;
}

static enum pantau_status mark(const struct pantau_scorer *scorer,
		const struct gold_item *item, const struct scored *scored,
		struct arena *arena, struct judgement *out,
		struct pantau_error *err)
{
	const struct str text[2] = {
		[PANTAU_FIELD_TITLE] = item->title,
		[PANTAU_FIELD_TEXT] = item->text,
	};
	bool negated = false;

	for (int f = 0; f < 2; f++) {
		const struct pantau_tokens *tokens = &scored->tokens[f];
		if (tokens->tokens == 0) {
			continue;
		}
		if (has_emoji(tokens)) {
			out->marks |= JUDGE_EMOJI;
		}
		if (!negated && !find_negator(scorer, text[f], tokens,
				scored->score.language.label, arena,
				&negated)) {
			return pantau_fail_memory(err);
		}
	}
	out->marks |= negated ? JUDGE_NEGATION : 0;
	return PANTAU_OK;
}

/* --- items --- */

static enum pantau_status judge_one(const struct run *run, size_t at,
		struct pantau_analyser *analyser, struct pantau_error *err)
{
	const struct gold_item *item = &run->gold->item[at];
	struct arena *arena = pantau_analyser_arena(analyser);
	struct judgement *out = &run->out[at];
	struct scored scored;
	enum pantau_status status = score_item(item, analyser, run->scorer,
			arena, &scored, err);

	if (status != PANTAU_OK) {
		return status;
	}
	const struct pantau_tone_score *tone = &scored.score.text;
	bool sided = tone->label == PANTAU_TONE_NEGATIVE ||
			tone->label == PANTAU_TONE_POSITIVE;
	*out = (struct judgement){
		.label = (uint8_t)tone->label,
		.given = sided ? (uint8_t)tone->label : PANTAU_TONE_NEUTRAL,
		.language = (uint8_t)scored.score.language.label,
		.words = (uint32_t)(scored.tokens[0].tokens +
				scored.tokens[1].tokens),
		.negative = tone->negative, .neutral = tone->neutral,
		.positive = tone->positive,
	};
	return run->options->marks ? mark(run->scorer, item, &scored, arena,
			out, err) : PANTAU_OK;
}

static void work(void *context, size_t worker, void *item)
{
	const struct run *run = context;
	const uint8_t *take = run->options->take;
	struct chunk *chunk = item;

	for (size_t i = chunk->first; chunk->status == PANTAU_OK &&
			i < chunk->first + chunk->n; i++) {
		run->out[i] = (struct judgement){.label = PANTAU_TONE_NONE};
		if (take == NULL || take[i] != 0) {
			chunk->status = judge_one(run, i,
					run->analyser[worker], &chunk->err);
		}
	}
}

/* --- the run --- */

static bool make_chunks(struct run *run, const struct pantau_error *err)
{
	size_t n = run->gold->n, size = (n + CHUNKS_MOST - 1) / CHUNKS_MOST;

	size = size < CHUNK_LEAST ? CHUNK_LEAST : size;
	run->chunks = (n + size - 1) / size;
	run->chunk = calloc(run->chunks + 1, sizeof(*run->chunk));
	if (run->chunk == NULL) {
		return false;
	}
	for (size_t c = 0; c < run->chunks; c++) {
		struct chunk *chunk = &run->chunk[c];
		chunk->first = c * size;
		chunk->n = n - chunk->first < size ? n - chunk->first : size;
		chunk->err = pantau_error_like(err);
	}
	return true;
}

static size_t count_jobs(const struct run *run)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t jobs = run->options->jobs != 0 ? run->options->jobs :
			cores > 0 ? (size_t)cores : 1;

	jobs = jobs < JOBS_MAX ? jobs : JOBS_MAX;
	return jobs < run->chunks ? jobs : run->chunks;
}

/* False when threads or memory are out. */
static bool run_chunks(struct run *run)
{
	static const struct pool_ops ops = {.work = work};
	/* One job needs no thread of its own. */
	struct pool *pool = pantau_pool_create(run->jobs > 1 ? run->jobs : 0,
			run->jobs * 4 + 1, &ops, run);

	if (pool == NULL) {
		return false;
	}
	for (size_t c = 0; c < run->chunks; c++) {
		if (!pantau_pool_has_room(pool)) {
			pantau_pool_take(pool);
		}
		pantau_pool_submit(pool, &run->chunk[c]);
	}
	pantau_pool_destroy(pool);
	return true;
}

static enum pantau_status outcome(const struct run *run,
		struct pantau_error *err)
{
	for (size_t c = 0; c < run->chunks; c++) {
		if (run->chunk[c].status != PANTAU_OK) {
			if (err != NULL) {
				*err = run->chunk[c].err;
			}
			return run->chunk[c].status;
		}
	}
	return PANTAU_OK;
}

enum pantau_status pantau_judge(const struct gold *gold,
		const struct pantau_lexicons *lexicons,
		const struct pantau_scorer *scorer,
		const struct judge_options *options, struct judgement *out,
		struct pantau_error *err)
{
	struct run run = {.gold = gold, .scorer = scorer, .options = options,
			.out = out};
	enum pantau_status status = PANTAU_OK;

	if (!make_chunks(&run, err)) {
		return pantau_fail_memory(err);
	}
	size_t jobs = count_jobs(&run);
	while (status == PANTAU_OK && run.jobs < jobs) {
		status = pantau_analyser_create(lexicons,
				&run.analyser[run.jobs], err);
		run.jobs += status == PANTAU_OK;
	}
	if (status == PANTAU_OK && !run_chunks(&run)) {
		status = pantau_fail_memory(err);
	}
	if (status == PANTAU_OK) {
		status = outcome(&run, err);
	}
	for (size_t i = 0; i < run.jobs; i++) {
		pantau_analyser_destroy(run.analyser[i]);
	}
	free(run.chunk);
	return status;
}
