/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_CHAIN_PRINT_H
#define PANTAU_CLI_CHAIN_PRINT_H

/*
 * Edit chains and signals of spread, as 'similar --chain' prints them. Texts
 * are fetched one version at a time, so that a story of any size can be shown.
 */

#include "cli/cli.h"
#include "similar/chain.h"
#include "similar/chain_diff.h"

enum chain_field { CHAIN_TITLE, CHAIN_TEXT, CHAIN_FIELDS };

/* An item as it is shown: what is to be masked is masked already. */
struct chain_doc {
	struct str id, source, author;   /* empty: not known */
	struct str field[CHAIN_FIELDS];  /* empty: there is none */
	const struct pantau_tokens *tokens[CHAIN_FIELDS]; /* of these bytes,
	                                    or what they were before masking
	                                    them one for one; NULL: none */
};

/* What is lent by a look-up is lent until the next one of the same kind. */
enum chain_look_up { CHAIN_CHILD, CHAIN_PARENT, CHAIN_COPY, CHAIN_LOOK_UPS };

struct chain_docs {
	/* item: as it was added to the chain. For CHAIN_COPY only id, source
	 * and author are wanted. */
	enum pantau_status (*look_up)(void *context, uint32_t item,
			enum chain_look_up kind, struct chain_doc *out,
			struct pantau_error *err);
	void *context;
};

struct chain_limits {
	size_t versions, copies; /* shown, copies for each version */
};

struct chain_source {
	struct str name; /* empty: not known */
	size_t items;
};

/* What is said of the story besides. */
struct chain_about {
	struct str id, story;  /* whose chain it is, and of which story */
	size_t left_out;       /* items that are in the story, not the chain */
	size_t near;           /* items that are in the chain, not the story */
	const struct chain_source *source; /* the greatest first */
	size_t sources;
};

/*
 * Prints a chain and, unless NULL, the spread of its items and what else is
 * known as one answer with a list of versions. The error of a look-up, or
 * PANTAU_NO_MEMORY: it stands in cli->err, and the answer is closed.
 */
enum pantau_status pantau_chain_print(struct cli *cli,
		const struct chain *chain, const struct chain_about *about,
		const struct spread *spread, const struct chain_docs *docs,
		const struct chain_limits *limits);

/* --- how it is done: chain_print.c and chain_say.c --- */

struct chain_view {
	struct cli *cli;
	const struct chain *chain;
	const struct chain_about *about;
	const struct chain_docs *docs;
	const struct chain_limits *limits;
	struct arena arena;             /* of the version at hand */
	const struct chain_version *version;
	size_t number;                  /* from 0 */
	struct chain_doc child, parent; /* parent: empty without one */
	struct diff_words words[CHAIN_FIELDS]; /* of the child */
	struct diff diff[CHAIN_FIELDS]; /* without a parent all is added */
};

/* In words; after the spread what signals are no proof of. */
void pantau_chain_say_head(const struct chain_view *view);
enum pantau_status pantau_chain_say_version(struct chain_view *view);
void pantau_chain_say_spread(struct cli *cli, const struct spread *spread);

#endif
