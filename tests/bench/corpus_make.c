/* SPDX-License-Identifier: LGPL-3.0-or-later */

/*
 * Writes a corpus for measuring speed:
 * corpus_make POOL OUT DOCUMENTS POSTS SEED [FIRST]
 *
 * POOL holds sentences, one a line, as they stand inside a JSON string, behind
 * 'N' or 'P' (from news, from posts) and a TAB (speed/corpus.py makes it). OUT
 * gets DOCUMENTS records of NDJSON, POSTS per cent of them posts and comments,
 * the rest news; with FIRST, they go on where a corpus of FIRST documents
 * ended, in numbers and in time. The same arguments give the same bytes. On
 * standard output: documents, bytes of title and text, bytes of the file.
 *
 * Sentence r of a shuffled pool is drawn with a weight of 1 / sqrt(r + 50), so
 * that some stand everywhere and new ones keep coming; numbers of three digits
 * and more are drawn anew half of the time, and now and then somebody is
 * named whose rank is Zipfian among three million: as in real text, the
 * vocabulary grows as long as one reads. Dates run over 730 days in the
 * order of the file, but for a jitter of some hours; two in a hundred
 * records come up to a week late.
 */

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAYS 730
#define END 1793491200 /* 2026-11-01, 00:00 UTC */
#define NAMES 3e6
#define OUTLETS 290

struct pool {
	char **sentence; /* views into the file's bytes */
	size_t n;
};

struct maker {
	char *bytes;
	struct pool news, posts;
	FILE *out;
	uint64_t random;
	uint64_t text_bytes;
	double base; /* documents in DAYS */
};

