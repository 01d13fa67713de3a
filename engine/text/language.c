/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The language of a document from what its words say. */

#include "text/language.h"

#include <math.h>

/* Units of the weights for one logit, as the training writes them. */
#define SCALE 24.0

#define WORDS_LEAST 5    /* fewer say nothing sure */
#define WINDOW_SPEAKS 5  /* words; fewer do not make a text mixed */

/* Before a word is read, in logits. The training has seen far more Indonesian
 * than anything else and leans to it already; Malay, which shares most words
 * with it, is rarer here than among the samples. */
static const double prior[SCORE_LANGUAGES] = {0.2, -0.7, 0.0, 0.0, 0.0, 0.0};
/* And more so for a text in capitals: headlines and slogans, half of them
 * names, are hardly ever in a regional language. */
#define HEADLINE 2.0

/* Another language than Indonesian is named from here on. */
#define NAMED_LEAST 0.5
/* Where Indonesian is that likely, a doubtful text is Indonesian. */
#define STILL_INDONESIAN 0.2
/* Logits that a word must give on average. Languages that we do not know (those
 * of Aceh, Madura, Sulawesi) look a little like one of ours and give less.
 * Headlines in Indonesian do so as well, for their names. */
#define SPEAKS_LEAST 0.6
#define SPEAKS_INDONESIAN 0.3
/* A sentence shows its language when it is that sure; and the second language
 * of a mixed text holds at least this share of such words. */
#define WINDOW_SURE 0.9
#define MIXED_SHARE 0.2

_Static_assert(SCORE_LANGUAGES == PANTAU_LANGUAGE_EN - PANTAU_LANGUAGE_ID + 1,
		"weights stand in the order of the languages");

const char *pantau_language_name(enum pantau_language language)
{
	static const char *const names[] = {
		"unknown", "id", "ms", "jv", "su", "min", "en", "mixed",
		"other",
	};
	return (size_t)language < sizeof(names) / sizeof(names[0]) ?
			names[language] : "unknown";
}

struct pantau_language_guess pantau_language_given(struct str code)
{
	struct pantau_language_guess given = {PANTAU_LANGUAGE_OTHER, 1.0f};
	for (int i = PANTAU_LANGUAGE_ID; i <= PANTAU_LANGUAGE_MIXED; i++) {
		enum pantau_language language = (enum pantau_language)i;
		if (pantau_str_eq_nocase(code,
				str_of(pantau_language_name(language)))) {
			given.label = language;
		}
	}
	/* Says nothing, as some archives write it out. */
	if (code.n == 0 || pantau_str_eq_nocase(code, STR("unknown"))) {
		given = (struct pantau_language_guess){
			PANTAU_LANGUAGE_UNKNOWN, 0};
	}
	return given;
}

bool pantau_speech_begin(struct speech_maker *maker, size_t spans,
		struct arena *arena)
{
	size_t most = spans / WINDOW_LEAST + 1;
	*maker = (struct speech_maker){0};
	maker->speech = pantau_arena_zero(arena, 1, sizeof(*maker->speech));
	if (maker->speech == NULL) {
		return false;
	}
	maker->speech->window = pantau_arena_alloc(arena,
			most * sizeof(struct speech_window));
	return maker->speech->window != NULL;
}

struct speech_window *pantau_speech_window(struct speech_maker *maker)
{
	struct pantau_speech *speech = maker->speech;
	maker->now = &speech->window[speech->windows++];
	*maker->now = (struct speech_window){0};
	return maker->now;
}

/* Places of languages among the weights. */
enum {
	ID,
	MS = PANTAU_LANGUAGE_MS - PANTAU_LANGUAGE_ID,
	EN = PANTAU_LANGUAGE_EN - PANTAU_LANGUAGE_ID,
};

/* Sums over a text or a window. */
struct sums {
	double weight[SCORE_LANGUAGES];
	double words;
	bool headline;
};

