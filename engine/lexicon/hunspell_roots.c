/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Build-time program: turns the Indonesian dictionary of hunspell (id_ID.aff,
 * id_ID.dic) into roots-hunspell.tsv. The result is derived from hunspell-id
 * (LGPL-3; its .aff names the GPL), so it is made where it is built and never
 * kept with the sources.
 *
 *	hunspell_roots id_ID.aff id_ID.dic roots-hunspell.tsv
 *
 * What a flag of the dictionary means is read from the .aff file itself: a
 * prefix flag adds its prefix, a suffix flag its suffix and, when it goes on to
 * a prefix flag (a circumfix such as ber-...-an), that prefix too. The pair of
 * prefix and suffix is then looked up in shapes[] below. Words with NEEDAFFIX
 * (temu: bertemu, but never alone) are roots like all others. Some lines of the
 * dictionary lack the slash before their flags; they are read as if it stood
 * there. Capitalised words become class 'nama', all others 'kamus'; a word
 * that is also there doubled (abar-abar) takes 'redup'.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lexicon/text_image.h"

#define WORD_MAX 64
#define AFFIX_MAX 16
#define FLAGS_MAX 512

/* Prefix and suffix as the first rule of a flag writes them. */
static const struct shape {
	const char *prefix;
	const char *suffix; /* "*": any, also none */
	uint32_t affixes;
} shapes[] = {
	{"", "an", AFFIX_AN},
	{"", "i", AFFIX_I},
	{"", "kan", AFFIX_KAN},
	{"", "ku", AFFIX_CLITIC},
	{"", "lah", AFFIX_CLITIC},
	{"", "nya", AFFIX_CLITIC},
	{"be", "", AFFIX_BER},
	{"be", "an", AFFIX_BERAN},
	{"be", "kan", AFFIX_BERKAN},
	{"ber", "", AFFIX_BER},
	{"ber", "an", AFFIX_BERAN},
	{"ber", "kan", AFFIX_BERKAN},
	{"berke", "*", AFFIX_KEAN},
	{"berpe", "", AFFIX_PE},
	{"berpe", "an", AFFIX_PEAN},
	{"berse", "*", AFFIX_BER | AFFIX_SE},
	{"bersi", "*", AFFIX_BER},
	{"di", "", AFFIX_ME},
	{"di", "i", AFFIX_MEI},
	{"di", "kan", AFFIX_MEKAN},
	{"dike", "*", AFFIX_KE},
	{"diper", "*", AFFIX_PER},
	{"dise", "*", AFFIX_SE},
	{"ke", "", AFFIX_KE},
	{"ke", "an", AFFIX_KEAN},
	{"ke", "i", AFFIX_KE},
	{"ke", "nya", AFFIX_KE},
	{"keber", "*", AFFIX_BER | AFFIX_KEAN},
	{"keme", "*", AFFIX_KEAN},
	{"kepe", "*", AFFIX_PE | AFFIX_KEAN},
	{"kese", "*", AFFIX_SE | AFFIX_KEAN},
	{"keter", "*", AFFIX_TER | AFFIX_KEAN},
	{"ku", "", AFFIX_ME},
	{"ku", "i", AFFIX_MEI},
	{"ku", "kan", AFFIX_MEKAN},
	{"me", "", AFFIX_ME},
	{"me", "i", AFFIX_MEI},
	{"me", "kan", AFFIX_MEKAN},
	{"mem", "", AFFIX_ME},
	{"mem", "i", AFFIX_MEI},
	{"mem", "kan", AFFIX_MEKAN},
	{"member", "*", AFFIX_BERKAN},
	{"mempe", "*", AFFIX_PER},
	{"memper", "*", AFFIX_PER},
	{"menge", "", AFFIX_ME},
	{"menge", "i", AFFIX_MEI},
	{"menge", "kan", AFFIX_MEKAN},
	{"menye", "", AFFIX_ME},
	{"menye", "i", AFFIX_MEI},
	{"menye", "kan", AFFIX_MEKAN},
	{"pe", "", AFFIX_PE},
	{"pe", "an", AFFIX_PEAN},
	{"pember", "*", AFFIX_BERKAN | AFFIX_PEAN},
	{"peme", "*", AFFIX_PEAN},
	{"pemer", "*", AFFIX_PER | AFFIX_PEAN},
	{"pen", "", AFFIX_PE},
	{"pen", "an", AFFIX_PEAN},
	{"peng", "", AFFIX_PE},
	{"peng", "an", AFFIX_PEAN},
	{"penge", "", AFFIX_PE},
	{"penge", "an", AFFIX_PEAN},
	{"penye", "", AFFIX_PE},
	{"penye", "an", AFFIX_PEAN},
	{"per", "", AFFIX_PER},
	{"per", "an", AFFIX_PERAN},
	{"per", "i", AFFIX_PER},
	{"per", "kan", AFFIX_PER},
	{"perpe", "*", AFFIX_PEAN},
	{"perse", "*", AFFIX_SE | AFFIX_PERAN},
	{"se", "*", AFFIX_SE},
	{"seber", "*", AFFIX_SE | AFFIX_BER},
	{"seke", "*", AFFIX_SE | AFFIX_KEAN},
	{"sepe", "", AFFIX_SE | AFFIX_PE},
	{"sepe", "an", AFFIX_SE | AFFIX_PEAN},
	{"seper", "*", AFFIX_SE | AFFIX_PERAN},
	{"seperse", "*", AFFIX_SE},
	{"sese", "*", AFFIX_SE},
	{"seter", "*", AFFIX_SE | AFFIX_TER},
	{"te", "*", AFFIX_TER},
	{"teper", "*", AFFIX_TER | AFFIX_PER},
	{"ter", "*", AFFIX_TER},
	{"terbe", "*", AFFIX_TER | AFFIX_BER},
	{"terke", "*", AFFIX_TER | AFFIX_KE},
	/* re-, si- and we- are no affixes that the stemmer takes off. */
	{"re", "*", 0},
	{"si", "*", 0},
	{"we", "*", 0},
};

