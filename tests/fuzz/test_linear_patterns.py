"""Every pattern of the code, and every reader of a user's text, takes a text of 100,000 characters in no time."""

import ast
import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import pytest
from wgtrack_cli import errors, parsing

from tests.fuzz.test_rejected_commands import slowness
from wgtrack.atomic_files import safe_name
from wgtrack.dates import instants, parse
from wgtrack.dates.national_calendars import national_calendar
from wgtrack.errors import WgtrackError, closest
from wgtrack.formats.cells import cell_width, cut, wrap
from wgtrack.formats.markdown.escaping import escape
from wgtrack.interchange import jsonl
from wgtrack.model.journal import Head
from wgtrack.model.values import Estimate, Link, check_key, check_stage, require_line, require_text
from wgtrack.sanitize import clean, harmless, harmless_cell

ROOT = Path(__file__).parents[2]
LENGTH = 100_000
#: Seconds that a text may take; a quadratic pattern takes ten and more.
MOST = 1.0
METHODS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
#: Patterns whose callers refuse longer texts before, with the longest one they are given.
BOUNDED = {"wgtrack.dates.expressions": {"_WHOLE": 200, "_STEP": 200}}

#: What is repeated, what stands in front of it, and what stands behind it, where no pattern may take it.
UNITS = (
    *(" ", "\t ", "a", "A", "1", "-", "+", ".", "_", '"', "'", "\\", '\\"', ",", "@", "/", ":", "(", "=", "中", "\n"),
    *("a-", "a.", "a ", "1 ", "1-", "-1", "+1wd ", "- 1d", "a@", "at most ", ", ", "T-1 ", '"a".', "a . ", "2016-"),
    *("://", "www.", "mailto:", "a@b.", '{"', "[", "url(#", " (at line 1, column 1", "GMT+", "%", "\u3164", "\u202e"),
)
FRONTS = ("", "a", '"', "2016-09-05T10:00")
BEHINDS = ("x", "!")


class Use(NamedTuple):
    """One use of a pattern in the code."""

    module: str
    line: int
    name: str
    method: str
    pattern: str | bytes
    flags: int