/* With names where capitals are the rule, as in headlines. */
static void add_window(struct sums *sums, const struct speech_window *window,
		bool names)
{
	sums->headline = names;
	sums->words += window->words + (names ? window->names : 0);
	for (size_t i = 0; i < SCORE_LANGUAGES; i++) {
		sums->weight[i] += window->weight[i] +
				(names ? window->name[i] : 0);
	}
}

/* Logits; returns the likeliest. Long texts are surer, but by the root of their
 * length: words that stand together say the same twice. */
static size_t weigh(const struct sums *sums, double p[SCORE_LANGUAGES])
{
	double scale = SCALE * sqrt(sums->words);
	size_t best = 0;
	for (size_t i = 0; i < SCORE_LANGUAGES; i++) {
		p[i] = sums->weight[i] / scale + prior[i] +
				(i == ID && sums->headline ? HEADLINE : 0);
		best = p[i] > p[best] ? i : best;
	}
	return best;
}

/* Logits to probabilities. */
static void normalise(double p[SCORE_LANGUAGES], size_t best)
{
	double most = p[best], total = 0;
	for (size_t i = 0; i < SCORE_LANGUAGES; i++) {
		p[i] = exp(p[i] - most);
		total += p[i];
	}
	for (size_t i = 0; i < SCORE_LANGUAGES; i++) {
		p[i] /= total;
	}
}

static size_t judge(const struct sums *sums, double p[SCORE_LANGUAGES])
{
	size_t best = weigh(sums, p);
	normalise(p, best);
	return best;
}

static enum pantau_language language_at(size_t i)
{
	return (enum pantau_language)(PANTAU_LANGUAGE_ID + i);
}

/* Windows that are sure of their language, by language. */
struct shares {
	double words[SCORE_LANGUAGES]; /* in them */
	double sure[SCORE_LANGUAGES];  /* their probabilities, by words */
	double all;
};

/* Logits between the first and any other from which on, or up to which, one
 * need not ask for the probability to know whether it reaches WINDOW_SURE: five
 * others so far behind hold less than a tenth, one so near holds more. */
#define FAR_BEHIND 4.0
#define NEAR_BEHIND 2.19

/* Is a window sure of its language, the best of its logits? */
static bool sure(double p[SCORE_LANGUAGES], size_t best)
{
	double gap = FAR_BEHIND;
	for (size_t i = 0; i < SCORE_LANGUAGES; i++) {
		if (i != best && p[best] - p[i] < gap) {
			gap = p[best] - p[i];
		}
	}
	if (gap >= FAR_BEHIND || gap <= NEAR_BEHIND) {
		return gap >= FAR_BEHIND;
	}
	normalise(p, best);
	return p[best] >= WINDOW_SURE;
}

/* The sums of a window, if its words are enough to say anything. */
static bool speaks(const struct speech_window *window, bool names,
		struct sums *sums)
{
	*sums = (struct sums){{0}, 0, false};
	add_window(sums, window, names);
	return sums->words >= WINDOW_SPEAKS;
}

static void add_share(struct shares *shares,
		const struct speech_window *window, bool names)
{
	struct sums sums;
	double p[SCORE_LANGUAGES];
	if (!speaks(window, names, &sums)) {
		return;
	}
	size_t best = weigh(&sums, p);
	shares->all += sums.words;
	if (sure(p, best)) {
		shares->words[best] += sums.words;
	}
}

/* What only a mixed text needs to know. */
static void add_sureness(struct shares *shares,
		const struct speech_window *window, bool names)
{
	struct sums sums;
	double p[SCORE_LANGUAGES];
	if (!speaks(window, names, &sums)) {
		return;
	}
	size_t best = judge(&sums, p);
	if (p[best] >= WINDOW_SURE) {
		shares->sure[best] += p[best] * sums.words;
	}
}

/* All that is known of one document. */
struct evidence {
	const struct pantau_speech *part[2];
	double words, names, foreign;
	bool use_names;
};

