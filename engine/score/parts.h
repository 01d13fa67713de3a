/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SCORE_PARTS_H
#define PANTAU_SCORE_PARTS_H

/*
 * What the files of the scorer share: the scorer, one field on its way through
 * it, and the matches between words and lexicon rows.
 */

#include "lexicon/act.h"
#include "lexicon/learned.h"
#include "score/score.h"
#include "score/tone_params.h"
#include "score/words.h"

/* Hoax features that code computes; the names are those of hoax-cues.tsv. */
enum feature {
	FEATURE_CAPS_WORDS,
	FEATURE_CAPS_TEXT,
	FEATURE_EXCLAMATION_RUN,
	FEATURE_QUESTION_RUN,
	FEATURE_SHORT_LINK,
	FEATURE_PHONE_NUMBER,
	FEATURE_LOOKALIKE_DOMAIN,
	FEATURE_OFFICIAL_DOMAIN,
	FEATURE_MEDIA_DOMAIN,
	FEATURE_MONEY_AMOUNT,
	FEATURE_EMOJI_ALARM,
	FEATURE_NAMED_DATE,
	FEATURE_QUOTED_ATTRIBUTION,
	FEATURE_ELLIPSIS_RUN,
	FEATURE_CHAT_SPELLING,
	FEATURE_QUESTION,
	FEATURE_LONG_WORDS,
	FEATURES,
};

#define SCORE_CLASSES_MAX 256
#define GROUPS 32 /* hoax_groups has a bit for each */
/* Acts come after the groups of hoaxes, then exceptions. */
#define EXCEPTION_GROUP (GROUPS + ACTS)
#define CUE_GROUPS (EXCEPTION_GROUP + 1)

struct pantau_scorer {
	const struct score_image *image;
	unsigned layers;  /* bits of enum score_layer that give evidence */
	struct score_words words;
	const struct score_entry *trait[TRAITS]; /* NULL: no row sets it */
	const struct score_entry *learned_trait[LAYERS][TRAITS]; /* likewise */
	struct tone_params params;
	float class_factor[SCORE_CLASSES_MAX];  /* by class id */
	bool class_neutral[SCORE_CLASSES_MAX];  /* negation leaves it alone */
	bool class_topic[SCORE_CLASSES_MAX];    /* damped in long texts */
	bool class_courtesy[SCORE_CLASSES_MAX]; /* thanks; mere manners at times */
	bool class_complaint[SCORE_CLASSES_MAX];
	bool class_formula[SCORE_CLASSES_MAX];  /* not what its words mean */
	bool class_mockery[SCORE_CLASSES_MAX];  /* signs that mock the words */
	const struct score_entry *feature[FEATURES]; /* NULL: no row sets it */
	const struct score_entry *act_trait[ACT_TRAITS][ACTS]; /* likewise */
	uint32_t substantive; /* bit per group that can raise 'check' */
	uint32_t style;       /* bit per group that never can */
};

/* One field of a document. */
struct field {
	enum pantau_field field;
	uint8_t language;     /* whose regional rows count, or 0 */
	struct str text;
	const struct pantau_tokens *tokens;
	uint32_t *clause; /* by token: running number of its clause */
	uint32_t *odd;    /* tokens that are no plain word, or behind a quote */
	size_t odds;
	size_t caps;      /* tokens in capitals */
	size_t words, letters; /* plain words and their bytes */
	size_t slangs;    /* words that the table of slang respells */
	size_t figures, links;
	bool exclaims, asks; /* behind some token */
	uint32_t *begin;  /* tokens where rows may begin, REACH_ bits of which */
	size_t begins;    /* stand from BEGIN_REACH on */
	size_t tones, cues; /* of them with each bit */
	struct cue_match *match; /* cues of hoaxes and acts, exceptions */
	size_t matches;
};
#define BEGIN_REACH 30
#define BEGIN_TOKEN ((1u << BEGIN_REACH) - 1)

/* The text between a token and the one before it. */
struct str pantau_score_gap(const struct field *field, size_t token);

