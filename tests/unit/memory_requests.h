/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_MEMORY_REQUESTS_H
#define PANTAU_TESTS_MEMORY_REQUESTS_H

/* Counts what is asked of malloc and its kin, and lets one request fail. The
 * test is linked with wrap_memory (tests/unit/meson.build). */

#include <stdbool.h>
#include <stddef.h>

static size_t memory_requests;
static long memory_left = -1; /* requests until one fails; -1: none does */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t size);

static bool memory_fails(void)
{
	memory_requests++;
	return memory_left >= 0 && memory_left-- == 0;
}

void *__wrap_malloc(size_t size)
{
	return memory_fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return memory_fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *p, size_t size)
{
	return memory_fails() ? NULL : __real_realloc(p, size);
}

#endif
