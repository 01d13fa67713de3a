/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Which layers a folder has, and what they were fitted on: figures on those
 * texts say nothing of others. */

#include <stdio.h>
#include <unistd.h>

#include "cli/eval.h"
#include "tune/layer.h"

/* By bit; the seed is never missing. */
static const char *const files[] = {NULL, "learned.tsv", "desk.tsv"};

unsigned pantau_eval_present(const char *dir)
{
	unsigned layers = SCORE_SEED;
	char path[4096];

	for (unsigned i = 1; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, files[i]);
		layers |= access(path, F_OK) == 0 ? 1u << i : 0;
	}
	return layers;
}

static enum pantau_status tell(const struct eval *eval, const char *dir,
		const char *file)
{
	struct cli *cli = eval->cli;
	struct buf names;

	pantau_buf_init(&names);
	enum pantau_status status = pantau_layer_texts(dir, file, &names,
			&cli->err);
	for (size_t i = 0; status == PANTAU_OK && i < eval->gold.files; i++) {
		struct str name = str_of(eval->gold.file[i].name);
		if (!pantau_layer_has_text(buf_str(&names), name)) {
			continue;
		}
		pantau_cli_note(cli, SAY(cli, "pantau: %s/%s was fitted on "
				"'%s': figures on texts that it knows are too "
				"good; measure on others\n",
				"pantau: %s/%s dilatih pada '%s': angka pada "
				"teks yang sudah dikenalnya terlalu bagus; "
				"ukurlah pada teks lain\n"), dir, file,
				eval->gold.file[i].name);
	}
	pantau_buf_finish(&names);
	return status;
}

static enum pantau_status tell_layers(const struct eval *eval, const char *dir,
		unsigned layers)
{
	enum pantau_status status = PANTAU_OK;

	for (unsigned i = 1; status == PANTAU_OK &&
			i < sizeof(files) / sizeof(files[0]); i++) {
		if ((layers >> i & 1) != 0) {
			status = tell(eval, dir, files[i]);
		}
	}
	return status;
}

enum pantau_status pantau_eval_tell_fitted(const struct eval *eval)
{
	const char *dir = eval->lexicons.dir, *other = eval->options->against;
	unsigned layers = eval->layers;

	/* A split fits the desk's rows anew. */
	if (eval->split != EVAL_WHOLE) {
		layers &= ~(unsigned)SCORE_DESK;
	}
	if (eval->compared && other == NULL) {
		layers |= eval->against_layers;
	}
	enum pantau_status status = tell_layers(eval, dir, layers);
	return status == PANTAU_OK && other != NULL ? tell_layers(eval, other,
			eval->against_layers) : status;
}
