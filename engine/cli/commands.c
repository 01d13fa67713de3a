/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The table of commands and of the options that all of them take. */

#include <stddef.h>

#include "cli/commands.h"

const struct command *const pantau_commands[] = {
	&pantau_command_index,
	&pantau_command_debunk_import,
	&pantau_command_debunk_list,
	&pantau_command_debunk_show,
	&pantau_command_search,
	&pantau_command_count,
	&pantau_command_show,
	&pantau_command_similar,
	&pantau_command_kwic,
	&pantau_command_hoax_check,
	&pantau_command_hoax_queue,
	&pantau_command_hoax_set,
	&pantau_command_hoax_list,
	&pantau_command_hoax_stats,
	&pantau_command_lexicon_check,
	&pantau_command_lexicon_stats,
	&pantau_command_lexicon_eval,
	&pantau_command_lexicon_fit,
	&pantau_command_lexicon_review,
	&pantau_command_lexicon_test,
	&pantau_command_lexicon_diff,
	&pantau_command_lexicon_suggest,
	&pantau_command_lexicon_whatif,
	&pantau_command_label,
	&pantau_command_label_import,
	&pantau_command_label_export,
	&pantau_command_analyse,
	&pantau_command_tokens,
	&pantau_command_stem,
	&pantau_command_verify,
	&pantau_command_rebuild,
	&pantau_command_rescore,
	&pantau_command_optimize,
	&pantau_command_backup,
	&pantau_command_help,
	&pantau_command_version,
	&pantau_command_completion,
	NULL,
};

static const char *const formats[] = {
	"text", "json", "ndjson", "csv", "tsv", NULL,
};
static const char *const languages[] = {"id", "en", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};

#define AT(member) offsetof(struct cli, member)

const struct option_spec pantau_global_options[] = {
	{"db", OPTION_TEXT, AT(db), "FILE", NULL,
		"the database (default: $PANTAU_DB)",
		"basis data (bawaan: $PANTAU_DB)"},
	{"lexicons", OPTION_TEXT, AT(lexicons_dir), "DIR", NULL,
		"folder of the lexicons", "folder leksikon"},
	{"format", OPTION_CHOICE, AT(format), "FORMAT", formats,
		"text, json, ndjson, csv or tsv",
		"text, json, ndjson, csv, atau tsv"},
	{"lang", OPTION_CHOICE, AT(lang), "LANG", languages,
		"language of messages: id or en", "bahasa pesan: id atau en"},
	{"color", OPTION_CHOICE, AT(color), "WHEN", colors,
		"auto, always or never", "auto, always, atau never"},
	{"quiet", OPTION_FLAG, AT(quiet), NULL, NULL,
		"say only what went wrong", "hanya tampilkan kesalahan"},
	{"format-version", OPTION_TEXT, AT(format_version), "N", NULL,
		"the version of machine formats that is wanted: 1",
		"versi format mesin yang diminta: 1"},
	{"now", OPTION_TEXT, AT(now_text), "TIME", NULL,
		"take TIME for now: what 'kemarin' and '7h' mean",
		"anggap TIME sebagai sekarang: dasar 'kemarin' dan '7h'"},
	{"zone", OPTION_TEXT, AT(zone_text), "ZONE", NULL,
		"WIB, WITA, WIT or +HH:MM: where days begin",
		"WIB, WITA, WIT, atau +HH:MM: batas hari"},
	{"key-file", OPTION_TEXT, AT(key_file), "FILE", NULL,
		"key of the pseudonyms (default: beside the database)",
		"kunci nama samaran (bawaan: di samping basis data)"},
	{"unmask", OPTION_FLAG, AT(unmask), NULL, NULL,
		"show masked numbers and names; this is recorded",
		"tampilkan nomor dan nama yang disamarkan; ini dicatat"},
	{"help", OPTION_FLAG, AT(help), NULL, NULL,
		"how the command is used", "cara memakai perintah ini"},
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};
