"""Where answers go: plain text when piped, colour only on a terminal that wants it."""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from wgtrack.errors import InputError, OutputError
from wgtrack.messages.message import Message, untranslated
from wgtrack.sanitize import harmless

if TYPE_CHECKING:
    from wgtrack.formats.terminal.lines import Line
    from wgtrack.report.report import Portfolio
    from wgtrack.status.report import StatusReport

#: Control characters but for tab and line ends: what a terminal obeys.
_COMMANDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
#: Widest line on a terminal; a wider window is not filled with white space.
WIDEST = 120
#: Narrowest width that is laid out for; a terminal narrower than this wraps.
NARROWEST = 40
#: Columns of a report that is not read on a terminal.
PAGE = 80
#: What stands for standard output where a file is to be named.
STANDARD_OUTPUT = "-"
_NAME_IT = untranslated("give it a name")
#: Exit code of a program that a pipe's reader left, as a shell reports it for others.
PIPE_CLOSED = 141


def prepare() -> None:
    """Make sure that there are streams, even closed ones, and that a character the terminal cannot show becomes a '?'."""
    # Python has None for a stream that was closed by whoever started it; what goes there is wanted nowhere.
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for as long as we run
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")


def say(text: str) -> None:
    r"""Write an answer and a line end, at once; what would act on a terminal is written out (``\u001b``), as JSON allows."""
    _write(harmless(text))


def say_all(texts: Iterable[str], empty: str = "") -> None:
    """Write an answer that may be long, text by text; ``empty`` where there is none."""
    nothing = True
    for text in texts:
        sys.stdout.write(f"{harmless(text)}\n")
        nothing = False
    if nothing and empty:
        say(empty)
    sys.stdout.flush()


def give_all(texts: Iterable[str]) -> None:
    """Write what programs read and may be long, text by text, each as ``give`` does."""
    sys.stdout.flush()
    for text in texts:
        sys.stdout.buffer.write(f"{harmless(text)}\n".encode())
    sys.stdout.flush()


def give(text: str) -> None:
    r"""Write what programs read, in UTF-8 whatever the terminal has; what would act on a terminal is written out (``\u001b``)."""
    give_bytes(f"{harmless(text)}\n".encode())


def give_csv(text: str, *, bom: bool) -> None:
    """Write CSV, whose cells are harmless already, with its own line ends and in UTF-8; behind a mark of that for Excel."""
    give_bytes(text.encode("utf-8-sig" if bom else "utf-8"))


def give_bytes(data: bytes) -> None:
    """Write bytes as they are, behind what was said before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n" if text else "")
    sys.stdout.flush()


def check_named(path: str | None) -> None:
    """Refuse a file without a name, which is what a variable that nobody set leaves in a shell."""
    if path is not None:
        hint = untranslated("give it a name, or '{dash}' for standard output", dash=STANDARD_OUTPUT)
        check_given(path, "'-o'", hint=hint)


def check_given(path: str, word: str, what: str = "file", *, hint: Message = _NAME_IT) -> None:
    """Refuse an empty name where no other can stand for it: it would be taken for the folder one is in."""
    if not path:
        raise InputError(untranslated("{word} names no {what}", word=word, what=what), hint)


def check_new(path: str, word: str) -> None:
    """Refuse what is no name for a new database, or stands for standard output where other things are written."""
    check_given(path, word)
    if path == STANDARD_OUTPUT:
        raise InputError(
            untranslated("{word} makes a file, and writes nothing to standard output", word=word),
            untranslated("name one, or write './{dash}' for a file of this name", dash=STANDARD_OUTPUT),
        )


def write_file(path: str, data: bytes) -> bool:
    """Write a whole file, or to standard output where the path is ``-``; False where the file held this already.

    OutputError where the file cannot be written, or bytes that are no text would go to a terminal.
    """
    from wgtrack.atomic_files import write_whole  # noqa: PLC0415 - most answers go to the terminal

    check_named(path)
    if path != STANDARD_OUTPUT:
        return write_whole(path, data)
    if on_terminal() and not is_text(data):
        raise OutputError(
            "standard output",
            untranslated("this is no text for a terminal"),
            untranslated("name a file instead of '-'"),
        )
    give_bytes(data)
    return True


def deliver(path: str, data: bytes) -> None:
    """Write a file that was asked for, and say so beside the answer; standard output gets the bytes alone."""
    is_new = write_file(path, data)
    if path != STANDARD_OUTPUT:
        say(f"{path} written" if is_new else f"{path} is up to date")


def is_text(data: bytes) -> bool:
    """Whether bytes are text, without characters that a terminal would obey."""
    try:
        return not _COMMANDS.search(data.decode())
    except UnicodeDecodeError:
        return False


def hint(text: str) -> None:
    """Write a remark beside the answer, for a person at a terminal only: a log of a cron job stays as it is."""
    if sys.stderr.isatty():
        complain(text)


def remark(text: str) -> None:
    """Write a remark beside the answer, whoever reads it: what a program that goes on with the answer does not."""
    complain(text)


def complain(text: str) -> None:
    """Write a line about what went wrong; where nobody can read it, nothing more goes wrong."""
    with suppress(OSError):
        sys.stderr.write(f"wgtrack: {harmless(text)}\n")
        sys.stderr.flush()


def flush() -> None:
    """Write what is still held back, so that a failure shows now and not when Python ends."""
    sys.stdout.flush()


def silence() -> None:
    """Send the rest of the answer nowhere: its reader has left, and Python would complain about it at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def on_terminal() -> bool:
    """Whether the answer is read on a terminal."""
    return sys.stdout.isatty()


