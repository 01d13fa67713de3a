/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The scorer: made once from an image, then tokens in and scores out. */

#include <stdlib.h>

#include "score/parts.h"

/* Least distance of the two tones; the body must be surer than a short title
 * can be. Chosen on the planted titles of the sample corpus. */
#define TITLE_MARGIN 0.25f
#define TEXT_MARGIN 0.5f

/* A language is taken as sure from here on. */
#define LANGUAGE_SURE 0.8f

/* So many words settle a tone; each costs up to 150 bytes while it is found. */
#define SCORED_MAX 262144

static const char *const feature_names[FEATURES] = {
	[FEATURE_CAPS_WORDS] = "caps_words",
	[FEATURE_CAPS_TEXT] = "caps_text",
	[FEATURE_EXCLAMATION_RUN] = "exclamation_run",
	[FEATURE_QUESTION_RUN] = "question_run",
	[FEATURE_SHORT_LINK] = "short_link",
	[FEATURE_PHONE_NUMBER] = "phone_number",
	[FEATURE_LOOKALIKE_DOMAIN] = "lookalike_domain",
	[FEATURE_OFFICIAL_DOMAIN] = "official_domain",
	[FEATURE_MEDIA_DOMAIN] = "media_domain",
	[FEATURE_MONEY_AMOUNT] = "money_amount",
	[FEATURE_EMOJI_ALARM] = "emoji_alarm",
	[FEATURE_NAMED_DATE] = "named_date",
	[FEATURE_QUOTED_ATTRIBUTION] = "quoted_attribution",
	[FEATURE_ELLIPSIS_RUN] = "ellipsis_run",
	[FEATURE_CHAT_SPELLING] = "chat_spelling",
	[FEATURE_QUESTION] = "question",
	[FEATURE_LONG_WORDS] = "long_words",
};

/* Groups that are about style alone: they rank texts, and decide no level. */
static const char *const style_groups[] = {
	"tipografi", "seruan", "ragam_resmi", "ragam_pesan",
};

static void set_classes(struct pantau_scorer *scorer)
{
	const struct score_image *image = scorer->image;
	for (uint32_t i = 0; i < SCORE_CLASSES_MAX; i++) {
		struct str name = pantau_strtab_at(&image->classes, i);
		scorer->class_factor[i] = 1.0f;
		scorer->class_neutral[i] = str_eq(name, STR("netral"));
		scorer->class_topic[i] = str_eq(name, STR("keamanan"));
		scorer->class_courtesy[i] = str_eq(name, STR("terimakasih"));
		scorer->class_complaint[i] = str_eq(name, STR("aduan")) ||
				str_eq(name, STR("kinerja"));
		scorer->class_formula[i] = str_eq(name, STR("idiom")) ||
				str_eq(name, STR("terimakasih")) ||
				str_eq(name, STR("doa")) ||
				str_eq(name, STR("netral"));
		scorer->class_mockery[i] = str_eq(name, STR("ejek"));
		for (unsigned c = 0; c < pantau_tone_class_count; c++) {
			if (str_eq(name, str_of(pantau_tone_classes[c].name))) {
				scorer->class_factor[i] =
						pantau_tone_classes[c].factor;
			}
		}
	}
}

/* A group adds or subtracts as its rows do; of those that add, all but the
 * groups of style are substance. */
static void set_groups(struct pantau_scorer *scorer)
{
	const struct score_image *image = scorer->image;
	for (uint32_t i = 0; i < image->entries; i++) {
		const struct score_entry *entry = &image->entry[i];
		if ((entry->kind == ENTRY_CUE ||
				entry->kind == ENTRY_FEATURE) &&
				entry->group < GROUPS && entry->weight[0] > 0) {
			scorer->substantive |= 1u << entry->group;
		}
	}
	for (unsigned g = 0; g < GROUPS && g < image->groups; g++) {
		struct str name = pantau_score_group_name(scorer, g);
		for (size_t i = 0; i < sizeof(style_groups) /
				sizeof(style_groups[0]); i++) {
			if (str_eq(name, str_of(style_groups[i]))) {
				scorer->style |= 1u << g;
			}
		}
	}
	scorer->substantive &= ~scorer->style;
}

enum pantau_status pantau_scorer_create(const struct pantau_lexicons *lexicons,
		struct pantau_scorer **out, struct pantau_error *err)
{
	return pantau_scorer_create_layers(lexicons, SCORE_LAYERS, out, err);
}

