/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_LABEL_GIVE_H
#define PANTAU_CLI_LABEL_GIVE_H

/* What the commands share that let a named person say something of one item. */

#include "cli/show_item.h"
#include "store/label.h"

/* The text of an option, without blanks around it; NULL is "". PANTAU_USAGE
 * names the option. */
enum pantau_status pantau_label_option(struct cli *cli, const char *name,
		const char *value, size_t most, struct str *out);

/* One label in a transaction of its own; it takes effect whatever the time of
 * the one in force, but with --now. */
enum pantau_status pantau_label_give(struct cli *cli, int64_t id,
		const struct label *label, enum label_done *done);

#endif
