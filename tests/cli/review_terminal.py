#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-3.0-or-later
"""Answers 'pantau lexicon review' at a terminal: review_terminal.py PROGRAM ROOT

The terminal is a pseudo one of 80x24. What the screen says is waited for, never
a time; TAP comes out.
"""
import os
import pathlib
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import fcntl
import time

TEXTS = ["Antre lama sekali di loket tiga, petugasnya entah ke mana.",
         "Rapat koordinasi digelar Senin di aula kecamatan.",
         "Terima kasih, pelayanannya cepat dan ramah.",
         "kata\x1b[31mmerah " + "panjang " * 400]
HEADER = "text\ttone\tid\tsource\tby\ttime\treason\ttitle"
LIMIT = 60  # seconds: only a fault takes so long


class Terminal:
    """The program on a terminal of its own, as a shell would start it."""

    def __init__(self, program, root, folder, *words):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ,
                    struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(slave)
        self.slave, self.seen, self.log = slave, "", ""
        env = {"PATH": os.environ["PATH"], "HOME": str(folder),
               "LC_ALL": "C.UTF-8", "TERM": "xterm",
               "PANTAU_LEXICONS": f"{root}/lexicons"}
        call = [program, "--lang", "id", "--now", "2026-11-21T06:00+07:00",
                "lexicon", "review", "--from", "teks.txt", *words]
        self.pid = os.fork()
        if self.pid == 0:
            # A session whose first process is no shell of ours: what stops
            # in it would stop for good, so that a process stands between.
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            self.between(slave, folder, call, env)

    def between(self, slave, folder, call, env):
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)
            os.tcsetpgrp(slave, os.getpid())
            signal.signal(signal.SIGTTOU, signal.SIG_DFL)
            for fd in (0, 1, 2):
                os.dup2(slave, fd)
            os.chdir(folder)
            os.execve(call[0], call, env)
        while True:
            _, status = os.waitpid(pid, os.WUNTRACED)
            if not os.WIFSTOPPED(status):
                os._exit(os.waitstatus_to_exitcode(status) & 0xff)
            # Says that it stands, and lets it go on when told to.
            os.write(slave, b"<stopped>")
            wait = pathlib.Path(folder, "go")
            while not wait.exists():
                time.sleep(0.01)
            os.kill(pid, signal.SIGCONT)

    def read(self):
        if not select.select([self.master], [], [], LIMIT)[0]:
            raise TimeoutError(f"nothing came behind: {self.log[-900:]!r}")
        try:
            data = os.read(self.master, 65536)
        except OSError:
            data = b""
        self.log += data.decode("utf-8", "replace")
        self.seen += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return data

    def wait(self, text):
        """Until text came; all up to its end."""
        while text not in self.seen:
            if not self.read():
                raise EOFError(f"no {text!r} in {self.seen[-500:]!r}")
        head, _, self.seen = self.seen.partition(text)
        return head + text

    def question(self, number):
        head = self.wait(f"\n{number}/")
        return head, self.wait("q selesai  ?\n")

    def keys(self, text):
        os.write(self.master, text.encode())

    def end(self):
        """The exit code; the terminal must be as it was."""
        _, status = os.waitpid(self.pid, 0)
        after = termios.tcgetattr(self.slave)
        assert after == self.before, "the terminal is not as it was"
        os.close(self.slave)
        os.close(self.master)
        return os.waitstatus_to_exitcode(status)


