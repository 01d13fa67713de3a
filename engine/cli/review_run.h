/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_REVIEW_RUN_H
#define PANTAU_CLI_REVIEW_RUN_H

/* The two ways of 'lexicon review': questions to a person at a terminal, and
 * objects for a script. */

#include "cli/cli.h"
#include "tune/review.h"

struct review_run {
	struct cli *cli;
	struct review *review;
	struct review_file *file;
	struct review_who who;
	bool rejected; /* a line of a script was no answer */
	size_t labelled; /* items left out, since they have a label */
};

enum review_act { REVIEW_UNKNOWN, REVIEW_NEGATIVE, REVIEW_NEUTRAL,
	REVIEW_POSITIVE, REVIEW_SKIP, REVIEW_UNDO, REVIEW_REASON, REVIEW_MORE,
	REVIEW_QUIT, REVIEW_HELP };

/* What a key means, small or capital: those of the Indonesian words, and of the
 * English ones where they are free. */
enum review_act pantau_review_key(char key);

/* Answers, skips or takes back. PANTAU_END: nothing is left to take back. */
enum pantau_status pantau_review_act(struct review_run *run,
		enum review_act act, struct str reason);

/* Ask until nothing is left, or as long as is wanted; errors are in cli->err.
 * PANTAU_INTERRUPTED: by a signal. */
enum pantau_status pantau_review_screen(struct review_run *run);
enum pantau_status pantau_review_script(struct review_run *run);

/* Makes labels of what was answered of the archive. Where that cannot be done
 * it is said, and no failure: the answers are in the file. */
void pantau_review_keep(struct review_run *run);

#endif
