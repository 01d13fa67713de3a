/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The constants of the tone scorer, in one place. */

#include "score/tone_params.h"

#include <math.h>

const struct tone_params pantau_tone_params = {
	.gain = 0.9f,
	.mass = 15.0f,
	.neutral_weight = 1.8f,
	.learned = 4.0f,
	.learned_half = 8.0f,
	.stem = 0.55f,
	.repeat = 0.55f,
	.elongated = 1.2f,
	.caps = 1.15f,
	.factor_min = 0.3f,
	.factor_max = 2.5f,
	.topic_long = 0.5f,
	.long_words = 80.0f,
	.sides_least = 0.5f,
	.courtesy = 0.2f,
	.bitter = 0.12f,
	.mocked = 0.2f,
	.gate = 0.42f,
	.negate = {
		{0.6f, 1.15f}, /* plain: 'tidak buruk', 'tidak bagus' */
		{0.5f, 1.1f},  /* weak: 'tidak terlalu ...' */
		{1.1f, 1.1f},  /* never */
		{0.3f, 0.6f},  /* not yet */
		{0.4f, 0.8f},  /* without */
		{0.3f, 0.5f},  /* prohibit */
		{1.0f, 1.0f},  /* double: the sign stays */
	},
};

const struct tone_class pantau_tone_classes[] = {
	{"aduan", 0.8f},
	{"doa", 0.4f},
	{"ekonomi", 1.3f},
	{"emosi", 1.3f},
	{"harapan", 0.4f},
	{"idiom", 1.8f},
	{"integritas", 0.8f},
	{"kasar", 1.3f},
	{"keamanan", 0.4f}, /* news topics more than opinions */
	{"kesehatan", 1.2f},
	{"kinerja", 0.8f},
	{"pujian", 0.8f},
	{"terimakasih", 1.2f},
};
const unsigned pantau_tone_class_count = sizeof(pantau_tone_classes) /
		sizeof(pantau_tone_classes[0]);

float pantau_tone_learned(const struct tone_params *params, size_t rows)
{
	float n = (float)rows;

	return params->learned * sqrtf(n) / (n + params->learned_half);
}
