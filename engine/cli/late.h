/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_LATE_H
#define PANTAU_CLI_LATE_H

/*
 * Libraries that only some runs need, opened at their first call. Loading and
 * relocating libarchive (with libxml2 behind it), simdjson and ICU (with the
 * C++ library) is most of what a short run would cost: 'search' needs the first
 * two never and ICU only for rare characters. late_icu.c and late_import.c
 * stand in front of them with functions of the same names, so the rooms below
 * call these as ever; libpantau itself links to them in the usual way.
 */

/*
 * A library of the system by its soname, or, for a name that ends in ".so",
 * the program's own module. Threads may call it at once. Without the library
 * the program cannot go on: it says so and exits, as if it were linked to it.
 */
void *pantau_late_open(const char *name);

/* The address of a symbol, copied to *out, a pointer to a function or object;
 * exits when there is none. */
void pantau_late_find(void *library, const char *name, void *out);

/* What the C++ libraries call when they are out of memory; must not return. Set
 * before anything is opened. */
void pantau_late_terminate(void (*last)(void));

#endif
