"""The installed command as a process: exit codes, pipes, terminals, colour, and what a status imports."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

Run: TypeAlias = Callable[..., "subprocess.CompletedProcess[str]"]

WGTRACK = str(Path(sysconfig.get_path("scripts")) / "wgtrack")
ESCAPE = "\x1b["
on_posix = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals and /dev are of POSIX systems")


def on_terminal(*words: str, columns: int = 80, **env: str) -> str:
    """What a person at a terminal of so many columns sees, escape sequences included."""
    import pty  # noqa: PLC0415 - POSIX alone has it
    import termios  # noqa: PLC0415 - as above

    reader, writer = pty.openpty()
    termios.tcsetwinsize(writer, (24, columns))
    terminal = {
        "TERM": "xterm-256color",
        **{key: value for key, value in os.environ.items() if key != "COLUMNS"},
        **env,
    }
    with subprocess.Popen([WGTRACK, *words], stdout=writer, stderr=writer, env=terminal) as process:  # noqa: S603 - our own
        os.close(writer)
        seen = b"".join(iter(lambda: _read(reader), b""))
    os.close(reader)
    assert process.returncode is not None
    return seen.decode().replace("\r\n", "\n")


def _read(reader: int) -> bytes:
    try:
        return os.read(reader, 65536)
    except OSError:  # Linux says so when the other side of a terminal is closed
        return b""


def test_answer_is_plain_text_where_it_is_piped(run_wgtrack: Run, group_2016: Path) -> None:
    """A pipe gets no escape sequence and exit 0."""
    done = run_wgtrack("status", "--at", "2016-09-05")

    assert done.returncode == 0
    assert done.stderr == ""
    assert ESCAPE not in done.stdout


def test_error_goes_to_stderr_with_exit_2(run_wgtrack: Run, group_2016: Path) -> None:
    """Bad input: nothing on stdout, one line on stderr, exit 2."""
    done = run_wgtrack("task", "show", "TR-33")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "wgtrack: there is no task 'TR-33'; did you mean TR-3?\n"


def test_missing_record_exits_with_3(run_wgtrack: Run) -> None:
    """No database: exit 3."""
    assert run_wgtrack("status").returncode == 3


def test_the_command_runs_as_a_module_of_python(run_wgtrack: Run, group_2016: Path) -> None:
    """'python -m wgtrack_cli' answers as 'wgtrack' does, and calls itself so."""
    words = [sys.executable, "-m", "wgtrack_cli"]
    for asked in (["status", "--at", "2016-09-05"], ["task", "show", "--help"], ["task", "show", "TR-33"]):
        command = run_wgtrack(*asked)
        module = subprocess.run([*words, *asked], cwd=group_2016.parent, check=False, capture_output=True, text=True)  # noqa: S603 - our own
        assert (module.returncode, module.stdout, module.stderr) == (command.returncode, command.stdout, command.stderr)


def test_check_exits_with_1(run_wgtrack: Run, group_2016: Path) -> None:
    """'check' that finds what it fails on exits 1, for cron and CI."""
    assert run_wgtrack("check", "--at", "2016-09-05").returncode == 1


def test_login_name_leaves_no_remark_in_a_log(run_wgtrack: Run, small_group: Path) -> None:
    """Where no person reads stderr, a change by the login name says nothing about it."""
    done = run_wgtrack("task", "edit", "T-1", "--title", "Poll", env={"WGTRACK_BY": ""})

    assert (done.returncode, done.stderr) == (0, "")


@on_posix
def test_login_name_is_hinted_at_on_a_terminal(small_group: Path) -> None:
    """A person at a terminal is told how to say who they are."""
    seen = on_terminal("task", "edit", "T-1", "--title", "Poll", WGTRACK_BY="")

    assert "say who you are with --by or WGTRACK_BY" in seen


@on_posix
def test_status_is_coloured_on_a_terminal(group_2016: Path) -> None:
    """On a terminal 'overdue' is red."""
    assert f"{ESCAPE}31moverdue" in on_terminal("status", "--at", "2016-09-05")


@on_posix
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.parametrize("question", ["status", "overdue", "timeline", "load"])
def test_colour_may_be_refused(group_2016: Path, env: dict[str, str], question: str) -> None:
    """NO_COLOR and TERM=dumb are obeyed."""
    assert ESCAPE not in on_terminal(question, "--at", "2016-09-05", **env)  # type: ignore[arg-type]  # no columns among them


@on_posix
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_lines_fit_the_terminal(group_2016: Path, columns: int) -> None:
    """No line of a status or list is wider than the terminal; a Chinese character takes two columns."""
    from wgtrack.formats.cells import cell_width  # noqa: PLC0415 - other tests here need none of the library

    for question in ("status", "list", "overdue", "waiting", "check", "log", "timeline", "load", "forecast"):
        seen = on_terminal(question, "--at", "2016-09-16", columns=columns, NO_COLOR="1")
        assert [line for line in seen.splitlines() if cell_width(line) > columns] == [], question


@on_posix
def test_a_status_fits_a_narrow_terminal(group_2016: Path) -> None:
    """In half of a split screen, 40 columns wide, a status and its questions are laid out anew and not broken."""
    from wgtrack.formats.cells import cell_width  # noqa: PLC0415 - as above

    for question in ("status", "next", "overdue", "waiting", "log"):
        seen = on_terminal(question, "--at", "2016-09-16", columns=40, NO_COLOR="1")
        assert [line for line in seen.splitlines() if cell_width(line) > 40] == [], question


@on_posix
def test_long_titles_are_cut_on_a_terminal_alone(run_wgtrack: Run, group_2016: Path) -> None:
    """A list ends long titles with an ellipsis on a terminal, and has them whole in a pipe."""
    assert "…" in on_terminal("list")
    assert "…" not in run_wgtrack("list").stdout


@on_posix
def test_a_reader_that_leaves_is_no_error(group_2016: Path) -> None:
    """'wgtrack log | head -1' prints one line and no complaint."""
    command = f'"{WGTRACK}" log | head -1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True)  # noqa: S603, S607 - our own

    assert done.stderr == ""
    assert done.stdout.splitlines()[0].startswith("#1  ")
    assert done.stdout.splitlines()[1] in {"141", "0"}  # 0 where all of it fitted into the pipe


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_an_answer_that_cannot_be_written(group_2016: Path) -> None:
    """A full disk is one line and exit 3."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run([WGTRACK, "list"], check=False, stdout=full, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own

    assert done.returncode == 3
    assert done.stderr == "wgtrack: the answer cannot be written: no space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize(
    "words", [("task", "add", "TR-99", "--title", "Late"), ("import", "record.jsonl", "--db", "copy.db")], ids=" ".join
)
def test_a_change_stands_whose_answer_cannot_be_written(group_2016: Path, words: tuple[str, ...]) -> None:
    """Who asked for a change is told that it was made, though what it led to is not."""
    subprocess.run([WGTRACK, "export", "-o", "record.jsonl"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run([WGTRACK, *words], check=False, stdout=full, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own

    assert done.returncode == 3
    assert done.stderr == (
        "wgtrack: the answer cannot be written: no space left on device; the change itself was made\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_no_change_is_told_of_that_was_not_made(group_2016: Path) -> None:
    """A file of which all is on record already changes nothing, and nothing else is said where the answer is lost."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(  # noqa: S603 - our own
            [WGTRACK, "seed", "china-blockchain-2016"], check=False, stdout=full, stderr=subprocess.PIPE, text=True
        )

    assert (done.returncode, done.stderr) == (3, "wgtrack: the answer cannot be written: no space left on device\n")


@on_posix
@pytest.mark.parametrize("words", ["status", "task add TR-99 --title Late", "export", "--help"])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_no_error(group_2016: Path, words: str, closed: str) -> None:
    """A scheduler that starts a command without one of its streams gets the work done, and no traceback."""
    command = ["sh", "-c", f"{WGTRACK} {words} {closed}"]
    done = subprocess.run(command, check=False, capture_output=True, cwd=group_2016.parent)  # noqa: S603 - our own
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_that_cannot_show_chinese(run_wgtrack: Run, group_2016: Path) -> None:
    """Where the output has no Chinese, '?' stands for it, and nothing fails."""
    done = run_wgtrack("task", "show", "WP-12", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})

    assert (done.returncode, done.stderr) == (0, "")
    assert "(????)" in done.stdout


def test_a_status_imports_nothing_slow(group_2016: Path) -> None:
    """'wgtrack status' loads none of the libraries that it can do without."""
    code = (
        "import sys; from wgtrack_cli.app import app\n"
        "try: app(['status', '--at', '2016-09-05'])\n"
        "except SystemExit: print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603 - our own

    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & {"rich", "pydantic", "pendulum", "holidays", "sqlite_utils", "cattrs", "tomllib", "csv"}
    assert {"wgtrack", "typer"} <= loaded


def test_ctrl_c_is_quiet(group_2016: Path) -> None:
    """An interrupt ends with 130 and no traceback."""
    code = (
        "import wgtrack_cli.commands.status as status, wgtrack_cli.session as session\n"
        "def interrupted(context): raise KeyboardInterrupt\n"
        "session.reading = interrupted\n"
        "from wgtrack_cli.app import app; app(['status'])"
    )
    done: Any = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)  # noqa: S603 - our own

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
