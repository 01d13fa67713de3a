/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_BASE_LANGUAGE_H
#define PANTAU_BASE_LANGUAGE_H

/* Languages as people, platforms and standards name them, to one code each. */

#include "base/str.h"

/*
 * The code of a language: 'jv' of 'Jawa', 'bahasa Jawa', 'jw', 'jav' or
 * 'jv-ID'. A name that is not known comes back trimmed, as it is; empty when it
 * says that nobody knows ('und'). The result is static or part of the argument.
 */
struct str pantau_language_code(struct str name);

#endif