def rows(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[0] == HEADER and lines[-1] == "", lines
    return [line.split("\t") for line in lines[1:-1]]


def answers(start, folder):
    """Every key, and what is on disk before the next question."""
    out = folder / "label.tsv"
    t = start("--by", "Sari")
    _, first = t.question(1)
    assert "kini: " in first and "\x1b" not in first, first
    assert "\npositif-negatif  netral\n" in first, first
    assert re.search(r"\n +[-+]\d\.\d\d +[-+]\d\.\d\d  \S", first), first
    t.keys("N")
    t.question(2)
    assert [row[1] for row in rows(out)] == ["negative"]
    t.keys("a")
    t.wait("alasan: ")
    t.keys("biasa\\ saja\n")
    assert "alasan: biasa" in t.question(2)[1]
    t.keys("t")
    t.question(3)
    assert rows(out)[1][1] == "neutral"
    assert rows(out)[1][4:7] == ["Sari", "2026-11-20T23:00:00Z",
                                 "biasa\\\\ saja"]
    t.keys("l")
    t.question(4)
    t.keys("uuu")
    t.wait("> dibatalkan\n")
    t.wait("> dibatalkan\n")
    t.wait("> dibatalkan\n")
    t.question(1)
    assert rows(out) == []
    t.keys("u")
    t.wait("tidak ada yang dapat dibatalkan")
    t.question(1)
    t.keys("?")
    t.wait("Nilailah nada teksnya")
    t.question(1)
    t.keys("\x1b[A")  # an arrow is no 'a'
    t.keys("p")
    t.question(2)
    t.keys("nt0")
    t.wait("itu yang terakhir")
    t.keys("u")
    t.question(4)
    t.keys("0q")
    t.wait("4 jawaban di label.tsv")
    assert t.end() == 0
    assert [row[1] for row in rows(out)] == ["positive", "negative",
                                             "neutral", "neutral"]
    assert {row[0].split()[0] for row in rows(out)} == {
        text.replace("\x1b", " ").split()[0] for text in TEXTS}


def goes_on(start, folder):
    """Answered before is not asked again."""
    t = start("--limit", "0")
    t.question(1)
    t.keys("n")
    t.question(2)
    t.keys("q")
    assert t.end() == 0
    t = start()
    t.wait("\n1/3")
    t.keys("ppp")
    t.wait("terakhir")
    t.keys("q")
    assert t.end() == 0
    assert len(rows(folder / "label.tsv")) == 4
    t = start()
    t.wait("semua teks sudah dijawab")
    assert t.end() == 1


def fits(start, folder):
    """No question is longer than the terminal, nor a line of it wider."""
    t = start()
    long = 0
    for number in range(1, 5):
        _, shown = t.question(number)
        lines = shown.split("\n")
        assert len(lines) <= 24, shown
        assert max(map(len, lines)) < 80, shown
        assert "\x1b" not in shown, shown
        if "karakter lagi" in shown:
            long += 1
            t.keys("m")
            _, more = t.question(number)
            assert more.split("\n")[1:4] != lines[1:4]
        t.keys("l")
    t.wait("terakhir")
    assert long == 1
    t.keys("q")
    assert t.end() == 0
    # Without an answer there is no file.
    assert not (folder / "label.tsv").exists()


def reasons(start, folder):
    """Esc takes a reason back; an arrow key is no part of it."""
    t = start()
    t.question(1)
    for typed, shown in (("salah\x1b\n", None), ("be\x1b[Dnar\n", "benar")):
        t.keys("a")
        t.wait("alasan: ")
        t.keys(typed)
        screen = t.question(1)[1]
        assert ("alasan: " in screen) == (shown is not None), screen
        assert shown is None or f"alasan: {shown}\n" in screen, screen
    t.keys("nq")
    assert t.end() == 0
    assert rows(folder / "label.tsv")[0][6] == "benar"


def stops(start, number, keys):
    t = start()
    t.question(1)
    t.keys("n")
    t.question(2)
    if keys:
        t.keys(keys)
    else:
        os.kill(os.tcgetpgrp(t.master), number)
    t.wait("dihentikan")
    assert t.end() == 128 + number


def interrupted(start, folder):
    """Ctrl-C."""
    stops(start, signal.SIGINT, "\x03")
    assert len(rows(folder / "label.tsv")) == 1


def terminated(start, folder):
    """SIGTERM."""
    stops(start, signal.SIGTERM, "")
    assert len(rows(folder / "label.tsv")) == 1


def suspended(start, folder):
    """Ctrl-Z gives the terminal back, and the question comes again."""
    t = start()
    t.question(1)
    assert termios.tcgetattr(t.slave) != t.before
    t.keys("\x1a")
    t.wait("<stopped>")
    assert termios.tcgetattr(t.slave) == t.before
    (folder / "go").touch()
    t.question(1)
    assert termios.tcgetattr(t.slave) != t.before
    t.keys("n")
    t.question(2)
    t.keys("\x04")
    assert t.end() == 0
    assert len(rows(folder / "label.tsv")) == 1


def another(start, folder):
    """One process writes a file at a time."""
    first = start()
    first.question(1)
    second = start()
    second.wait("review lain sedang menulis 'label.tsv'")
    assert second.end() == 5
    first.keys("q")
    assert first.end() == 0


def main():
    program, root = (str(pathlib.Path(arg).resolve()) for arg in sys.argv[1:])
    cases = [answers, goes_on, fits, reasons, interrupted, terminated, suspended,
             another]
    failed = 0
    print(f"1..{len(cases)}")
    for number, case in enumerate(cases, 1):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "teks.txt").write_text("\n".join(TEXTS) + "\n",
                                             encoding="utf-8")
            try:
                case(lambda *words: Terminal(program, root, folder, *words),
                     folder)
                print("ok", number, case.__name__)
            except (AssertionError, EOFError, TimeoutError) as why:
                failed += 1
                print("not ok", number, case.__name__)
                for line in re.split(r"\n", f"{type(why).__name__}: {why}"):
                    print("#", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
