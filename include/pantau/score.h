/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_SCORE_H
#define PANTAU_SCORE_H

/*
 * Tone, act and hoax signals of a text, with evidence: every point of a score
 * names its lexicon row and its byte span. Document tone is not stance toward a
 * person, and a hoax level is a reason to check, never a verdict.
 */

#include "pantau/text.h"

#ifdef __cplusplus
extern "C" {
#endif

enum pantau_tone {
	PANTAU_TONE_NONE = 0, /* nothing to judge: the text is empty */
	PANTAU_TONE_NEGATIVE,
	PANTAU_TONE_NEUTRAL,
	PANTAU_TONE_POSITIVE,
	PANTAU_TONE_UNSURE,   /* under the confidence gate */
	PANTAU_TONE_UNASSESSED, /* in a language that the lexicons do not cover
	                         (languages.tsv): no evidence, probabilities 0 */
};

enum pantau_hoax_level {
	PANTAU_HOAX_NONE,
	PANTAU_HOAX_LOW,   /* style alone never raises more than this */
	PANTAU_HOAX_CHECK, /* perlu dicek */
};

/* What a text does, in the classes of LAPOR!, Indonesia's national complaint
 * service: it complains, proposes, asks for a fact, a reason or a confirmation,
 * asks for information about a service, or praises. */
enum pantau_act {
	PANTAU_ACT_NONE = 0, /* it tells, announces, passes on or remarks */
	PANTAU_ACT_COMPLAINT,
	PANTAU_ACT_ASPIRATION,
	PANTAU_ACT_QUESTION,
	PANTAU_ACT_INFORMATION,
	PANTAU_ACT_PRAISE,
};

/*
 * One contribution, all that acts on it multiplied in. For tone, effect is what
 * it adds to the logit of positive less that of negative, neutral what it adds
 * to the logit of neutral less the mean of the other two: the effects, added in
 * order, are the score, and the neutrals are the neutrality; nothing else goes
 * into the probabilities. For hoax signals effect is what the cue adds after
 * the cap of its group, and neutral is 0; the effects, added in order, are the
 * hoax score. For acts effect is what a cue adds to its act, and neutral is 0;
 * the effects, added in order, are the score of the act. A trait of the whole
 * text (a question, its length) stands on no words: start and end are 0.
 */
struct pantau_evidence {
	uint32_t rule;       /* for pantau_lexicons_rule; never 0 */
	uint32_t start, end; /* bytes of the field */
	uint32_t first, last;/* tokens, inclusive */
	uint8_t field;       /* enum pantau_field */
	uint8_t group;       /* hoax: group of the cue; else 0xff */
	uint8_t negated;     /* tone: a negator turned it */
	float effect, neutral;
};

enum pantau_field { PANTAU_FIELD_TITLE = 0, PANTAU_FIELD_TEXT = 1 };

struct pantau_tone_score {
	enum pantau_tone label;
	float negative, neutral, positive; /* probabilities, sum 1; 0 where
	                                      the tone is not assessed */
	float score;                       /* sum of the effects */
	float neutrality;                  /* sum of their neutrals */
	const struct pantau_evidence *evidence;
	size_t evidences;
};

/*
 * The act that most speaks for; of several the first in the order of the enum.
 * Rows may speak for none as well, so that it has a score too: it is what the
 * others have to exceed. In a language without cues of its own an act needs one
 * all the same.
 */
struct pantau_act_score {
	enum pantau_act label;
	float score;      /* sum of the effects */
	const struct pantau_evidence *evidence; /* of this act alone: of title,
	                                           text, traits */
	size_t evidences;
};

struct pantau_score {
	struct pantau_tone_score title; /* label NONE when there is no title */
	struct pantau_tone_score text;  /* of the body; of the title when the
	                                   document has no body */
	struct pantau_language_guess language; /* of title and text together */
	int contradiction;              /* title and body clearly differ */
	struct pantau_act_score act;    /* of title and text together */
	enum pantau_hoax_level hoax;
	float hoax_score;
	uint32_t hoax_groups;           /* bit per group that fired */
	const struct pantau_evidence *signal;
	size_t signals;
};

struct pantau_scorer; /* immutable once made: may be shared by threads */

/* The lexicons are lent and must outlive the scorer. */
PANTAU_API enum pantau_status pantau_scorer_create(
		const struct pantau_lexicons *lexicons,
		struct pantau_scorer **out, struct pantau_error *err);
PANTAU_API void pantau_scorer_destroy(struct pantau_scorer *scorer);

/*
 * Analyses and scores a title and a text (either may be empty) with an
 * analyser over the same lexicons; a text that is surely in a language without
 * lexicons of tone has no tone. *out is lent until the analyser's next call.
 */
PANTAU_API enum pantau_status pantau_score_text(
		const struct pantau_scorer *scorer,
		struct pantau_analyser *analyser,
		const char *title, size_t title_length,
		const char *text, size_t text_length,
		struct pantau_score *out, struct pantau_error *err);

/*
 * Tone near a target: an office, a programme, a person. It is scored over the
 * clauses that hold one of its names, and the clause right after such a one
 * where that belongs to the same sentence and holds no other name (a word with
 * a capital that is no stop word, or a mention). All evidence comes from there.
 * It is tone around the target, not stance toward it.
 */
struct pantau_target; /* immutable once made: may be shared by threads */

/*
 * Names with commas between them, all of the one target: at most 64, of at most
 * 16 words each. They are found as words in a row, whatever the case, with a
 * clitic behind ('Diskominfonya'), and in mentions and hashtags. *out is the
 * caller's to destroy. PANTAU_BAD_INPUT: there is no name, PANTAU_LIMIT: there
 * is more. What the analyser lent is still good.
 */
PANTAU_API enum pantau_status pantau_target_create(
		struct pantau_analyser *analyser,
		const char *names, size_t length, struct pantau_target **out,
		struct pantau_error *err);
PANTAU_API void pantau_target_destroy(struct pantau_target *target);
/* The names as they were given, from 0; NULL behind the last. */
PANTAU_API const char *pantau_target_name(const struct pantau_target *target,
		size_t i, size_t *length);

struct pantau_target_score {
	struct pantau_tone_score tone; /* of the body; of the title when the body
	                                  does not name the target; label NONE
	                                  when neither does */
	uint32_t clauses;              /* that were scored */
};

/* As pantau_score_text: *out is lent until the analyser's next call. */
PANTAU_API enum pantau_status pantau_score_target(
		const struct pantau_scorer *scorer,
		struct pantau_analyser *analyser,
		const struct pantau_target *target,
		const char *title, size_t title_length,
		const char *text, size_t text_length,
		struct pantau_target_score *out, struct pantau_error *err);

/* "negative" ..., "complaint" ..., "none|low|check": machine names. */
PANTAU_API const char *pantau_tone_name(enum pantau_tone tone);
PANTAU_API const char *pantau_act_name(enum pantau_act act);
PANTAU_API const char *pantau_hoax_name(enum pantau_hoax_level level);

#ifdef __cplusplus
}
#endif

#endif
