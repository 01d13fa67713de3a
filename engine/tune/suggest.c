/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* From texts that are scored wrong to rows that would set them right. */

#include "tune/suggest.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "lexicon/lexicons.h"
#include "score/score.h"
#include "score/tone_params.h"
#include "text/language.h"
#include "tune/mask.h"
#include "tune/suggest_parts.h"

#define NO_TONE 3 /* of unlabelled texts */
/* What the neutral weight of a row with a polarity is to its polarity, in
 * logits (lexicon/score_build.c, score/tone.c). */
#define NEUTRAL_SHARE (-0.25 * (double)pantau_tone_params.neutral_weight - 0.5)

struct one_text {
	uint8_t tone;     /* 0 to 2, or NO_TONE */
	bool skip;        /* not assessed */
	bool found;       /* some row speaks of its tone */
	bool open;        /* labelled, and wrong or unsure */
	struct seed_spans seed; /* empty where rows are for the desk */
	double score, neutrality; /* with the rows chosen so far */
	uint32_t changed; /* how many were chosen when it last changed */
};

struct candidate {
	struct suggestion made;
	uint32_t term;
	double effect, neutral;
	uint32_t reckoned; /* how many were chosen then, + 1; 0: not yet */
	bool chosen;
};

struct suggesting {
	const struct suggest_options *options;
	const struct gold *gold;
	const struct str *more;
	size_t n;                 /* texts in all */
	struct pantau_lexicons *lexicons;
	struct pantau_analyser *analyser;
	struct pantau_scorer *scorer;
	struct mask mask;
	struct one_text *text;
	double texts[3], open[3]; /* gold, by tone */
	size_t read;              /* that are not skipped */
	struct term_set terms;
	struct candidate *candidate;
	size_t candidates;
	struct suggestions *out;
};

static struct str text_at(const struct suggesting *s, size_t i)
{
	return i < s->gold->n ? suggest_text(&s->gold->item[i])
			: s->more[i - s->gold->n];
}

/* --- reading --- */

/* As score/tone.c chooses; what is unsure is 3. */
static int label_of(double score, double neutrality, bool found)
{
	if (!found) {
		return 1;
	}
	double most = fmax(fabs(score) / 2, neutrality);
	double a = exp(-score / 2 - most), b = exp(neutrality - most);
	double c = exp(score / 2 - most);
	if (fmax(a, fmax(b, c)) / (a + b + c) < (double)pantau_tone_params.gate) {
		return 3;
	}
	return b >= a && b >= c ? 1 : c > a ? 2 : 0;
}

/* Unsure counts as neutral, as in all figures. */
static bool is_right(const struct one_text *text, double score,
		double neutrality, bool found)
{
	int label = label_of(score, neutrality, found);
	return (label == 3 ? 1 : label) == text->tone;
}

static bool has_words(const struct pantau_tone_score *tone)
{
	for (size_t i = 0; i < tone->evidences; i++) {
		if (tone->evidence[i].end != 0) {
			return true;
		}
	}
	return false;
}

static void judge(struct suggesting *s, size_t i,
		const struct pantau_tone_score *tone)
{
	struct one_text *text = &s->text[i];
	bool gold = i < s->gold->n;

	text->tone = gold ? (uint8_t)(s->gold->item[i].tone -
			PANTAU_TONE_NEGATIVE) : NO_TONE;
	text->skip = tone->label == PANTAU_TONE_UNASSESSED ||
			tone->label == PANTAU_TONE_NONE;
	text->found = has_words(tone);
	text->score = (double)tone->score;
	text->neutrality = (double)tone->neutrality;
	if (text->skip) {
		s->out->left_out += gold;
		return;
	}
	s->read++;
	if (!gold) {
		s->out->unknown += !text->found;
		return;
	}
	int label = tone->label == PANTAU_TONE_UNSURE ? 3 :
			(int)tone->label - (int)PANTAU_TONE_NEGATIVE;
	text->open = label != text->tone;
	s->out->texts++;
	s->out->unsure += label == 3;
	s->out->wrong += text->open && label != 3;
	s->out->blank += !text->found;
	s->texts[text->tone]++;
	s->open[text->tone] += text->open;
}

