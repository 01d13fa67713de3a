/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_SCORE_PRINT_H
#define PANTAU_CLI_SCORE_PRINT_H

/* Scores with their evidence, as 'show --explain' and 'analyse' print them. */

#include "cli/cli.h"
#include "score/target.h"

/* A document's texts, to quote from: title and text by enum pantau_field. */
struct scored_text {
	struct str field[2];
};

/* What evidence stands on: its words, or the name of a trait of the text. */
struct str pantau_evidence_subject(struct cli *cli,
		const struct scored_text *texts,
		const struct pantau_evidence *evidence);
/* 'sentiment.tsv:17', or '-'. */
void pantau_evidence_rule(struct cli *cli, uint32_t id, char *out,
		size_t size);

/* Nested objects of an answer or a row: {"label":..,"evidence":[..]}. */
void pantau_print_tone(struct cli *cli, const char *key,
		const struct pantau_tone_score *tone,
		const struct scored_text *texts);
void pantau_print_act(struct cli *cli, const char *key,
		const struct pantau_act_score *act,
		const struct scored_text *texts);
void pantau_print_hoax(struct cli *cli, const char *key,
		const struct pantau_score *score, const struct scored_text *texts);

/* The same of the tone near a target: its names and clauses come first. */
void pantau_print_target(struct cli *cli, const char *key,
		const struct pantau_target *target,
		const struct pantau_target_score *score,
		const struct scored_text *texts);
void pantau_say_target(struct cli *cli, const struct pantau_target *target,
		const struct pantau_target_score *score,
		const struct scored_text *texts);

/* The target of --target; NULL without one. Destroy *out in any case. */
enum pantau_status pantau_cli_target(struct cli *cli, const char *names,
		struct pantau_target **out);

/* For people: one line for each contribution, then the sum: of a field's
 * tone, of the act, and of all with the hoax signals. */
void pantau_say_tone_evidence(struct cli *cli, const char *title,
		const struct pantau_tone_score *tone,
		const struct scored_text *texts);
void pantau_say_act_evidence(struct cli *cli,
		const struct pantau_act_score *act,
		const struct scored_text *texts);
void pantau_say_hoax_evidence(struct cli *cli,
		const struct pantau_score *score,
		const struct scored_text *texts);
void pantau_say_score(struct cli *cli, const struct pantau_score *score,
		const struct scored_text *texts);

#endif
