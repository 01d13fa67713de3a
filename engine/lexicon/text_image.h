/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_LEXICON_TEXT_IMAGE_H
#define PANTAU_LEXICON_TEXT_IMAGE_H

/*
 * The text image, typed: what the analyser asks of the lexicons. All keys are
 * folded forms. Immutable; shared by threads.
 */

#include "lexicon/image.h"
#include "lexicon/word_reach.h"

/*
 * Affix patterns that a root is known to take: evidence for the stemmer, not a
 * gate. Names are those of the column 'affixes' in roots.tsv.
 */
enum affix {
	AFFIX_ME = 1u << 0,      /* me      meN-root, di-root */
	AFFIX_MEKAN = 1u << 1,   /* mekan   meN-root-kan, di-root-kan */
	AFFIX_MEI = 1u << 2,     /* mei     meN-root-i, di-root-i */
	AFFIX_BER = 1u << 3,     /* ber */
	AFFIX_BERAN = 1u << 4,   /* beran   ber-root-an */
	AFFIX_BERKAN = 1u << 5,  /* berkan */
	AFFIX_TER = 1u << 6,     /* ter     ter-root, ter-root-kan, ter-root-i */
	AFFIX_PER = 1u << 7,     /* per     (mem)per-root, per-root-kan, -i */
	AFFIX_PE = 1u << 8,      /* pe      peN-root, pe-root, per-root (noun) */
	AFFIX_PEAN = 1u << 9,    /* pean    peN-root-an */
	AFFIX_PERAN = 1u << 10,  /* peran   per-root-an */
	AFFIX_KEAN = 1u << 11,   /* kean    ke-root-an */
	AFFIX_AN = 1u << 12,     /* an */
	AFFIX_KAN = 1u << 13,    /* kan     bare -kan, imperative */
	AFFIX_I = 1u << 14,      /* i       bare -i, imperative */
	AFFIX_SE = 1u << 15,     /* se      se-, se-...-an, se-...-nya */
	AFFIX_KE = 1u << 16,     /* ke      ke- */
	AFFIX_REDUP = 1u << 17,  /* redup   full reduplication */
	AFFIX_CLITIC = 1u << 18, /* clitic  -nya -ku -mu -lah -kah -pun */
	AFFIX_NONE = 1u << 30,   /* -       takes none: leave the word alone */
};

enum root_source { ROOT_OWN = 0, ROOT_HUNSPELL = 1 };

struct root_info {
	uint32_t affixes; /* enum affix bits */
	uint8_t class_;   /* string id in classes */
	uint8_t source;   /* enum root_source; own wins where both have it, with
	                     hunspell's affixes where its own cell is empty */
	uint16_t reserved;
	uint32_t line;    /* in its file */
};

struct slang_info {
	struct str formal; /* one or more words, space separated */
	bool guarded;      /* keeps its own reading: never rewritten */
	bool usual;        /* guarded, for edited text writes it so as well; the
	                      formal words are further ways to find it */
	uint32_t line;     /* in slang.tsv */
};

struct text_image {
	struct image image;
	struct strtab roots, exceptions, exception_stems, slang, slang_formals,
			abbreviations, abbreviation_normals, stopwords, classes,
			frequent, skeletons, foreign;
	const struct root_info *root;      /* by root id - 1 */
	const uint32_t *exception_stem;    /* string id by exception id - 1 */
	const uint32_t *exception_line;    /* in stem-exceptions.tsv */
	const uint32_t *slang_formal;      /* high bits: guarded, usual */
	const uint32_t *slang_line;
	const uint32_t *abbreviation_normal;
	const uint8_t *frequent_level;     /* by frequent id - 1 */
	/* Words of a skeleton: ids of frequent from skeleton_first[id - 1] up to
	 * skeleton_first[id] in skeleton_word, the commonest first. */
	const uint32_t *skeleton_first, *skeleton_word;
	uint32_t skeleton_words;
	const unsigned char *filter;       /* lexicon/word_filter.h; or NULL */
	const unsigned char *reach;        /* lexicon/word_reach.h; or NULL */
	const unsigned char *stem_roots, *stem_exceptions; /* word_filter.h */
};

/* bytes are lent and must outlive the view. */
enum pantau_status pantau_text_image_open(struct str bytes,
		struct text_image *out, struct pantau_error *err);
/* The same for bytes that are known to have their checksum. */
enum pantau_status pantau_text_image_open_sound(struct str bytes,
		struct text_image *out, struct pantau_error *err);

/* Asks the memory for where a word of that pantau_strtab_hash stands in the
 * tables that it will be looked up in, so that they are waited for together.
 * Whether pantau_text_image_lists it. */
bool pantau_text_image_near(const struct text_image *image, struct str word,
		uint64_t hash);
/* NULL when the word is no root. */
const struct root_info *pantau_text_image_root(const struct text_image *image,
		struct str word);
struct str pantau_text_image_class(const struct text_image *image,
		const struct root_info *root);
bool pantau_text_image_exception(const struct text_image *image,
		struct str form, struct str *stem);
/* The same; the row's line, 0 when there is none. */
uint32_t pantau_text_image_exception_at(const struct text_image *image,
		struct str form, struct str *stem);
bool pantau_text_image_slang(const struct text_image *image,
		struct str informal, struct slang_info *out);
/* The usual informal words of a formal phrase, in the order of slang.tsv; at
 * most room of them. How many. Walks the table: for queries, not for texts. */
size_t pantau_text_image_short_forms(const struct text_image *image,
		struct str formal, struct str *out, size_t room);
/* form with its dots ('s.pd.', 'dr.', 'a.n.'), lower case. */
bool pantau_text_image_abbreviation(const struct text_image *image,
		struct str form, struct str *normal);
bool pantau_text_image_stopword(const struct text_image *image,
		struct str word);
/* False when no table of the image holds a word of that hash. */
static inline bool pantau_text_image_maybe(const struct text_image *image,
		uint64_t hash)
{
	return image->filter == NULL ||
			pantau_word_filter_has(image->filter, hash);
}
/* How common a word is, at most, that a rule can reach by that hash. */
static inline unsigned pantau_text_image_reach(const struct text_image *image,
		enum reach_kind kind, uint64_t hash)
{
	return image->reach == NULL ? REACH_MOST :
			pantau_reach(image->reach, kind, hash);
}
/* A name or a word of another language, to be left as it is? */
bool pantau_text_image_foreign(const struct text_image *image,
		struct str word);
/*
 * False when the word is surely in none of roots, exceptions, slang, stop words
 * and frequencies; true in nearly no other case. One hash and one line of
 * memory: for those who try many words that mostly are none.
 */
bool pantau_text_image_lists(const struct text_image *image, struct str word);
/* How common the word is, as frequency.tsv says; 0 when it is not there. */
unsigned pantau_text_image_level(const struct text_image *image,
		struct str word);
/* The at-th word of a skeleton (lexicon/skeleton.h), the commonest first; an
 * empty one behind the last. */
struct str pantau_text_image_skeleton(const struct text_image *image,
		struct str skeleton, unsigned at);

#endif
