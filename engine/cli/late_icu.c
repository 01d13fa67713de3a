/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* ICU's functions as the room text calls them, opened at the first call. */

#include <pthread.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

#include "cli/late.h"

#define FUNCTIONS(X) \
	X(int8_t, u_charType, (UChar32 c), (c)) \
	X(int32_t, u_getIntPropertyValue, (UChar32 c, UProperty which), \
			(c, which)) \
	X(UBool, u_hasBinaryProperty, (UChar32 c, UProperty which), (c, which)) \
	X(UBool, u_isULowercase, (UChar32 c), (c)) \
	X(UBool, u_isUUppercase, (UChar32 c), (c)) \
	X(UBool, u_isalpha, (UChar32 c), (c)) \
	X(UChar *, u_strFromUTF8, (UChar *to, int32_t room, int32_t *length, \
			const char *from, int32_t n, UErrorCode *status), \
			(to, room, length, from, n, status)) \
	X(int32_t, ubrk_first, (UBreakIterator *words), (words)) \
	X(int32_t, ubrk_next, (UBreakIterator *words), (words)) \
	X(UBreakIterator *, ubrk_open, (UBreakIteratorType type, \
			const char *locale, const UChar *text, int32_t n, \
			UErrorCode *status), (type, locale, text, n, status)) \
	X(const UNormalizer2 *, unorm2_getNFCInstance, (UErrorCode *status), \
			(status)) \
	X(const UNormalizer2 *, unorm2_getNFDInstance, (UErrorCode *status), \
			(status)) \
	X(const UNormalizer2 *, unorm2_getNFKCCasefoldInstance, \
			(UErrorCode *status), (status)) \
	X(int32_t, unorm2_normalize, (const UNormalizer2 *form, \
			const UChar *from, int32_t n, UChar *to, int32_t room, \
			UErrorCode *status), (form, from, n, to, room, status)) \
	X(UScriptCode, uscript_getScript, (UChar32 c, UErrorCode *status), \
			(c, status)) \
	X(UText *, utext_close, (UText *text), (text)) \
	X(UText *, utext_openUTF8, (UText *text, const char *from, int64_t n, \
			UErrorCode *status), (text, from, n, status))

#define POINTER(type, name, parameters, arguments) type (*name) parameters;

static struct {
	FUNCTIONS(POINTER)
	void (*ubrk_close)(UBreakIterator *words);
	void (*ubrk_setUText)(UBreakIterator *words, UText *text,
			UErrorCode *status);
} icu;

/* Behind ICU's own macros, which put its version at the end of each name. */
#define STRING(name) STRING_AS_IS(name)
#define STRING_AS_IS(name) #name
#define FIND(type, name, parameters, arguments) \
	pantau_late_find(library, STRING(name), &icu.name);

static void open_icu(void)
{
	void *library = pantau_late_open("libicuuc.so." U_ICU_VERSION_SHORT);
	FUNCTIONS(FIND)
	FIND(void, ubrk_close, , )
	FIND(void, ubrk_setUText, , )
}

static void need(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, open_icu);
}

#define FORWARD(type, name, parameters, arguments) \
	type name parameters \
	{ \
		need(); \
		return icu.name arguments; \
	}

FUNCTIONS(FORWARD)

void ubrk_close(UBreakIterator *words)
{
	need();
	icu.ubrk_close(words);
}

void ubrk_setUText(UBreakIterator *words, UText *text, UErrorCode *status)
{
	need();
	icu.ubrk_setUText(words, text, status);
}
