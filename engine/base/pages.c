/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* Advice about pages. */

#define _DEFAULT_SOURCE /* madvise */

#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

#define PAGE ((uintptr_t)4096)
#define HUGE_LEAST ((size_t)8 << 20) /* two or three whole ones at least */

/* The whole pages within; others belong to somebody else as well. */
static void advise(void *p, size_t n, int advice)
{
	uintptr_t begin = (uintptr_t)p;
	size_t skipped = (size_t)(-begin & (PAGE - 1));

	if (n > skipped) {
		(void)madvise((char *)p + skipped, (n - skipped) &
				~(size_t)(PAGE - 1), advice);
	}
}

void pantau_pages_write(void *p, size_t n)
{
#ifdef MADV_POPULATE_WRITE
	advise(p, n, MADV_POPULATE_WRITE);
#else
	(void)p, (void)n, (void)advise;
#endif
}

void pantau_pages_huge(void *p, size_t n)
{
#ifdef MADV_HUGEPAGE
	if (n >= HUGE_LEAST) {
		advise(p, n, MADV_HUGEPAGE);
	}
#else
	(void)p, (void)n, (void)advise;
#endif
}

void pantau_pages_read(void *p, size_t n)
{
#ifdef MADV_POPULATE_READ
	advise(p, n, MADV_POPULATE_READ);
#else
	(void)p, (void)n, (void)advise;
#endif
}
