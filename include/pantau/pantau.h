/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_PANTAU_H
#define PANTAU_PANTAU_H

/*
 * All of libpantau's public interface.
 *
 * A function that returns a value lends it; an out-pointer gives. Whatever is
 * created is destroyed by the function of that name, which takes NULL.
 */

#include "pantau/error.h"
#include "pantau/lexicon.h"
#include "pantau/score.h"
#include "pantau/text.h"

#endif