enum pantau_status pantau_scorer_create_layers(
		const struct pantau_lexicons *lexicons, unsigned layers,
		struct pantau_scorer **out, struct pantau_error *err)
{
	struct pantau_scorer *scorer = calloc(1, sizeof(*scorer));
	if (scorer == NULL) {
		return pantau_fail_memory(err);
	}
	scorer->image = pantau_lexicons_score(lexicons);
	scorer->layers = layers != 0 ? layers : SCORE_LAYERS;
	scorer->params = pantau_tone_params;
	if (!pantau_score_trie_prepare(scorer) ||
			!pantau_score_layers_prepare(scorer)) {
		pantau_scorer_destroy(scorer);
		return pantau_fail_memory(err);
	}
	pantau_score_act_prepare(scorer);
	set_classes(scorer);
	set_groups(scorer);
	for (unsigned i = 0; i < FEATURES; i++) {
		scorer->feature[i] = pantau_score_image_feature(scorer->image,
				str_of(feature_names[i]));
	}
	*out = scorer;
	return PANTAU_OK;
}

void pantau_scorer_destroy(struct pantau_scorer *scorer)
{
	if (scorer != NULL) {
		pantau_score_words_finish(&scorer->words);
		free(scorer);
	}
}

/* By how much the label stands above the opposite tone; 0 without one. */
static float margin(const struct pantau_tone_score *tone, int *sign)
{
	*sign = tone->label == PANTAU_TONE_POSITIVE ? 1 :
			tone->label == PANTAU_TONE_NEGATIVE ? -1 : 0;
	return (float)*sign * (tone->positive - tone->negative);
}

static bool contradict(const struct pantau_tone_score *title,
		const struct pantau_tone_score *text)
{
	int a, b;
	float title_margin = margin(title, &a), text_margin = margin(text, &b);
	return a * b < 0 && title_margin >= TITLE_MARGIN &&
			text_margin >= TEXT_MARGIN;
}

struct field pantau_score_field(enum pantau_field which, struct str text,
		struct pantau_tokens *tokens)
{
	if (tokens->tokens > SCORED_MAX) {
		tokens->tokens = SCORED_MAX;
		text.n = tokens->token[SCORED_MAX - 1].end;
	}
	return (struct field){.field = which, .text = text, .tokens = tokens};
}

/* A guess must be sure to say no; mixed texts and those in no known language
 * are scored as far as the rows reach. */
bool pantau_score_covers(const struct pantau_scorer *scorer,
		const struct pantau_language_guess *guess)
{
	const struct score_image *image = scorer->image;
	if (guess->label == PANTAU_LANGUAGE_UNKNOWN ||
			guess->label == PANTAU_LANGUAGE_MIXED ||
			image->language_tones == 0 ||
			guess->confidence < LANGUAGE_SURE) {
		return true;
	}
	unsigned at = (unsigned)guess->label - PANTAU_LANGUAGE_ID;
	return at < image->language_tones && image->language_tone[at] != 0;
}

_Static_assert((int)SCORE_LANGUAGE_JV == PANTAU_LANGUAGE_JV &&
		(int)SCORE_LANGUAGE_SU == PANTAU_LANGUAGE_SU,
		"languages have one number everywhere");

/* Javanese and Sundanese have rows of their own. */
uint8_t pantau_score_region(const struct pantau_language_guess *guess)
{
	return guess->label == PANTAU_LANGUAGE_JV ||
			guess->label == PANTAU_LANGUAGE_SU
			? (uint8_t)guess->label : 0;
}

static enum pantau_status score_tones(const struct pantau_scorer *scorer,
		const struct field field[2], bool assessed, bool evidence,
		struct arena *arena, struct pantau_score *out,
		struct pantau_error *err)
{
	struct pantau_tone_score *tone[2] = {&out->title, &out->text};
	enum pantau_status status = PANTAU_OK;
	for (int i = 0; status == PANTAU_OK && i < 2; i++) {
		if (assessed || field[i].tokens->tokens == 0) {
			status = pantau_score_tone(scorer, &field[i], evidence,
					arena, tone[i], err);
		} else {
			tone[i]->label = PANTAU_TONE_UNASSESSED;
		}
	}
	return status;
}