static const struct {
	const char *name;
	uint32_t bit;
} names[] = {
	{"me", AFFIX_ME}, {"mekan", AFFIX_MEKAN}, {"mei", AFFIX_MEI},
	{"ber", AFFIX_BER}, {"beran", AFFIX_BERAN}, {"berkan", AFFIX_BERKAN},
	{"ter", AFFIX_TER}, {"per", AFFIX_PER}, {"pe", AFFIX_PE},
	{"pean", AFFIX_PEAN}, {"peran", AFFIX_PERAN}, {"kean", AFFIX_KEAN},
	{"an", AFFIX_AN}, {"kan", AFFIX_KAN}, {"i", AFFIX_I},
	{"se", AFFIX_SE}, {"ke", AFFIX_KE}, {"redup", AFFIX_REDUP},
	{"clitic", AFFIX_CLITIC},
};

struct flag {
	char name[3];
	bool prefix;
	char affix[AFFIX_MAX];
	char next[AFFIX_MAX * 2]; /* flags that the first rule goes on to */
	uint32_t affixes;
};

struct root {
	char word[WORD_MAX * 2]; /* UTF-8: Latin-1 at most doubles */
	bool name;
	uint32_t affixes;
};

struct dictionary {
	struct flag flag[FLAGS_MAX];
	size_t flags;
	struct root *root;
	size_t roots, capacity;
};

static struct flag *find_flag(struct dictionary *dictionary, const char *name)
{
	for (size_t i = 0; i < dictionary->flags; i++) {
		if (strncmp(dictionary->flag[i].name, name, 2) == 0) {
			return &dictionary->flag[i];
		}
	}
	return NULL;
}

/* 'PFX B0 0 ber/A1 [^r]': the first rule of each flag is kept. */
static void read_rule(struct dictionary *dictionary, const char *line)
{
	char kind[4], name[3], strip[AFFIX_MAX], add[AFFIX_MAX * 3];

	if (sscanf(line, "%3s %2s %15s %47s", kind, name, strip, add) != 4 ||
			(strcmp(kind, "PFX") != 0 && strcmp(kind, "SFX") != 0)) {
		return;
	}
	/* The head of a flag: 'PFX B0 Y 2'. */
	if (strcmp(strip, "Y") == 0 || strcmp(strip, "N") == 0 ||
			find_flag(dictionary, name) != NULL ||
			dictionary->flags == FLAGS_MAX) {
		return;
	}
	struct flag *flag = &dictionary->flag[dictionary->flags++];
	char *slash = strchr(add, '/');
	if (slash != NULL) {
		*slash = '\0';
		snprintf(flag->next, sizeof(flag->next), "%.31s", slash + 1);
	}
	memcpy(flag->name, name, sizeof(name));
	flag->prefix = strcmp(kind, "PFX") == 0;
	snprintf(flag->affix, sizeof(flag->affix), "%.15s",
			strcmp(add, "0") == 0 ? "" : add);
}