static uint64_t draw(struct maker *m)
{
	/* splitmix64 */
	uint64_t z = m->random += 0x9e3779b97f4a7c15u;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static double uniform(struct maker *m)
{
	return (double)(draw(m) >> 11) * 0x1p-53;
}

static bool chance(struct maker *m, double p)
{
	return uniform(m) < p;
}

/* 0 .. n - 1, weights 1 / (rank + 1). */
static size_t zipf(struct maker *m, double n)
{
	return (size_t)(exp(uniform(m) * log(n + 1)) - 1);
}

/* About normal: the sum of four, mean 0, deviation 1. */
static double normal(struct maker *m)
{
	double sum = -2;
	for (int i = 0; i < 4; i++) {
		sum += uniform(m);
	}
	return sum * 1.7320508;
}

static const char *sentence(struct maker *m, const struct pool *pool)
{
	double low = sqrt(50.0), high = sqrt((double)pool->n + 50);
	double root = low + uniform(m) * (high - low);
	size_t rank = (size_t)(root * root - 50);
	return pool->sentence[rank < pool->n ? rank : pool->n - 1];
}

static void add(struct maker *m, char c)
{
	fputc(c, m->out);
	m->text_bytes++;
}

static void add_name(struct maker *m, bool post)
{
	static const char syllable[32][4] = {"ba", "di", "ru", "sa", "to", "wi",
		"lan", "mar", "han", "ni", "ko", "ra", "yu", "di", "su", "wa",
		"ti", "an", "no", "ri", "pra", "sti", "ja", "ma", "gu", "fa",
		"zul", "kar", "len", "des", "ika", "ung"};
	size_t rank = zipf(m, NAMES);
	add(m, ' ');
	if (post) {
		add(m, '@');
	}
	bool first = true;
	for (size_t left = rank + 1024; left > 0; left /= 32, first = false) {
		const char *s = syllable[left % 32];
		add(m, (char)(first && !post ? *s - 'a' + 'A' : *s));
		while (*++s != '\0') {
			add(m, *s);
		}
	}
}

/* One sentence, up to the last word that ends within most bytes. */
static size_t add_sentence(struct maker *m, const struct pool *pool,
		size_t most)
{
	const char *text = sentence(m, pool);
	size_t n = strlen(text);
	if (n > most) {
		for (n = most; n > 0 && text[n] != ' '; n--) {
		}
		n = n == 0 ? strcspn(text, " ") : n;
	}
	for (size_t i = 0; i < n;) {
		size_t digits = strspn(text + i, "0123456789");
		digits = digits > n - i ? n - i : digits;
		if (digits < 3 || chance(m, 0.5)) {
			/* An escape counts as the one byte that it stands for. */
			m->text_bytes -= text[i] == '\\';
			for (size_t k = digits > 2 ? digits : 1 + (text[i] == '\\');
					k > 0; k--) {
				add(m, text[i++]);
			}
			continue;
		}
		add(m, text[i++]);
		for (; digits > 1; digits--, i++) {
			add(m, (char)('0' + draw(m) % 10));
		}
	}
	return n;
}

static void add_text(struct maker *m, bool post)
{
	const struct pool *pool = post ? &m->posts : &m->news;
	double target = post ? 130 * exp(normal(m) * 0.7)
		: 2020 * exp(normal(m) * 0.6);
	for (double size = 0; size < target;) {
		if (size > 0) {
			add(m, ' ');
		}
		size += (double)add_sentence(m, pool, SIZE_MAX) + 1;
		if (chance(m, 0.04)) {
			add_name(m, post);
		}
	}
}

static void put_time(struct maker *m, size_t i)
{
	double at = END - DAYS * 86400.0
		+ ((double)i + 0.5) / m->base * DAYS * 86400.0;
	at += normal(m) * 5400;
	if (chance(m, 0.02)) {
		at -= uniform(m) * 7 * 86400;
	}
	time_t when = (time_t)at;
	struct tm tm;
	char buf[32];
	if (gmtime_r(&when, &tm) == NULL
			|| strftime(buf, sizeof(buf), "%Y-%m-%dT%H:%M:%SZ", &tm)
			== 0) {
		buf[0] = '\0';
	}
	fprintf(m->out, ",\"published\":\"%s\"", buf);
}

static void put_source(struct maker *m, bool post)
{
	static const char *const platform[] = {"twitter", "tiktok", "facebook",
		"instagram", "youtube", "whatsapp", "kaskus", "threads",
		"telegram", "lapor"};
	/* One draw a statement: the order of arguments is the compiler's. */
	size_t outlet = zipf(m, post ? 10 : OUTLETS);
	size_t author = zipf(m, post ? 1000 + m->base / 4 : 16);
	double kind = uniform(m);
	if (post) {
		fprintf(m->out, ",\"source\":\"%s\",\"author\":\"akun%zu\"",
				platform[outlet], author);
		fprintf(m->out, ",\"kind\":\"%s\"", kind < 0.7 ? "post"
				: kind < 0.95 ? "comment" : kind < 0.98 ? "chat"
				: "complaint");
	} else {
		fprintf(m->out, ",\"source\":\"media-%zu\","
				"\"author\":\"wartawan%zu\",\"kind\":\"%s\"",
				outlet, outlet * 16 + author,
				kind < 0.97 ? "news" : "release");
	}
}

static void put_rest(struct maker *m, bool post)
{
	static const char *const region[] = {"jakarta", "surabaya", "bandung",
		"semarang", "medan", "makassar", "yogyakarta", "palembang",
		"denpasar", "bogor", "malang", "balikpapan", "padang",
		"pekanbaru", "manado", "pontianak", "ambon", "kupang",
		"mataram", "jayapura"};
	if (chance(m, 0.3)) {
		fprintf(m->out, ",\"region\":\"%s\"", region[zipf(m, 20)]);
	}
	if (post) {
		size_t likes = zipf(m, 200000);
		size_t shares = zipf(m, 1 + (double)likes / 4);
		size_t comments = zipf(m, 1 + (double)likes / 2);
		fprintf(m->out, ",\"likes\":%zu,\"shares\":%zu,\"comments\":%zu",
				likes, shares, comments);
	}
}

static void put_document(struct maker *m, size_t i, bool post)
{
	fprintf(m->out, "{\"id\":\"d%08zu\"", i);
	put_source(m, post);
	put_time(m, i);
	put_rest(m, post);
	if (!post) {
		fputs(",\"title\":\"", m->out);
		add_sentence(m, &m->news, 40 + draw(m) % 50);
		fputc('"', m->out);
	}
	fputs(",\"text\":\"", m->out);
	add_text(m, post);
	fputs("\"}\n", m->out);
}

static char *load(const char *path, size_t *n)
{
	char *bytes = NULL;
	FILE *in = fopen(path, "rb");
	if (in == NULL || fseek(in, 0, SEEK_END) != 0 || ftell(in) <= 0) {
		goto out;
	}
	*n = (size_t)ftell(in);
	rewind(in);
	bytes = malloc(*n + 1);
	if (bytes != NULL && fread(bytes, 1, *n, in) != *n) {
		free(bytes);
		bytes = NULL;
	} else if (bytes != NULL) {
		bytes[*n] = '\0';
	}
out:
	if (in != NULL) {
		fclose(in);
	}
	return bytes;
}

/* Cuts the bytes into lines and shuffles each pool. */
static bool open_pools(struct maker *m, size_t n)
{
	size_t lines = 0;
	for (size_t i = 0; i < n; i++) {
		lines += m->bytes[i] == '\n';
	}
	m->news.sentence = calloc(lines + 1, sizeof(char *));
	m->posts.sentence = calloc(lines + 1, sizeof(char *));
	if (m->news.sentence == NULL || m->posts.sentence == NULL) {
		return false;
	}
	for (char *at = m->bytes, *end; (end = strchr(at, '\n')) != NULL;
			at = end + 1) {
		*end = '\0';
		struct pool *pool = *at == 'N' ? &m->news : &m->posts;
		if (end - at > 2) {
			pool->sentence[pool->n++] = at + 2;
		}
	}
	struct pool *both[2] = {&m->news, &m->posts};
	for (int which = 0; which < 2; which++) {
		for (size_t i = both[which]->n; i > 1; i--) {
			size_t j = (size_t)(draw(m) % i);
			char *other = both[which]->sentence[j];
			both[which]->sentence[j] = both[which]->sentence[i - 1];
			both[which]->sentence[i - 1] = other;
		}
	}
	return m->news.n > 0 && m->posts.n > 0;
}

int main(int argc, char **argv)
{
	if (argc != 6 && argc != 7) {
		fputs("usage: corpus_make POOL OUT DOCUMENTS POSTS SEED [FIRST]\n",
				stderr);
		return 2;
	}
	int result = 1;
	size_t bytes = 0, documents = strtoul(argv[3], NULL, 10);
	size_t first = argc == 7 ? strtoul(argv[6], NULL, 10) : 0;
	struct maker m = {
		.bytes = load(argv[1], &bytes),
		.out = fopen(argv[2], "wb"),
		.random = strtoull(argv[5], NULL, 10),
		.base = (double)(first > 0 ? first : documents),
	};
	if (m.bytes == NULL || m.out == NULL || !open_pools(&m, bytes)) {
		fputs("corpus_make: could not read the pool\n", stderr);
		goto out;
	}
	/* The same sentences are common, but others are drawn. */
	m.random ^= first * 0x9e3779b97f4a7c15u;
	double posts = strtod(argv[4], NULL) / 100;
	for (size_t i = 0; i < documents; i++) {
		put_document(&m, first + i, chance(&m, posts));
	}
	long size = ftell(m.out);
	bool good = !ferror(m.out);
	good = fclose(m.out) == 0 && good;
	m.out = NULL;
	if (!good) {
		fputs("corpus_make: could not write the corpus\n", stderr);
		goto out;
	}
	printf("%zu %" PRIu64 " %ld\n", documents, m.text_bytes, size);
	result = 0;
out:
	if (m.out != NULL) {
		fclose(m.out);
	}
	free(m.posts.sentence);
	free(m.news.sentence);
	free(m.bytes);
	return result;
}