/* whole: with evidence, and the act. */
static enum pantau_status score(const struct pantau_scorer *scorer,
		struct str title, const struct pantau_tokens *title_tokens,
		struct str text, const struct pantau_tokens *text_tokens,
		const struct pantau_language_guess *given, bool whole,
		struct arena *arena, struct pantau_score *out,
		struct pantau_error *err)
{
	struct pantau_tokens head = *title_tokens, body = *text_tokens;
	struct field field[2] = {
		pantau_score_field(PANTAU_FIELD_TITLE, title, &head),
		pantau_score_field(PANTAU_FIELD_TEXT, text, &body),
	};
	enum pantau_status status;
	*out = (struct pantau_score){0};
	for (int i = 0; i < 2; i++) {
		if (!pantau_score_read(&field[i], arena) ||
				!pantau_score_begins(scorer, &field[i],
				arena) || !pantau_score_match_cues(scorer,
				&field[i], arena)) {
			return pantau_fail_memory(err);
		}
	}
	if (given != NULL) {
		out->language = *given;
	} else {
		pantau_detect_language(title_tokens, text_tokens,
				&out->language);
	}
	for (int i = 0; i < 2; i++) {
		field[i].language = pantau_score_region(&out->language);
	}
	bool assessed = pantau_score_covers(scorer, &out->language);
	status = score_tones(scorer, field, assessed, whole, arena, out, err);
	if (status != PANTAU_OK) {
		return status;
	}
	if (out->text.label == PANTAU_TONE_NONE) {
		out->text = out->title;
	} else {
		out->contradiction = contradict(&out->title, &out->text);
	}
	if (whole) {
		status = pantau_score_act(scorer, field, !assessed ||
				field[0].language != 0, arena, out, err);
	}
	return status != PANTAU_OK ? status : pantau_score_hoax(scorer, field,
			2, arena, out, err);
}

enum pantau_status pantau_score_tokens(const struct pantau_scorer *scorer,
		struct str title, const struct pantau_tokens *title_tokens,
		struct str text, const struct pantau_tokens *text_tokens,
		const struct pantau_language_guess *given, struct arena *arena,
		struct pantau_score *out, struct pantau_error *err)
{
	return score(scorer, title, title_tokens, text, text_tokens, given,
			true, arena, out, err);
}

enum pantau_status pantau_score_labels(const struct pantau_scorer *scorer,
		struct str title, const struct pantau_tokens *title_tokens,
		struct str text, const struct pantau_tokens *text_tokens,
		const struct pantau_language_guess *given, struct arena *arena,
		struct pantau_score *out, struct pantau_error *err)
{
	return score(scorer, title, title_tokens, text, text_tokens, given,
			false, arena, out, err);
}

enum pantau_status pantau_score_given(const struct pantau_scorer *scorer,
		struct pantau_analyser *analyser, struct str title,
		struct str text, const struct pantau_language_guess *given,
		struct pantau_score *out, struct pantau_error *err)
{
	struct arena *arena = pantau_analyser_arena(analyser);
	struct pantau_tokens title_tokens, text_tokens;
	enum pantau_status status = pantau_analyse_into(analyser, title, arena,
			&title_tokens, err);
	if (status == PANTAU_OK) {
		status = pantau_analyse_into(analyser, text, arena,
				&text_tokens, err);
	}
	if (status == PANTAU_OK) {
		status = pantau_score_tokens(scorer, title, &title_tokens, text,
				&text_tokens, given, arena, out, err);
	}
	return status;
}

enum pantau_status pantau_score_text(const struct pantau_scorer *scorer,
		struct pantau_analyser *analyser,
		const char *title, size_t title_length,
		const char *text, size_t text_length,
		struct pantau_score *out, struct pantau_error *err)
{
	return pantau_score_given(scorer, analyser,
			str_make(title, title_length),
			str_make(text, text_length), NULL, out, err);
}

struct str pantau_score_group_name(const struct pantau_scorer *scorer,
		unsigned group)
{
	const struct score_image *image = scorer->image;
	return group < image->groups ? pantau_strtab_at(&image->terms,
			image->group[group].name) : str_make(NULL, 0);
}

struct str pantau_score_group_title(const struct pantau_scorer *scorer,
		unsigned group, enum pantau_lang lang)
{
	const struct score_image *image = scorer->image;
	if (group >= image->groups) {
		return str_make(NULL, 0);
	}
	return pantau_strtab_at(&image->terms, lang == PANTAU_LANG_EN ?
			image->group[group].title_en :
			image->group[group].title_id);
}

bool pantau_score_group_raises(const struct pantau_scorer *scorer,
		unsigned group)
{
	return group < GROUPS && (scorer->substantive >> group & 1) != 0;
}

const char *pantau_tone_name(enum pantau_tone tone)
{
	static const char *const names[] = {
		"none", "negative", "neutral", "positive", "unsure",
		"unassessed",
	};
	return (size_t)tone < sizeof(names) / sizeof(names[0]) ? names[tone] :
			"none";
}

const char *pantau_act_name(enum pantau_act act)
{
	static const char *const names[ACTS] = {
		"none", "complaint", "aspiration", "question", "information",
		"praise",
	};
	return (size_t)act < ACTS ? names[act] : "none";
}

const char *pantau_hoax_name(enum pantau_hoax_level level)
{
	static const char *const names[] = {"none", "low", "check"};
	return (size_t)level < sizeof(names) / sizeof(names[0]) ?
			names[level] : "none";
}
