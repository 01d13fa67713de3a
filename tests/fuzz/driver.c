/* SPDX-License-Identifier: LGPL-3.0-or-later */
/*
 * Runs a fuzz target over the files of the directories given, so that seeds
 * and past findings are regression tests with every compiler. No file at all
 * is a failure: a test that runs nothing must not pass.
 */

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT (1u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *path)
{
	/* Exactly as large as the input, so that ASan sees one byte too far. */
	uint8_t *data = NULL, *exact = NULL;
	size_t size = 0;
	int result = -1;

	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		perror(path);
		return -1;
	}
	data = malloc(FILE_LIMIT);
	if (data == NULL) {
		goto out;
	}
	size = fread(data, 1, FILE_LIMIT, file);
	if (ferror(file)) {
		perror(path);
		goto out;
	}
	exact = malloc(size != 0 ? size : 1);
	if (exact == NULL) {
		goto out;
	}
	memcpy(exact, data, size);
	result = LLVMFuzzerTestOneInput(exact, size);
out:
	free(exact);
	free(data);
	fclose(file);
	return result;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Adds the files run to *count; false on the first failure. */
static int run_directory(const char *directory, size_t *count)
{
	struct dirent **entry = NULL;
	char path[4096];
	int ok = 1;

	int n = scandir(directory, &entry, NULL, by_name);
	if (n < 0) {
		perror(directory);
		return 0;
	}
	for (int i = 0; i < n; i++) {
		if (ok && entry[i]->d_name[0] != '.') {
			snprintf(path, sizeof(path), "%s/%s", directory,
					entry[i]->d_name);
			ok = run_file(path) == 0;
			if (!ok) {
				fprintf(stderr, "%s: failed\n", path);
			}
			++*count;
		}
		free(entry[i]);
	}
	free(entry);
	return ok;
}

int main(int argc, char **argv)
{
	size_t count = 0;

	for (int i = 1; i < argc; i++) {
		if (!run_directory(argv[i], &count)) {
			return 1;
		}
	}
	printf("%zu inputs\n", count);
	return count == 0;
}
