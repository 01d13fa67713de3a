/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_COMMANDS_H
#define PANTAU_CLI_COMMANDS_H

/* One command, one file: cmd_NAME.c defines its row. */

#include "cli/cli.h"

extern const struct command pantau_command_index, pantau_command_search,
		pantau_command_count, pantau_command_show, pantau_command_kwic,
		pantau_command_similar,
		pantau_command_lexicon_check, pantau_command_lexicon_stats,
		pantau_command_lexicon_eval,
		pantau_command_lexicon_fit, pantau_command_lexicon_review,
		pantau_command_lexicon_test, pantau_command_lexicon_diff,
		pantau_command_lexicon_suggest,
		pantau_command_lexicon_whatif,
		pantau_command_analyse, pantau_command_tokens,
		pantau_command_stem, pantau_command_verify,
		pantau_command_rebuild, pantau_command_rescore,
		pantau_command_optimize, pantau_command_backup,
		pantau_command_hoax_queue, pantau_command_hoax_set,
		pantau_command_hoax_list, pantau_command_hoax_check, pantau_command_hoax_stats,
		pantau_command_debunk_import, pantau_command_debunk_list,
		pantau_command_debunk_show,
		pantau_command_label, pantau_command_label_import,
		pantau_command_label_export,
		pantau_command_help, pantau_command_version,
		pantau_command_completion;

#endif
