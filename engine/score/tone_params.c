/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The constants of the tone scorer, in one place. */

#include "score/tone_params.h"

const struct tone_params pantau_tone_params = {
	.gain = 0.9f,
	.mass = 8.0f,
	.neutral = 0.4f,
	.neutral_length = 0.0f,
	.neutral_weight = 1.0f,
	.question = 0.3f,
	.link = 0.3f,
	.number = 0.2f,
	.stem = 0.7f,
	.repeat = 0.5f,
	.elongated = 1.2f,
	.caps = 1.15f,
	.factor_min = 0.3f,
	.factor_max = 2.5f,
	.topic_long = 0.5f,
	.long_words = 80.0f,
	.gate = 0.42f,
	.negate = {
		{0.5f, 0.9f},  /* plain: 'tidak buruk', 'tidak bagus' */
		{0.3f, 0.7f},  /* weak: 'tidak terlalu ...' */
		{0.7f, 1.1f},  /* never */
		{0.3f, 0.8f},  /* not yet */
		{0.6f, 0.8f},  /* without */
		{0.2f, 0.5f},  /* prohibit */
		{1.0f, 1.0f},  /* double: the sign stays */
	},
};

const struct tone_class pantau_tone_classes[] = {
	{"keamanan", 0.8f},
	{"doa", 0.6f},
	{"harapan", 0.6f},
};
const unsigned pantau_tone_class_count = sizeof(pantau_tone_classes) /
		sizeof(pantau_tone_classes[0]);
