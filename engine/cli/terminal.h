/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef PANTAU_CLI_TERMINAL_H
#define PANTAU_CLI_TERMINAL_H

/*
 * Keys from a terminal without Enter. Between open and close the terminal
 * neither echoes nor gathers lines; it is as before whenever the program is
 * stopped (Ctrl-Z), and after close. SIGINT, SIGTERM, SIGTSTP and SIGCONT come
 * only while a key is waited for: so nothing is stopped between a row that is
 * written and the screen that says so.
 */

#include <signal.h>
#include <termios.h>

#include "cli/cli.h"

struct terminal {
	struct cli *cli;
	bool open;
	struct termios before;
	sigset_t signals;      /* as before open: while waiting */
	struct sigaction stop, go_on; /* as before open */
	unsigned char key[64]; /* typed and not taken yet */
	size_t keys, at;
	unsigned rows, columns;
};

enum terminal_event {
	TERMINAL_KEY,
	TERMINAL_AGAIN, /* the screen is to be drawn again */
	TERMINAL_END,   /* the terminal is gone */
	TERMINAL_STOP,  /* SIGINT or SIGTERM: pantau_cli_signal */
};

/* PANTAU_USAGE: standard input or output is no terminal. */
enum pantau_status pantau_terminal_there(struct cli *cli);

/* PANTAU_IO. Close in any case. */
enum pantau_status pantau_terminal_open(struct terminal *terminal,
		struct cli *cli);
void pantau_terminal_close(struct terminal *terminal);

/* Writes what was printed, then waits for a key: a byte of ASCII. Others, and
 * what arrows and function keys send, are passed over. */
enum terminal_event pantau_terminal_key(struct terminal *terminal, char *key);

/* Where what an arrow or a function key sends ends: s has ESC at 'at'. */
size_t pantau_terminal_sequence(struct str s, size_t at);

/* A line with the terminal's own editing, without its end, added to *line. */
enum terminal_event pantau_terminal_line(struct terminal *terminal,
		struct buf *line);

#endif
