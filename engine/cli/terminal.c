/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* The terminal as a keyboard, given back as it was found. */

#include "cli/terminal.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

#define ROWS 24
#define COLUMNS 80
#define LINE_MAX_BYTES 4096

static volatile sig_atomic_t stopped, resumed;

static void on_stop(int number)
{
	(void)number;
	stopped = 1;
}

static void on_resume(int number)
{
	(void)number;
	resumed = 1;
}

static void measure(struct terminal *terminal)
{
	struct winsize size;
	terminal->rows = ROWS;
	terminal->columns = COLUMNS;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
			size.ws_col > 0) {
		terminal->rows = size.ws_row;
		terminal->columns = size.ws_col;
	}
}

static bool set_raw(const struct terminal *terminal)
{
	struct termios raw = terminal->before;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	return tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
}

static void set_back(const struct terminal *terminal)
{
	tcsetattr(STDIN_FILENO, TCSADRAIN, &terminal->before);
}

static void listen(struct terminal *terminal)
{
	struct sigaction action = {.sa_handler = on_stop};
	sigemptyset(&action.sa_mask);
	sigaction(SIGTSTP, &action, &terminal->stop);
	action.sa_handler = on_resume;
	sigaction(SIGCONT, &action, &terminal->go_on);
}

enum pantau_status pantau_terminal_there(struct cli *cli)
{
	if (isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1) {
		return PANTAU_OK;
	}
	return pantau_fail(&cli->err, PANTAU_USAGE, "%s", SAY(cli,
			"questions need a terminal; for a script give --format "
			"ndjson", "pertanyaan memerlukan terminal; untuk skrip beri "
			"--format ndjson"));
}

enum pantau_status pantau_terminal_open(struct terminal *terminal,
		struct cli *cli)
{
	sigset_t ours;
	*terminal = (struct terminal){.cli = cli};
	sigemptyset(&ours);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGTSTP);
	sigaddset(&ours, SIGCONT);
	sigprocmask(SIG_BLOCK, &ours, &terminal->signals);
	listen(terminal);
	terminal->open = true;
	if (tcgetattr(STDIN_FILENO, &terminal->before) != 0 ||
			!set_raw(terminal)) {
		return pantau_fail_errno(&cli->err, "cannot use the terminal",
				"terminal tidak dapat dipakai", "stdin");
	}
	measure(terminal);
	return PANTAU_OK;
}

void pantau_terminal_close(struct terminal *terminal)
{
	if (terminal->open) {
		pantau_out_flush(&terminal->cli->out);
		set_back(terminal);
		sigaction(SIGTSTP, &terminal->stop, NULL);
		sigaction(SIGCONT, &terminal->go_on, NULL);
		sigprocmask(SIG_SETMASK, &terminal->signals, NULL);
		terminal->open = false;
	}
}

/* Stops as a program does that knows nothing of SIGTSTP, and goes on later. */
static void suspend(struct terminal *terminal)
{
	sigset_t ours;
	set_back(terminal);
	sigaction(SIGTSTP, &terminal->stop, NULL);
	raise(SIGTSTP);
	/* Here the program stands still. */
	sigprocmask(SIG_SETMASK, &terminal->signals, &ours);
	sigprocmask(SIG_SETMASK, &ours, NULL);
	struct sigaction action = {.sa_handler = on_stop};
	sigemptyset(&action.sa_mask);
	sigaction(SIGTSTP, &action, NULL);
	stopped = 0;
	resumed = 1;
}

/* Waits until something can be read. canonical: the terminal gathers lines. */
static enum terminal_event await(struct terminal *terminal)
{
	while (pantau_cli_signal == 0) {
		fd_set set;
		FD_ZERO(&set);
		FD_SET(STDIN_FILENO, &set);
		int n = pselect(STDIN_FILENO + 1, &set, NULL, NULL, NULL,
				&terminal->signals);
		if (pantau_cli_signal != 0) {
			break;
		}
		if (stopped != 0) {
			suspend(terminal);
		}
		if (resumed != 0) {
			resumed = 0;
			measure(terminal);
			return TERMINAL_AGAIN;
		}
		if (n > 0) {
			return TERMINAL_KEY;
		}
		if (n < 0 && errno != EINTR) {
			return TERMINAL_END;
		}
	}
	return TERMINAL_STOP;
}

/* ESC [ 1 ; 5 A, ESC O P. */
size_t pantau_terminal_sequence(struct str s, size_t at)
{
	if (++at < s.n && s.p[at] == '[') {
		at++;
		while (at < s.n && (s.p[at] < 0x40 || s.p[at] > 0x7e)) {
			at++;
		}
	} else if (at < s.n && s.p[at] == 'O') {
		at++;
	}
	return at < s.n ? at + 1 : s.n;
}

/* What was typed, without such sequences. */
static enum terminal_event fill(struct terminal *terminal)
{
	enum terminal_event event = await(terminal);
	if (event != TERMINAL_KEY) {
		return event;
	}
	ssize_t n = read(STDIN_FILENO, terminal->key, sizeof(terminal->key));
	if (n <= 0) {
		return n < 0 && errno == EINTR ? TERMINAL_AGAIN : TERMINAL_END;
	}
	terminal->keys = 0;
	for (size_t at = 0; at < (size_t)n;) {
		if (terminal->key[at] == 0x1b) {
			at = pantau_terminal_sequence(str_make(
					(const char *)terminal->key, (size_t)n),
					at);
		} else {
			terminal->key[terminal->keys++] = terminal->key[at++];
		}
	}
	terminal->at = 0;
	return TERMINAL_KEY;
}

enum terminal_event pantau_terminal_key(struct terminal *terminal, char *key)
{
	pantau_out_flush(&terminal->cli->out);
	for (;;) {
		while (terminal->at < terminal->keys) {
			unsigned char c = terminal->key[terminal->at++];
			if (c > 0x20 && c < 0x7f) {
				*key = (char)c;
				return TERMINAL_KEY;
			}
			/* End of input, as a terminal that gathers lines has it. */
			if (c == 0x04) {
				return TERMINAL_END;
			}
		}
		enum terminal_event event = fill(terminal);
		if (event == TERMINAL_AGAIN) {
			set_raw(terminal);
		}
		if (event != TERMINAL_KEY) {
			return event;
		}
	}
}

/* Bytes typed ahead are the line's first. True when they end it. */
static bool typed_ahead(struct terminal *terminal, struct buf *line)
{
	while (terminal->at < terminal->keys) {
		char c = (char)terminal->key[terminal->at++];
		if (c == '\n') {
			return true;
		}
		pantau_buf_char(line, c);
	}
	return false;
}

enum terminal_event pantau_terminal_line(struct terminal *terminal,
		struct buf *line)
{
	enum terminal_event event = TERMINAL_KEY;
	bool done = typed_ahead(terminal, line);
	pantau_out_flush(&terminal->cli->out);
	set_back(terminal);
	while (!done && event == TERMINAL_KEY && line->n < LINE_MAX_BYTES) {
		char part[256];
		event = await(terminal);
		if (event == TERMINAL_AGAIN) {
			/* What was typed so far is still the terminal's. */
			event = TERMINAL_KEY;
			continue;
		}
		ssize_t n = event == TERMINAL_KEY ? read(STDIN_FILENO, part,
				sizeof(part)) : 0;
		if (n <= 0) {
			break;
		}
		done = part[n - 1] == '\n';
		pantau_buf_append(line, part, (size_t)n - done);
	}
	set_raw(terminal);
	return event;
}
