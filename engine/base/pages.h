/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_PAGES_H
#define PANTAU_BASE_PAGES_H

/*
 * Pages that will all be touched, asked for at one stroke: a fault for each of
 * them costs several times what the kernel takes to hand out the lot. Advice
 * only: where the kernel does not know it, nothing changes.
 */

#include <stddef.h>

/* Memory that will be written: a large block just allocated. */
void pantau_pages_write(void *p, size_t n);
/* A mapping that will be read from end to end. */
void pantau_pages_read(void *p, size_t n);
/* Memory of many megabytes, just allocated, that will be read here and there:
 * large pages, of which fewer have to be looked up. */
void pantau_pages_huge(void *p, size_t n);

#endif