static enum pantau_status read_text(struct suggesting *s, size_t i,
		struct arena *arena, struct pantau_error *err)
{
	const struct pantau_tokens none = {0};
	struct str text = text_at(s, i);
	struct pantau_language_guess given = {.confidence = 1};
	struct pantau_tokens tokens;
	struct pantau_score score;

	given.label = i < s->gold->n ? (enum pantau_language)
			s->gold->item[i].language : PANTAU_LANGUAGE_UNKNOWN;
	pantau_arena_reset(arena);
	enum pantau_status status = pantau_analyse_into(s->analyser, text,
			arena, &tokens, err);
	if (status == PANTAU_OK) {
		status = pantau_score_tokens(s->scorer, STR(""), &none, text,
				&tokens, given.label != PANTAU_LANGUAGE_UNKNOWN
				? &given : NULL, arena, &score, err);
	}
	if (status != PANTAU_OK) {
		return status;
	}
	judge(s, i, &score.text);
	/* Learned rows speak beside all others. */
	if (!s->options->desk && !pantau_seed_spans_make(s->lexicons,
			&score.text, &s->out->arena, &s->text[i].seed)) {
		return pantau_fail_memory(err);
	}
	return s->text[i].skip || pantau_term_set_add(&s->terms, (uint32_t)i, text,
			&tokens) ? PANTAU_OK : pantau_fail_memory(err);
}

static enum pantau_status read_texts(struct suggesting *s,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	struct arena arena;

	s->text = calloc(s->n + 1, sizeof(*s->text));
	if (s->text == NULL) {
		return pantau_fail_memory(err);
	}
	pantau_arena_init(&arena);
	for (size_t i = 0; status == PANTAU_OK && i < s->n; i++) {
		if (s->options->progress != NULL && i % 256 == 0 &&
				!s->options->progress(s->options->context)) {
			status = pantau_fail(err, PANTAU_INTERRUPTED, "%s",
					PANTAU_T(err, "stopped", "dihentikan"));
			break;
		}
		status = read_text(s, i, &arena, err);
	}
	pantau_arena_finish(&arena);
	return status == PANTAU_OK && !pantau_term_set_sort(&s->terms)
			? pantau_fail_memory(err) : status;
}

/* --- candidates --- */

/* The tone whose open texts have the term most clearly more often than texts
 * of other tones; fills what is known of the term. */
static void measure(const struct suggesting *s, uint32_t term,
		struct suggestion *out, double with[3], double *all)
{
	double open[3] = {0, 0, 0};

	*all = 0;
	for (uint32_t i = s->terms.start[term]; i < s->terms.start[term + 1];
			i++) {
		const struct one_text *text = &s->text[s->terms.place[i].text];
		++*all;
		if (text->tone == NO_TONE) {
			out->unknown += !text->found;
			continue;
		}
		out->texts[text->tone]++;
		open[text->tone] += text->open;
	}
	for (int tone = 0; tone < 3; tone++) {
		with[tone] = out->texts[tone];
	}
	for (int tone = 0; tone < 3; tone++) {
		int x = (tone + 1) % 3, y = (tone + 2) % 3;
		const struct keyness_counts counts = {
			{open[tone], with[x] + with[y]},
			{s->open[tone], s->texts[x] + s->texts[y]},
			*all, (double)s->read,
		};
		struct keyness keyness = pantau_keyness(&counts);
		if (tone == 0 || keyness.z > out->keyness.z) {
			out->tone = tone;
			out->keyness = keyness;
			out->open = (uint32_t)open[tone];
		}
	}
}

