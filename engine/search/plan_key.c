/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Plans told apart by a key. */

#include "search/saved.h"

#include "base/hash.h"

static void put_predicate(struct buf *out, const struct predicate *p)
{
	pantau_buf_printf(out, "%d:%d:%d:%u:", (int)p->kind, (int)p->constant,
			(int)p->column, (unsigned)p->value);
	pantau_buf_printf(out, "%d:%d:%lld:%lld:%zu:%zu(", (int)p->rule,
			(int)p->open, (long long)p->span.from,
			(long long)p->span.until, p->name.n, p->children);
	pantau_buf_str(out, p->name);
	pantau_buf_printf(out, ":%u:%u:%u", (unsigned)p->mask,
			(unsigned)p->least, (unsigned)p->most);
	if (p->kind == PREDICATE_SET) {
		struct str ids = str_make((const char *)p->id,
				p->ids * sizeof(*p->id));
		pantau_buf_printf(out, ":%zu:%016llx", p->ids,
				(unsigned long long)pantau_hash(ids, 0));
	}
	for (size_t i = 0; i < p->children; i++) {
		put_predicate(out, p->child[i]);
	}
	pantau_buf_char(out, ')');
}

void pantau_plan_key(struct buf *out, const struct plan_node *node)
{
	if (node == NULL) {
		pantau_buf_char(out, '0');
		return;
	}
	pantau_buf_printf(out, "%d:%zu(", (int)node->op, node->children);
	if (node->op == PLAN_TEXT) {
		pantau_match_key(out, node->text);
	} else if (node->op == PLAN_COLUMNS) {
		put_predicate(out, node->predicate);
	}
	for (size_t i = 0; i < node->children; i++) {
		pantau_plan_key(out, node->child[i]);
	}
	pantau_buf_char(out, ')');
}
