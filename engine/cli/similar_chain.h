/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_SIMILAR_CHAIN_H
#define PANTAU_CLI_SIMILAR_CHAIN_H

/* The edit chain and the spread of a story, out of the archive. */

#include "cli/chain_print.h"
#include "search/story_facts.h"

#define SIMILAR_ITEMS 100000 /* of a story that are read, the earliest */

/* Prints the chain of n items by row id, in order of time, 'near' of them not
 * of the story; at most so many versions. name: of the item that was
 * asked for. In the store's read transaction; what failed stands in cli->err. */
enum pantau_status pantau_similar_chain(struct cli *cli, struct str name,
		const struct story_facts *facts, const int64_t *id, size_t n,
		size_t near, size_t versions);

#endif