/* A word and its root are one term where no other form has that root. */
static bool said_twice(struct suggesting *s, uint32_t term)
{
	enum suggest_kind kind = term_kind(&s->terms, term);
	struct str words = term_words(&s->terms, term);

	if (kind == SUGGEST_PAIR) {
		return false;
	}
	/* Asking makes a key anew: words lie in the map, not there. */
	uint32_t word = pantau_term_set_texts(&s->terms, SUGGEST_WORD, words);
	uint32_t root = pantau_term_set_texts(&s->terms, SUGGEST_ROOT, words);
	return kind == SUGGEST_WORD ? root > word : root <= word && word != 0;
}

static bool is_name(const struct suggesting *s, struct str words)
{
	struct str word[2];

	word[1] = words;
	word[0] = pantau_str_cut(&word[1], ' ');
	if (word[1].p == NULL) {
		word[1].n = 0;
	}
	return pantau_mask_hides(&s->mask, word);
}

/* What today's rows say of the term alone, with that sign or another. */
static enum pantau_status is_known(const struct suggesting *s,
		struct suggestion *made, struct str words, bool *known,
		struct pantau_error *err)
{
	double effect = 0, neutral = 0;
	struct pantau_score score;
	enum pantau_status status = pantau_score_text(s->scorer, s->analyser,
			"", 0, words.p, words.n, &score, err);

	for (size_t i = 0; status == PANTAU_OK && i < score.text.evidences;
			i++) {
		const struct pantau_evidence *e = &score.text.evidence[i];
		effect += e->end != 0 ? (double)e->effect : 0;
		neutral += e->end != 0 ? (double)e->neutral : 0;
	}
	made->now = effect;
	*known = made->tone == 0 ? effect < 0 : made->tone == 2 ? effect > 0
			: neutral > 0 && effect == 0;
	return status;
}

static struct str row_term(struct suggesting *s, enum suggest_kind kind,
		struct str words)
{
	struct buf out;
	struct str rest = words;

	if (!s->options->desk || kind == SUGGEST_WORD) {
		return pantau_arena_str(&s->out->arena, words);
	}
	pantau_buf_init(&out);
	while (rest.p != NULL) {
		struct str word = pantau_str_cut(&rest, ' ');
		size_t n = word.n;
		const char *stem = kind == SUGGEST_ROOT ? word.p : pantau_stem(
				s->analyser, word.p, word.n, &n);
		/* 'rs' is two words: those are no part of a pair. */
		bool one = n != 0 && memchr(stem, ' ', n) == NULL;
		pantau_buf_str(&out, out.n != 0 ? STR(" ~") : STR("~"));
		pantau_buf_str(&out, one ? str_make(stem, n) : word);
	}
	struct str term = out.failed ? str_make(NULL, 0)
			: pantau_arena_str(&s->out->arena, buf_str(&out));
	pantau_buf_finish(&out);
	return term;
}

static bool add_candidate(struct suggesting *s, uint32_t term,
		const struct suggestion *made, const double with[3],
		double all)
{
	struct candidate *c = &s->candidate[s->candidates++];
	double gain = (double)pantau_tone_params.gain;
	const double *w = c->made.weight;

	*c = (struct candidate){.made = *made, .term = term};
	c->made.kind = term_kind(&s->terms, term);
	c->made.term = row_term(s, c->made.kind, term_words(&s->terms, term));
	pantau_keyness_weights(with, s->texts, all, (double)s->read,
			c->made.weight);
	if (made->tone != 1) {
		int size = abs(pantau_keyness_polarity(with, s->texts, all,
				(double)s->read, gain));
		c->made.polarity = made->tone == 0 ? -size : size;
	}
	c->effect = s->options->desk ? w[2] - w[0] : gain * c->made.polarity;
	c->neutral = s->options->desk ? w[1] - (w[0] + w[2]) / 2
			: gain * NEUTRAL_SHARE * abs(c->made.polarity);
	return c->made.term.p != NULL;
}

static enum pantau_status choose(struct suggesting *s,
		struct pantau_error *err)
{
	enum pantau_status status = PANTAU_OK;
	size_t room = 1;