static bool read_aff(struct dictionary *dictionary, const char *path)
{
	bool long_flags = false, latin = false;
	char line[512];

	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		perror(path);
		return false;
	}
	while (fgets(line, sizeof(line), file) != NULL) {
		long_flags |= strncmp(line, "FLAG long", 9) == 0;
		latin |= strncmp(line, "SET ISO8859-1", 13) == 0;
		read_rule(dictionary, line);
	}
	bool ok = ferror(file) == 0;
	fclose(file);
	if (!ok || !long_flags || !latin) {
		fprintf(stderr, "%s: not 'FLAG long' in 'SET ISO8859-1'; this "
				"version of hunspell-id is not known\n", path);
		return false;
	}
	return true;
}

/* The prefix that a suffix flag goes on to, or "". */
static const char *circumfix(struct dictionary *dictionary,
		const struct flag *flag)
{
	for (size_t i = 0; i + 1 < strlen(flag->next); i += 2) {
		const struct flag *next = find_flag(dictionary, flag->next + i);
		if (next != NULL && next->prefix) {
			return next->affix;
		}
	}
	return "";
}

static void resolve_flags(struct dictionary *dictionary)
{
	for (size_t i = 0; i < dictionary->flags; i++) {
		struct flag *flag = &dictionary->flag[i];
		const char *prefix = flag->prefix ? flag->affix :
				circumfix(dictionary, flag);
		const char *suffix = flag->prefix ? "" : flag->affix;
		bool known = false;
		for (size_t s = 0; s < sizeof(shapes) / sizeof(shapes[0]);
				s++) {
			if (strcmp(shapes[s].prefix, prefix) == 0 &&
					(strcmp(shapes[s].suffix, suffix) == 0 ||
					strcmp(shapes[s].suffix, "*") == 0)) {
				flag->affixes = shapes[s].affixes;
				known = true;
			}
		}
		if (!known) {
			fprintf(stderr, "hunspell_roots: flag %s (%s-...-%s) "
					"is not known and is left out\n",
					flag->name, prefix, suffix);
		}
	}
}

/*
 * Where the flags begin when the slash is missing: at the first capital or
 * digit behind a small letter, if a flag that the .aff file knows stands there.
 */
static size_t split(struct dictionary *dictionary, const char *entry)
{
	size_t n = strcspn(entry, "/");

	if (entry[n] == '/') {
		return n;
	}
	for (size_t i = 1; i + 1 < n; i++) {
		bool capital = entry[i] >= 'A' && entry[i] <= 'Z';
		bool small = entry[i - 1] >= 'a' && entry[i - 1] <= 'z';
		if (capital && small && find_flag(dictionary, entry + i)) {
			return i;
		}
	}
	return n;
}

/* Latin-1 to small UTF-8 letters; false when no word of the language. */
static bool fold(const char *in, size_t n, char *out)
{
	bool letter = false;

	if (n == 0 || n >= WORD_MAX) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)in[i];
		bool capital = (c >= 'A' && c <= 'Z') ||
				(c >= 0xc0 && c <= 0xde && c != 0xd7);
		if (capital) {
			c = (unsigned char)(c + 0x20);
		}
		if (c >= 0xdf && c != 0xf7) {
			*out++ = (char)(0xc0 | c >> 6);
			*out++ = (char)(0x80 | (c & 0x3f));
			letter = true;
		} else if ((c >= 'a' && c <= 'z') || c == '-' || c == '\'') {
			*out++ = (char)c;
			letter |= c >= 'a';
		} else {
			return false;
		}
	}
	*out = '\0';
	return letter;
}

