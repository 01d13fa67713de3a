/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_TESTS_CHECK_H
#define PANTAU_TESTS_CHECK_H

/* cmocka with what it wants included before, and checks for string views. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

#define check_str(actual, expected) \
	check_str_at((actual), (expected), __FILE__, __LINE__)

static inline void check_str_at(struct str actual, const char *expected,
		const char *file, int line)
{
	if (!str_eq(actual, str_of(expected))) {
		print_error("got      <" STR_FMT ">\nexpected <%s>\n",
				STR_ARG(actual), expected);
		_fail(file, line);
	}
}

#endif