/* A token as written, and its folded form. */
struct str pantau_score_written(const struct field *field, size_t token);
struct str pantau_score_surface(const struct field *field, size_t token);

/* Fills clause and all down to exclaims. False when memory is out. */
bool pantau_score_read(struct field *field, struct arena *arena);

/* Kinds of tokens that figures and links count. */
#define FIELD_FIGURES (1u << PANTAU_TOKEN_NUMBER | 1u << PANTAU_TOKEN_MONEY | \
		1u << PANTAU_TOKEN_DATE | 1u << PANTAU_TOKEN_TIME)
#define FIELD_LINKS (1u << PANTAU_TOKEN_URL)

/* The beginning of a huge field, as if it were all of it; the tokens are cut
 * to match and must live as long. */
struct field pantau_score_field(enum pantau_field which, struct str text,
		struct pantau_tokens *tokens);

/* Do the rows speak this language? */
bool pantau_score_covers(const struct pantau_scorer *scorer,
		const struct pantau_language_guess *guess);

/* --- match_trie.c --- */

/* Fills of words what belongs to the trie. False when memory is out. */
bool pantau_score_trie_prepare(struct pantau_scorer *scorer);

/* Fills begin and what belongs to it. False when memory is out. */
bool pantau_score_begins(const struct pantau_scorer *scorer,
		struct field *field, struct arena *arena);

/* --- match.c --- */

/* Rows that stand on a run of tokens. A term may have a row of tone and one
 * of structure ('parah' is an opinion and an intensifier). */
struct tone_match {
	uint32_t first, last;             /* tokens */
	uint32_t level;                   /* 0 as written, else how far off */
	bool stemmed;                     /* found by its stem */
	const struct score_entry *tone;   /* ENTRY_TONE or NULL */
	const struct score_entry *other;  /* negator, intensifier, contrast */
};

struct cue_match {
	uint32_t first, last;
	uint32_t cue;         /* its number, below words.cues */
	const struct score_entry *entry;
};

/* Fills match and matches with cues of hoaxes and acts: longest from left to
 * right within each group and each act; of exceptions, all. A row counts once,
 * where it stands first. In order of their first tokens. False when memory is out. */
bool pantau_score_match_cues(const struct pantau_scorer *scorer,
		struct field *field, struct arena *arena);

/* A bit for each cue, all clear; NULL when memory is out. */
static inline uint64_t *score_cue_bits(const struct pantau_scorer *scorer,
		struct arena *arena)
{
	return pantau_arena_zero(arena, scorer->words.cues / 64 + 1,
			sizeof(uint64_t));
}

/* Sets the bit of a cue; was it clear? What counted in an earlier field of a
 * document counts no second time. */
static inline bool score_cue_first(uint64_t *bits, size_t cue)
{
	uint64_t bit = UINT64_C(1) << cue % 64;
	bool first = (bits[cue / 64] & bit) == 0;

	bits[cue / 64] |= bit;
	return first;
}

/* --- tone.c, tone_scope.c, tone_sides.c --- */

/* A match with all that acts on it. */
struct tone_item {
	struct tone_match match;
	bool opinion;      /* its row of tone counts, with some weight */
	bool negated;
	bool modal;        /* a modal word acted on it */
	float factor;      /* of intensifiers, at first 1 */
	float kept;        /* what negation left of the strength */
};

/* Longest matches from left to right, not overlapping, in the arena; of each
 * item the match alone is set. */
bool pantau_score_match_tone(const struct pantau_scorer *scorer,
		const struct field *field, struct arena *arena,
		struct tone_item **out, size_t *n);

/* Decides between the two rows of a term, then lets intensifiers, negators and
 * modal words act on the opinions beside them. */
void pantau_score_scopes(const struct pantau_scorer *scorer,
		const struct field *field, struct tone_item *item, size_t n);

/* The matches of a field with all that acts on them, in the arena. */
bool pantau_score_items(const struct pantau_scorer *scorer,
		const struct field *field, struct arena *arena,
		struct tone_item **out, size_t *n);

