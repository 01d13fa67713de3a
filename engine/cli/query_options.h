/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_QUERY_OPTIONS_H
#define PANTAU_CLI_QUERY_OPTIONS_H

/* The options that every command with a query takes. */

#include "cli/cli.h"
#include "search/search.h"

struct query_arguments {
	const char *since, *until, *deadline;
	const char *limit; /* NULL: the command's own default */
	uint64_t offset;
	bool any;
};

/* A command's own part: what it does with the query. Gives the exit code. */
typedef int (*query_answer)(struct cli *cli, void *options, struct str query,
		struct search_options *search);

/* The words of the command line are one query, the arguments its settings;
 * --unmask goes into the audit under the command's name. */
int pantau_query_run(struct cli *cli, const char *command,
		const struct query_arguments *arguments, size_t default_limit,
		char **argv, int argc, query_answer answer, void *options);

#define QUERY_OPTION_ROWS(type, member) \
	{"since", OPTION_TEXT, offsetof(type, member.since), "DATE", NULL, \
		"from this day or moment on", "sejak hari atau waktu itu"}, \
	{"until", OPTION_TEXT, offsetof(type, member.until), "DATE", NULL, \
		"through this day, or before this moment", \
		"sampai akhir hari itu, atau sebelum waktu itu"}, \
	{"any", OPTION_FLAG, offsetof(type, member.any), NULL, NULL, \
		"any of the words will do, instead of all", \
		"cukup salah satu kata, tidak harus semua"}, \
	{"timeout", OPTION_TEXT, offsetof(type, member.deadline), "SECONDS", NULL, \
		"give up after so long (default: 10; 0: never)", \
		"batas waktu dalam detik (bawaan: 10; 0: tanpa batas)"}

#define QUERY_LIMIT_ROWS(type, member, standard) \
	{"limit", OPTION_TEXT, offsetof(type, member.limit), "N", NULL, \
		"at most so many (default: " standard "; 0: all there are)", \
		"paling banyak sekian (bawaan: " standard "; 0: semua)"}, \
	{"offset", OPTION_COUNT, offsetof(type, member.offset), "N", NULL, \
		"pass over so many first", "lewati sekian yang pertama"}

/* '--limit N'; 0 means all there are. PANTAU_USAGE. */
enum pantau_status pantau_query_limit(struct cli *cli, const char *text,
		size_t *out);

#endif
