/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* pantau hoax check ID|TEXT|FILE|-: what is known of a text: debunks that it
 * repeats, whether it is old, its cues and its spread. */

#include <errno.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/check_print.h"
#include "cli/commands.h"
#include "store/claim_check.h"

#define TEXT_MAX ((size_t)16 << 20)
#define HITS 5
#define DAY INT64_C(86400)

/* --- the text --- */

static enum pantau_status too_long(struct cli *cli)
{
	return pantau_fail(&cli->err, PANTAU_USAGE, "%s", SAY(cli,
			"a text of more than 16 MiB",
			"teks lebih panjang dari 16 MiB"));
}

static enum pantau_status read_standard(struct cli *cli, struct buf *out)
{
	for (;;) {
		if (!pantau_buf_reserve(out, 65536)) {
			return pantau_fail_memory(&cli->err);
		}
		ssize_t n = read(STDIN_FILENO, out->p + out->n, 65536);
		if (n == 0) {
			return PANTAU_OK;
		}
		if (n < 0 && errno == EINTR && pantau_cli_signal == 0) {
			continue;
		}
		if (n < 0) {
			return pantau_fail_errno(&cli->err, "cannot read",
					"tidak dapat membaca", "<stdin>");
		}
		out->n += (size_t)n;
		if (out->n > TEXT_MAX) {
			return too_long(cli);
		}
	}
}

static enum pantau_status read_file(struct cli *cli, const char *path,
		struct buf *out)
{
	enum pantau_status status = pantau_file_read(path, TEXT_MAX, out,
			&cli->err);
	return status == PANTAU_LIMIT ? too_long(cli) : status;
}

/* A word that is no item but means a file, also one that cannot be read. */
static bool is_file(const char *path)
{
	struct stat info;
	return strchr(path, '/') != NULL || stat(path, &info) == 0;
}

/* One word is an item or a file; words with blanks are the text itself. */
static enum pantau_status find_text(struct check *check, char **argv, int argc,
		struct buf *out)
{
	struct cli *cli = check->view.cli;
	struct str word = str_of(argv[0]);
	int64_t id;
	if (argc == 1 && str_eq(word, STR("-"))) {
		return read_standard(cli, out);
	}
	if (argc == 1 && strpbrk(argv[0], " \n\t") == NULL) {
		enum pantau_status status = pantau_store_find(cli->store, word,
				&id, &cli->err);
		if (status == PANTAU_NOT_FOUND && is_file(argv[0])) {
			return read_file(cli, argv[0], out);
		}
		if (status == PANTAU_NOT_FOUND) {
			return pantau_item_find(&check->view, word, &id);
		}
		check->stored = status == PANTAU_OK;
		return status != PANTAU_OK ? status : pantau_store_item(
				cli->store, id, &check->view.arena, &check->item,
				&cli->err);
	}
	for (int i = 0; i < argc; i++) {
		pantau_buf_str(out, i > 0 ? STR(" ") : STR(""));
		pantau_buf_str(out, str_of(argv[i]));
	}
	return out->failed ? pantau_fail_memory(&cli->err) : PANTAU_OK;
}

/* --- what is known of it --- */

struct tokens {
	struct pantau_tokens title, text;
};

static enum pantau_status score(struct check *check, struct tokens *tokens)
{
	struct cli *cli = check->view.cli;
	struct arena *arena = &check->view.arena;
	enum pantau_status status = pantau_analyse_into(cli->analyser,
			check->title, arena, &tokens->title, &cli->err);
	if (status == PANTAU_OK) {
		status = pantau_analyse_into(cli->analyser, check->text, arena,
				&tokens->text, &cli->err);
	}
	return status != PANTAU_OK ? status : pantau_score_tokens(cli->scorer,
			check->title, &tokens->title, check->text, &tokens->text,
			NULL, arena, &check->score, &cli->err);
}

/* Hits of some kind alone: those of none are for who looks on. */
static enum pantau_status ask(struct check *check, const struct tokens *tokens,
		struct claim_finder *finder)
{
	struct cli *cli = check->view.cli;
	struct claim_place *denial;
	struct claim_text text = {
		.title = &tokens->title, .text = &tokens->text,
	};
	if (!pantau_claim_denials(cli->scorer, &check->score, &tokens->title,
			&tokens->text, &check->view.arena, &denial,
			&text.denials)) {
		return pantau_fail_memory(&cli->err);
	}
	text.denial = denial;
	enum pantau_status status = pantau_claim_find(finder, &text, HITS,
			&check->hit, &check->hits, &cli->err);
	while (check->hits > 0 && check->hit[check->hits - 1].kind ==
			CLAIM_NONE) {
		check->hits--;
	}
	check->debunk = pantau_arena_zero(&check->view.arena, HITS,
			sizeof(*check->debunk));
	if (status == PANTAU_OK && check->debunk == NULL) {
		status = pantau_fail_memory(&cli->err);
	}
	for (size_t i = 0; status == PANTAU_OK && i < check->hits; i++) {
		status = pantau_debunk_load(&check->view, check->hit[i].id, true,
				&check->debunk[i]);
	}
	return status;
}

