/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_ARCHIVE_H
#define PANTAU_CLI_ARCHIVE_H

/* Walks the items of the database that a query finds. */

#include "cli/cli.h"

/* Whether there is a database: one that was named counts as there, so that
 * opening it says what is wrong. */
bool pantau_archive_there(struct cli *cli);

/*
 * Opens the database for reading and calls item for each that matches, newest
 * first, at most so many (0: all); what item returns but PANTAU_OK ends it. The
 * strings of an item are valid during the call.
 */
enum pantau_status pantau_archive_each(struct cli *cli, struct str query,
		uint64_t most,
		enum pantau_status (*item)(void *context,
				const struct item *item),
		void *context);

#endif