	for (uint32_t t = 0; t < s->terms.keys.n; t++) {
		room += s->terms.start[t + 1] - s->terms.start[t] >=
				s->options->least;
	}
	s->candidate = calloc(room, sizeof(*s->candidate));
	if (s->candidate == NULL) {
		return pantau_fail_memory(err);
	}
	for (uint32_t t = 0; status == PANTAU_OK && t < s->terms.keys.n; t++) {
		struct suggestion made = {.tone = 0};
		double with[3], all;
		bool known;
		if (s->terms.start[t + 1] - s->terms.start[t] <
				s->options->least) {
			continue;
		}
		measure(s, t, &made, with, &all);
		struct str words = term_words(&s->terms, t);
		if (made.open < s->options->least || made.keyness.z <
				SUGGEST_Z || (made.tone == 1 &&
				!s->options->desk) || said_twice(s, t) ||
				is_name(s, words)) {
			continue;
		}
		status = is_known(s, &made, words, &known, err);
		if (status == PANTAU_OK && !known && !add_candidate(s, t,
				&made, with, all)) {
			status = pantau_fail_memory(err);
		}
	}
	s->out->candidates = s->candidates;
	return status;
}

/* --- the best ones, each after those that are chosen --- */

/* Whether a row of the term would speak there. */
static bool speaks(const struct suggesting *s, const struct candidate *c,
		const struct term_place *place)
{
	return !pantau_seed_takes(&s->text[place->text].seed, place,
			term_words(&s->terms, c->term).n);
}

/* Whether one of its texts has changed since. */
static bool is_old(const struct suggesting *s, const struct candidate *c)
{
	if (c->reckoned == 0) {
		return true;
	}
	for (uint32_t i = s->terms.start[c->term];
			i < s->terms.start[c->term + 1]; i++) {
		if (s->text[s->terms.place[i].text].changed >= c->reckoned) {
			return true;
		}
	}
	return false;
}

static void reckon(const struct suggesting *s, struct candidate *c)
{
	if (!is_old(s, c)) {
		return;
	}
	c->reckoned = (uint32_t)s->out->n + 1;
	c->made.fixed = c->made.broken = 0;
	for (uint32_t i = s->terms.start[c->term];
			i < s->terms.start[c->term + 1]; i++) {
		const struct one_text *text = &s->text[s->terms.place[i].text];
		if (text->tone == NO_TONE || !speaks(s, c,
				&s->terms.place[i])) {
			continue;
		}
		bool before = is_right(text, text->score, text->neutrality,
				text->found);
		bool after = is_right(text, text->score + c->effect,
				text->neutrality + c->neutral, true);
		c->made.fixed += after && !before;
		c->made.broken += before && !after;
	}
}

/* Whether x is worth more than y; keyness and then bytes decide. */
static bool is_better(const struct candidate *x, const struct candidate *y)
{
	int32_t a = x->made.fixed - x->made.broken;
	int32_t b = y->made.fixed - y->made.broken;

	if (a != b) {
		return a > b;
	}
	if (x->made.unknown != y->made.unknown) {
		return x->made.unknown > y->made.unknown;
	}
	if (x->made.keyness.z != y->made.keyness.z) {
		return x->made.keyness.z > y->made.keyness.z;
	}
	return str_cmp(x->made.term, y->made.term) < 0;
}

static void act(struct suggesting *s, const struct candidate *c)
{
	for (uint32_t i = s->terms.start[c->term];
			i < s->terms.start[c->term + 1]; i++) {
		struct one_text *text = &s->text[s->terms.place[i].text];
		if (!speaks(s, c, &s->terms.place[i])) {
			continue;
		}
		text->score += c->effect;
		text->neutrality += c->neutral;
		text->found = true;
		text->changed = (uint32_t)s->out->n + 1;
	}
}