static enum pantau_status look_back(struct check *check)
{
	struct cli *cli = check->view.cli;
	enum pantau_status status = pantau_earlier(cli->store, cli->analyser,
			check->title, check->text, check->moment, check->stored
			? check->item.id : 0, &check->view.arena,
			&check->earlier, &cli->err);
	if (status == PANTAU_OK && check->earlier.items > 0) {
		check->days = (check->moment - check->earlier.item.doc.published
				.seconds) / DAY;
	}
	return status;
}

static enum pantau_status investigate(struct check *check,
		struct claim_finder *finder)
{
	struct cli *cli = check->view.cli;
	struct tokens tokens;
	const struct doc *doc = &check->item.doc;
	check->moment = cli->now;
	if (check->stored) {
		check->title = doc->title;
		check->text = doc->text;
		if ((doc->fields & DOC_PUBLISHED) != 0) {
			check->moment = doc->published.seconds;
		}
	}
	enum pantau_status status = pantau_item_mask(&check->view,
			check->title, &check->shown[0]);
	if (status == PANTAU_OK) {
		status = pantau_item_mask(&check->view, check->text,
				&check->shown[1]);
	}
	if (status == PANTAU_OK) {
		status = score(check, &tokens);
	}
	if (status == PANTAU_OK && finder != NULL) {
		status = ask(check, &tokens, finder);
	}
	if (status == PANTAU_OK) {
		status = look_back(check);
	}
	return status != PANTAU_OK || !check->stored ? status
			: pantau_story_facts(cli->store, &check->item.id, 1,
				&check->view.arena, &check->facts, &cli->err);
}

static enum pantau_status run_check(struct check *check, char **argv, int argc,
		struct buf *text)
{
	struct cli *cli = check->view.cli;
	struct debunk_claims *claims = NULL;
	struct claim_finder *finder = NULL;
	enum pantau_status status = pantau_store_begin_read(cli->store,
			&cli->err);
	if (status != PANTAU_OK) {
		return status;
	}
	status = find_text(check, argv, argc, text);
	check->text = buf_str(text);
	if (status == PANTAU_OK) {
		status = pantau_debunk_claims_open(cli->store, &claims,
				&cli->err);
	}
	if (status == PANTAU_OK && claims != NULL) {
		status = pantau_claim_finder_create(pantau_debunk_claims(claims),
				&finder, &cli->err);
	}
	if (status == PANTAU_OK) {
		status = investigate(check, finder);
	}
	if (status == PANTAU_OK) {
		(pantau_printer_text(cli->printer) ? pantau_check_text
				: pantau_check_data)(check);
	}
	pantau_claim_finder_destroy(finder);
	pantau_debunk_claims_close(claims);
	pantau_store_end_read(cli->store);
	return status;
}

static int run(struct cli *cli, void *values, char **argv, int argc)
{
	struct check check = {.stored = false};
	struct buf text;
	(void)values;
	if (pantau_item_audit(cli, "hoax check") != PANTAU_OK) {
		return pantau_cli_fail(cli);
	}
	pantau_item_view_init(&check.view, cli);
	pantau_buf_init(&text);
	enum pantau_status status = run_check(&check, argv, argc, &text);
	int code = status != PANTAU_OK ? pantau_cli_fail(cli)
			: check.hits > 0 || check.earlier.items > 0 ||
			check.score.hoax != PANTAU_HOAX_NONE ? EXIT_DONE
			: EXIT_NOTHING;
	pantau_item_view_finish(&check.view);
	pantau_buf_finish(&text);
	return code;
}

static const struct option_spec options[] = {
	{NULL, OPTION_FLAG, 0, NULL, NULL, NULL, NULL},
};

const struct command pantau_command_hoax_check = {
	.name = "hoax check",
	.group = GROUP_HOAX,
	.needs = NEED_LEXICONS | NEED_STORE | NEED_ANALYSER | NEED_SCORER,
	.run = run,
	.options = options,
	.arguments = "ID|TEXT|FILE|-",
	.least = 1,
	.most = -1,
	.summary_en = "evidence for a text: debunks, old news, cues, spread",
	.summary_id = "bukti untuk teks: klarifikasi, berita lama, tanda, sebaran",
	.example = "pantau hoax check kt-007",
};