static bool add_root(struct dictionary *dictionary, const char *entry)
{
	size_t n = split(dictionary, entry);
	struct root root = {0};

	if (!fold(entry, n, root.word)) {
		return true;
	}
	root.name = (entry[0] >= 'A' && entry[0] <= 'Z') ||
			(unsigned char)entry[0] >= 0xc0;
	const char *flags = entry + n + (entry[n] == '/');
	for (size_t i = 0; i + 1 < strlen(flags); i += 2) {
		const struct flag *flag = find_flag(dictionary, flags + i);
		root.affixes |= flag != NULL ? flag->affixes : 0;
	}
	if (dictionary->roots == dictionary->capacity) {
		size_t capacity = dictionary->capacity != 0 ?
				dictionary->capacity * 2 : 4096;
		struct root *grown = realloc(dictionary->root,
				capacity * sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		dictionary->root = grown;
		dictionary->capacity = capacity;
	}
	dictionary->root[dictionary->roots++] = root;
	return true;
}

static bool read_dic(struct dictionary *dictionary, const char *path)
{
	char line[512];
	bool ok = true;

	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		perror(path);
		return false;
	}
	/* The first line is the number of the others. */
	ok = fgets(line, sizeof(line), file) != NULL;
	while (ok && fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, " \t\r\n")] = '\0';
		ok = add_root(dictionary, line);
	}
	ok = ok && ferror(file) == 0;
	fclose(file);
	if (!ok || dictionary->roots == 0) {
		fprintf(stderr, "%s: cannot be read\n", path);
		return false;
	}
	return true;
}

static int by_word(const void *a, const void *b)
{
	return strcmp(((const struct root *)a)->word,
			((const struct root *)b)->word);
}

/* Sorted, each word once: flags are joined, and a word that is also a common
 * one is no name. */
static void merge(struct dictionary *dictionary)
{
	struct root *root = dictionary->root;
	size_t kept = 0;

	qsort(root, dictionary->roots, sizeof(*root), by_word);
	for (size_t i = 1; i < dictionary->roots; i++) {
		if (strcmp(root[i].word, root[kept].word) == 0) {
			root[kept].affixes |= root[i].affixes;
			root[kept].name &= root[i].name;
		} else {
			root[++kept] = root[i];
		}
	}
	dictionary->roots = kept + 1;
}

/* Both halves alike: the half, when it is a root, is one that is doubled. */
static void mark_doubled(struct dictionary *dictionary)
{
	for (size_t i = 0; i < dictionary->roots; i++) {
		const char *word = dictionary->root[i].word;
		size_t half = strlen(word) / 2;
		struct root key = {0};
		if (strlen(word) != half * 2 + 1 || word[half] != '-' ||
				strncmp(word, word + half + 1, half) != 0) {
			continue;
		}
		memcpy(key.word, word, half);
		struct root *found = bsearch(&key, dictionary->root,
				dictionary->roots, sizeof(key), by_word);
		if (found != NULL) {
			found->affixes |= AFFIX_REDUP;
		}
	}
}

static void write_row(FILE *out, const struct root *root)
{
	bool first = true;

	fprintf(out, "%s\t%s\t", root->word, root->name ? "nama" : "kamus");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if ((root->affixes & names[i].bit) != 0) {
			fprintf(out, "%s%s", first ? "" : ",", names[i].name);
			first = false;
		}
	}
	fputs("\t\n", out);
}

static bool write_tsv(const struct dictionary *dictionary, const char *path)
{
	FILE *out = fopen(path, "wb");

	if (out == NULL) {
		perror(path);
		return false;
	}
	fputs("# Roots of the Indonesian dictionary of hunspell, made by the "
			"build.\n"
			"# licence: LGPL-3 (hunspell-id; its id_ID.aff names "
			"the GPL)\n"
			"# provenance: id_ID.aff and id_ID.dic by Benitius "
			"Brevoort and others\n"
			"root\tclass\taffixes\tnote\n", out);
	for (size_t i = 0; i < dictionary->roots; i++) {
		write_row(out, &dictionary->root[i]);
	}
	bool ok = ferror(out) == 0;
	ok = fclose(out) == 0 && ok;
	if (!ok) {
		perror(path);
	}
	return ok;
}

int main(int argc, char **argv)
{
	struct dictionary dictionary = {0};

	if (argc != 4) {
		fprintf(stderr, "usage: hunspell_roots AFF DIC TSV\n");
		return 2;
	}
	bool ok = read_aff(&dictionary, argv[1]);
	if (ok) {
		resolve_flags(&dictionary);
		ok = read_dic(&dictionary, argv[2]);
	}
	if (ok) {
		merge(&dictionary);
		mark_doubled(&dictionary);
		ok = write_tsv(&dictionary, argv[3]);
	}
	free(dictionary.root);
	return ok ? 0 : 1;
}
