/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_DEBUNK_SETTLE_H
#define PANTAU_CLI_DEBUNK_SETTLE_H

/* What follows when debunks were put: the archive is compiled anew, asked for
 * the items that repeat what is new, and all of it is committed. Needs the
 * analyser and the scorer; shows how far it is. */

#include "cli/cli.h"
#include "store/debunk.h"

enum pantau_status pantau_debunk_settle(struct cli *cli,
		struct debunker *debunker);

#endif