static void gather(struct evidence *e)
{
	for (size_t i = 0; i < 2; i++) {
		const struct pantau_speech *speech = e->part[i];
		for (size_t w = 0; speech != NULL && w < speech->windows; w++) {
			e->words += speech->window[w].words;
			e->names += speech->window[w].names;
		}
		e->foreign += speech != NULL ? speech->foreign : 0;
	}
	e->use_names = e->names > e->words || e->words < WORDS_LEAST;
	e->words += e->use_names ? e->names : 0;
}

static float sureness(const struct evidence *e, struct shares *shares,
		size_t language)
{
	for (size_t i = 0; i < 2; i++) {
		const struct pantau_speech *speech = e->part[i];
		for (size_t w = 0; speech != NULL && w < speech->windows; w++) {
			add_sureness(shares, &speech->window[w], e->use_names);
		}
	}
	shares->sure[ID] += shares->sure[MS];
	return (float)(shares->sure[language] / shares->words[language]);
}

/* Two languages whose sentences are told apart. Malay and Indonesian are not:
 * a sentence of either may well be one of the other. */
static bool mixed(const struct evidence *e, struct shares *shares,
		struct pantau_language_guess *out)
{
	size_t first = 0, second = SCORE_LANGUAGES;
	shares->words[ID] += shares->words[MS];
	shares->words[MS] = 0;
	for (size_t i = 1; i < SCORE_LANGUAGES; i++) {
		if (shares->words[i] > shares->words[first]) {
			second = first;
			first = i;
		} else if (second == SCORE_LANGUAGES ||
				shares->words[i] > shares->words[second]) {
			second = i;
		}
	}
	if (shares->words[second] < WINDOW_SPEAKS ||
			shares->words[second] < MIXED_SHARE * shares->all) {
		return false;
	}
	out->label = PANTAU_LANGUAGE_MIXED;
	out->confidence = sureness(e, shares, second);
	return true;
}

/* The language of a text of which best is the likeliest; SCORE_LANGUAGES where
 * nobody can tell. */
static size_t settle(const struct sums *sums, const double p[SCORE_LANGUAGES],
		size_t best)
{
	double scale = SCALE * sums->words;
	bool weak = best != EN && sums->weight[best] < SPEAKS_LEAST * scale;
	if (best != ID && (weak || p[best] < NAMED_LEAST)) {
		if (p[ID] < STILL_INDONESIAN) {
			return SCORE_LANGUAGES;
		}
		best = ID;
	}
	if (best == ID && !sums->headline &&
			sums->weight[ID] < SPEAKS_INDONESIAN * scale) {
		return SCORE_LANGUAGES;
	}
	return best;
}

void pantau_detect_language(const struct pantau_tokens *title,
		const struct pantau_tokens *text,
		struct pantau_language_guess *out)
{
	struct evidence e = {.part = {title != NULL ? title->speech : NULL,
			text != NULL ? text->speech : NULL}};
	struct sums sums = {{0}, 0, false};
	struct shares shares = {{0}, {0}, 0};
	double p[SCORE_LANGUAGES];
	*out = (struct pantau_language_guess){PANTAU_LANGUAGE_UNKNOWN, 0};
	gather(&e);
	if (e.words < WORDS_LEAST || e.foreign > e.words) {
		return;
	}
	for (size_t i = 0; i < 2; i++) {
		const struct pantau_speech *speech = e.part[i];
		for (size_t w = 0; speech != NULL && w < speech->windows; w++) {
			add_window(&sums, &speech->window[w], e.use_names);
			add_share(&shares, &speech->window[w], e.use_names);
		}
	}
	if (mixed(&e, &shares, out)) {
		return;
	}
	size_t best = settle(&sums, p, judge(&sums, p));
	if (best == SCORE_LANGUAGES) {
		return;
	}
	out->label = language_at(best);
	out->confidence = (float)p[best];
}