/* Texts of its tone that are open first, then unlabelled ones. */
static void show_places(const struct suggesting *s, struct candidate *c)
{
	struct suggestion *made = &c->made;

	for (int round = 0; round < 2; round++) {
		for (uint32_t i = s->terms.start[c->term];
				i < s->terms.start[c->term + 1] &&
				made->examples < SUGGEST_EXAMPLES; i++) {
			const struct term_place *p = &s->terms.place[i];
			const struct one_text *text = &s->text[p->text];
			if (!speaks(s, c, p)) {
				continue;
			}
			if (round == 0 ? text->open && text->tone == made->tone
					: text->tone == NO_TONE &&
					!text->found) {
				made->example[made->examples++] =
						(struct suggest_example){
						p->text, p->start, p->end};
			}
		}
	}
}

static struct candidate *best(struct suggesting *s)
{
	struct candidate *found = NULL;

	for (size_t i = 0; i < s->candidates; i++) {
		struct candidate *c = &s->candidate[i];
		if (c->chosen) {
			continue;
		}
		reckon(s, c);
		if (found == NULL || is_better(c, found)) {
			found = c;
		}
	}
	return found;
}

/* After all that help as much or more: a row may become worth more by one that
 * was chosen before it. */
static void put_in_order(struct suggestions *out, const struct suggestion *made)
{
	size_t at = out->n++;

	while (at > 0 && out->item[at - 1].fixed - out->item[at - 1].broken <
			made->fixed - made->broken) {
		out->item[at] = out->item[at - 1];
		at--;
	}
	out->item[at] = *made;
}

static enum pantau_status pick(struct suggesting *s, struct pantau_error *err)
{
	struct suggestions *out = s->out;
	size_t room = s->options->limit < s->candidates ? s->options->limit
			: s->candidates;

	out->item = pantau_arena_zero(&out->arena, room + 1,
			sizeof(*out->item));
	if (out->item == NULL) {
		return pantau_fail_memory(err);
	}
	while (out->n < room) {
		struct candidate *c = best(s);
		if (c == NULL || c->made.fixed < c->made.broken ||
				(c->made.fixed == c->made.broken &&
				c->made.unknown == 0)) {
			break;
		}
		if (s->options->progress != NULL &&
				!s->options->progress(s->options->context)) {
			return pantau_fail(err, PANTAU_INTERRUPTED, "%s",
					PANTAU_T(err, "stopped", "dihentikan"));
		}
		c->chosen = true;
		show_places(s, c);
		act(s, c);
		put_in_order(out, &c->made);
	}
	return PANTAU_OK;
}

/* --- all of it --- */

static enum pantau_status open_all(struct suggesting *s,
		struct pantau_error *err)
{
	enum pantau_status status = pantau_mask_read(&s->mask,
			s->options->lexicons.dir, err);

	if (status == PANTAU_OK) {
		status = pantau_lexicons_open(&s->options->lexicons,
				&s->lexicons, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_analyser_create(s->lexicons, &s->analyser, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_scorer_create(s->lexicons, &s->scorer, err);
	}
	return status;
}

enum pantau_status pantau_suggest_terms(const struct suggest_options *options,
		const struct gold *gold, const struct str *more, size_t n,
		struct suggestions *out, struct pantau_error *err)
{
	struct suggesting s = {
		.options = options, .gold = gold, .more = more,
		.n = gold->n + n, .out = out,
	};

	*out = (struct suggestions){.n = 0};
	pantau_arena_init(&out->arena);
	pantau_term_set_init(&s.terms);
	enum pantau_status status = open_all(&s, err);
	if (status == PANTAU_OK) {
		status = read_texts(&s, err);
	}
	if (status == PANTAU_OK) {
		status = choose(&s, err);
	}
	if (status == PANTAU_OK) {
		status = pick(&s, err);
	}
	pantau_term_set_finish(&s.terms);
	pantau_mask_finish(&s.mask);
	pantau_scorer_destroy(s.scorer);
	pantau_analyser_destroy(s.analyser);
	pantau_lexicons_close(s.lexicons);
	free(s.text);
	free(s.candidate);
	return status;
}

void pantau_suggestions_finish(struct suggestions *suggestions)
{
	pantau_arena_finish(&suggestions->arena);
	*suggestions = (struct suggestions){.n = 0};
}