def width() -> int | None:
    """Columns to lay an answer out for, or None where it goes to a file or another program, which has no end of line."""
    if not on_terminal():
        return None
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def wants_colour(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR is set (https://no-color.org) or the terminal is dumb."""
    return on_terminal() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


#: Style of a report -> how a terminal is told (ECMA-48). The sixteen basic colours follow the reader's own theme.
_SGR = {
    "title": "1",
    "heading": "1",
    "key": "36",
    "dim": "2",
    "past_limit": "1;31",
    "overdue": "31",
    "at_risk": "33",
    "unknown": "33",
    "due_soon": "33",
    "done": "32",
    "done_late": "32",
    "on_track": "32",
    "dropped": "2",
    "late": "31",
    "critical": "33",
    "planned": "34",
    "worked": "32",
    "target": "35",
    "today": "1",
}


def report(status: "StatusReport", name: str) -> None:
    """Write a status report in the format of that name."""
    from wgtrack.formats import render  # noqa: PLC0415 - errors and help do without it

    if name != "terminal":
        give(render(status, name).rstrip("\n"))
        return
    from wgtrack.formats.terminal import render_terminal  # noqa: PLC0415 - as above

    spans(render_terminal(status, page_width()))


def portfolio(found: "Portfolio", name: str) -> None:
    """Write a row for each group in the format of that name."""
    if name == "terminal":
        from wgtrack.formats.terminal import render_terminal  # noqa: PLC0415 - as above
        from wgtrack.messages.languages import language  # noqa: PLC0415 - a status of one group does without it

        spans(render_terminal(found, page_width(), language(found.language)))
        return
    from wgtrack.formats import render_file  # noqa: PLC0415 - as above

    give(render_file(found, name).decode().rstrip("\n"))


def page_width() -> int:
    """Columns to lay a page out for, wherever it is read."""
    return width() or PAGE


def spans(lines: "Iterable[Line]") -> None:
    """Print lines of styled pieces, in colour where that is wanted."""
    if wants_colour():
        texts = ("".join(_coloured(text, style) for text, style in line).rstrip() for line in lines)
        _write("\n".join(texts))
    else:
        _write("\n".join([harmless("".join([text for text, _ in line])).rstrip() for line in lines]))


def _coloured(text: str, style: str) -> str:
    """The text in the colour of a style; as it is where the style has none."""
    code, text = _SGR.get(style), harmless(text)
    return f"\x1b[{code}m{text}\x1b[0m" if code and text.strip() else text