/* The language whose regional rows count, or 0. */
uint8_t pantau_score_region(const struct pantau_language_guess *guess);

/* The weights of an item, all but the length of the text multiplied in. */
struct tone_weights {
	float weight[3];
};

/* Takes from opinions what the rest of the text leaves of them; linear. */
void pantau_score_sides(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		struct tone_weights *weights);

/* evidence: is it wanted, beside the sums? */
enum pantau_status pantau_score_tone(const struct pantau_scorer *scorer,
		const struct field *field, bool evidence, struct arena *arena,
		struct pantau_tone_score *out, struct pantau_error *err);

/* --- layer_rows.c, layers.c --- */

/* Fills of words what belongs to learned rows, and the traits. False when
 * memory is out. */
bool pantau_score_layers_prepare(struct pantau_scorer *scorer);

/* Evidence, in room that suffices, and the sums of what is in it. */
struct evidence_list {
	struct pantau_evidence *item; /* NULL: the sums alone are wanted */
	size_t n;
	float score, neutrality;
};

static inline void evidence_add(struct evidence_list *list,
		const struct pantau_evidence *evidence)
{
	if (list->item != NULL) {
		list->item[list->n] = *evidence;
	}
	list->n++;
	list->score += evidence->effect;
	list->neutrality += evidence->neutral;
}

/* A learned row and the token on which it first stands, or ends. */
struct row_match {
	uint32_t row; /* below ROW_BITS; above it how it stands there */
	uint32_t at;
};
#define ROW_PAIR 0x80000000u
#define ROW_NEGATED 0x40000000u
#define ROW_BITS 0x0fffffffu

/* The learned rows that a field has. */
struct learned_rows {
	struct row_match *match;
	size_t n;
	size_t rows; /* those of all layers that count */
	size_t evidences; /* at most, with those of the traits */
	size_t fitted[LAYERS];
};

/* Finds them; in the arena. False when memory is out. */
bool pantau_score_layers_find(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		struct arena *arena, struct learned_rows *out);
/* Adds them, and the traits of the field. */
void pantau_score_layers_add(const struct pantau_scorer *scorer,
		const struct field *field, const struct tone_item *item, size_t n,
		const struct learned_rows *rows, struct evidence_list *list);

/* --- target.c --- */

/* Fills near, a zero for each clause, with what is not 0 where it is near the
 * target; how many are. */
size_t pantau_target_clauses(const struct pantau_target *target,
		const struct field *field, uint8_t *near);

/* --- hoax.c, features.c, feature_link.c --- */

struct feature_hit {
	enum feature feature;
	enum pantau_field field;
	uint32_t start, end, first, last;
};

/* The first hit of each feature over the fields; returns how many. */
size_t pantau_score_features(const struct field *field, size_t fields,
		struct feature_hit out[FEATURES]);

/* What the host of a link says: a feature, or FEATURES when nothing. */
enum feature pantau_score_link(struct str link);

enum pantau_status pantau_score_hoax(const struct pantau_scorer *scorer,
		const struct field *field, size_t fields, struct arena *arena,
		struct pantau_score *out, struct pantau_error *err);

/* --- act.c --- */

/* Sets act_trait. */
void pantau_score_act_prepare(struct pantau_scorer *scorer);

/* May a cue of an act stand on these tokens? */
bool pantau_score_act_place(const struct field *field, size_t first,
		size_t last, enum act_place place);

/* The act of both fields, whose tones are in *out by now. alone: only cues can
 * give a text an act; its language has no rows of its own. */
enum pantau_status pantau_score_act(const struct pantau_scorer *scorer,
		const struct field field[2], bool alone, struct arena *arena,
		struct pantau_score *out, struct pantau_error *err);

/* Rule id of an entry, as evidence names it. */
static inline uint32_t score_rule(const struct pantau_scorer *scorer,
		const struct score_entry *entry)
{
	return (uint32_t)(entry - scorer->image->entry) + 1;
}

#endif