def uses() -> Iterator[Use]:
    """Every call of ``re`` and of a pattern that was compiled at the top of a module."""
    for path in sorted([*ROOT.joinpath("wgtrack").rglob("*.py"), *ROOT.joinpath("cli/wgtrack_cli").rglob("*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
        if not re.search(r"^import re$", path.read_text(encoding="utf-8"), re.MULTILINE):
            continue
        base = ROOT / "cli" if "cli" in path.relative_to(ROOT).parts else ROOT
        name = ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__")
        module = importlib.import_module(name)
        for call in found:
            yield from _use(call, module)


def _use(call: ast.Call, module: Any) -> Iterator[Use]:
    assert isinstance(call.func, ast.Attribute)
    owner, method = call.func.value, call.func.attr
    if not isinstance(owner, ast.Name) or method not in METHODS:
        return
    known = getattr(module, owner.id, None)
    if isinstance(known, re.Pattern):
        yield Use(module.__name__, call.lineno, owner.id, method, known.pattern, known.flags)
    elif owner.id == "re" and method != "compile":
        flags = next((keyword.value for keyword in call.keywords if keyword.arg == "flags"), None)
        place = {"sub": 4, "subn": 4, "split": 3}.get(method, 2)
        flags = call.args[place] if flags is None and len(call.args) > place else flags
        told = {**vars(module)}
        pattern = eval(compile(ast.Expression(call.args[0]), "pattern", "eval"), told)  # noqa: S307 - of our own code
        number = 0 if flags is None else int(eval(compile(ast.Expression(flags), "flags", "eval"), told))  # noqa: S307 - as above
        yield Use(module.__name__, call.lineno, ast.unparse(call.args[0]), method, pattern, number)


USES = list(uses())


def texts(length: int = LENGTH) -> Iterator[str]:
    """Texts of a length that make a bad pattern go back and forth."""
    for unit, front, behind in product(UNITS, FRONTS, BEHINDS):
        yield f"{front}{unit * (length // len(unit))}{behind}"


def tried(use: Use) -> Callable[[str], object]:
    """The pattern as it is used in the code."""
    pattern = re.compile(use.pattern, use.flags & ~re.UNICODE if isinstance(use.pattern, bytes) else use.flags)
    method: Any = getattr(pattern, use.method)
    of_bytes = isinstance(pattern.pattern, bytes)

    def run(text: str) -> object:
        given = text.encode() if of_bytes else text
        if use.method in {"sub", "subn"}:
            return method(b"" if of_bytes else "", given)
        return list(method(given)) if use.method == "finditer" else method(given)

    return run


def worst(run: Callable[[str], object], given: Iterator[str]) -> tuple[float, str]:
    """The longest time that a text took, and how it begins and ends; stops at the first that is far too slow."""
    found = (0.0, "")
    for text in given:
        begun = process_time()
        run(text)
        found = max(found, (process_time() - begun, f"{text[:30]!r} ... {text[-10:]!r}"))
        if found[0] > MOST * 2:
            break
    return found


def test_the_patterns_of_the_code_are_found() -> None:
    """Some forty uses of patterns are found, those of links, deadlines, instants and texts of JSON among them."""
    names = {(use.module, use.name) for use in USES}
    assert len(USES) >= 40
    assert names >= {
        ("wgtrack.model.values", "_LINK"),
        ("wgtrack.dates.expressions", "_WHOLE"),
        ("wgtrack.dates.instants", "_MOMENT"),
        ("wgtrack.interchange.jsonl", "_TEXT"),
        ("wgtrack.formats.markdown.escaping", "_MARKUP"),
        ("wgtrack_cli.parsing", "_DAYS"),
    }


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.module}:{use.line}")
def test_every_pattern_is_linear(use: Use) -> None:
    """No text of 100,000 characters (of as many as its caller lets through) keeps a pattern busy for a second."""
    longest = BOUNDED.get(use.module, {}).get(use.name, LENGTH)
    seconds, text = worst(tried(use), texts(longest))
    assert seconds < MOST or seconds < MOST * slowness(), (use.name, text)


def _required(check: Callable[..., object]) -> Callable[[str], object]:
    return lambda text: check(None, None, text)


READERS: dict[str, Callable[[str], object]] = {
    "link": Link.of,
    "estimate": Estimate.of,
    "key": _required(check_key),
    "stage": _required(check_stage),
    "line": lambda text: require_line("title", text),
    "text": lambda text: require_text("note", text),
    "head": Head.read,
    "deadline": parse,
    "instant": lambda text: instants.instant(text, UTC),
    "has a zone": instants.has_zone,
    "day": instants.day,
    "zone": instants.zone,
    "calendar": lambda text: national_calendar(text, 2016),
    "closest": lambda text: closest(text, ("Asia/Shanghai", "a" * 60)),
    "percentage": parsing.percentage,
    "whole": lambda text: parsing.whole(text, "the step"),
    "days": parsing.days,
    "weekend": parsing.weekend,
    "named day": parsing.named_day,
    "name in a language": parsing.name_in_language,
    "usage": lambda text: errors._usage(_UsageError(text)),
    "harmless": harmless,
    "cell": harmless_cell,
    "clean": clean,
    "markdown": escape,
    "file name": safe_name,
    "width": cell_width,
    "cut": lambda text: cut(text, 40),
    "wrap": lambda text: list(wrap(text, 40)),
    "line of an export": lambda text: list(jsonl.read(_file(text))),
}


class _UsageError(Exception):
    """An error of the command line with words of the user in it."""

    def format_message(self) -> str:
        return f"Got unexpected extra argument ({self.args[0]})"


def _file(text: str) -> Any:
    import io  # noqa: PLC0415 - one reader reads files

    return io.BytesIO(f'{{"a":"{text}\n'.encode())


@pytest.mark.parametrize("name", READERS)
def test_every_reader_is_quick(name: str) -> None:
    """No text of 100,000 characters keeps a reader of a user's text busy: it is read, or refused, within a second."""

    def run(text: str) -> object:
        try:
            return READERS[name](text)
        except WgtrackError:
            return None

    chosen: Sequence[str] = [*_spread(texts()), f"a{' ' * LENGTH}x"]
    seconds, text = worst(run, iter(chosen))
    assert seconds < MOST or seconds < MOST * slowness(), text


def _spread(given: Iterator[str]) -> Iterator[str]:
    """Every seventh of the texts: a reader has more to do than a pattern."""
    return (text for place, text in enumerate(given) if place % 7 == 0)


def test_a_link_with_many_blanks_is_refused_at_once() -> None:
    """'a', 80,000 blanks and 'x' took 31 seconds."""
    begun = process_time()
    with pytest.raises(WgtrackError, match="cannot read the link"):
        Link.of(f"a{' ' * 80_000}x")
    assert process_time() - begun < MOST


def test_a_text_of_json_that_does_not_end_is_gone_through_once() -> None:
    """A million escaped quotes and commas without an end are refused at once, and not looked at from each of them."""
    begun = process_time()
    with pytest.raises(WgtrackError):
        jsonl._plain(b'{"a":"' + b'\\",' * 600_000)
    assert process_time() - begun < MOST * 2
