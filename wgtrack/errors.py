"""Every error wgtrack raises: one base, its values kept, one sentence and the next step."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from typing import Any

from wgtrack.saying import Calls, Text, clauses, english, untranslated, written_for_programs


class WgtrackError(Exception):
    """Base of all errors; ``str(error)`` is one line: what is wrong, and the next step.

    Errors can be pickled and copied, with all that they know.
    """

    def __init__(self, message: Text, hint: Text | None = None) -> None:
        super().__init__(message, hint)
        #: What is wrong: a value that can be told in another language (``english`` and ``Language.tell`` take both).
        self.message = message
        #: The next step, if there is one to name.
        self.hint = hint or None

    def __str__(self) -> str:
        return self.english()

    def english(self, calls: Calls = written_for_programs) -> str:
        """The error in English; ``calls`` writes what to call, so that a command line can name its commands."""
        message = _line(english(self.message, calls))
        return message if self.hint is None else f"{message}; {_line(english(self.hint, calls))}"

    @property
    def words(self) -> Text:
        """What is wrong and the next step, to be told in any language."""
        return self.message if self.hint is None else clauses([self.message, self.hint])

    def __reduce__(self) -> tuple[Any, ...]:
        # By what it holds, not by calling its class again: the classes below take other arguments than this one.
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[WgtrackError], args: tuple[Any, ...], attributes: dict[str, Any]) -> WgtrackError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(attributes)
    return error


class InputError(WgtrackError):
    """What was asked for is not possible: nothing was changed."""


class UnknownKeyError(InputError):
    """No record has this key; ``closest`` are the keys most like it."""

    def __init__(self, what: str, key: str, known: Iterable[str] = ()) -> None:
        names = tuple(dict.fromkeys(known))
        self.key = key
        self.closest = closest(key, names)
        super().__init__(f"there is no {what} '{key}'", _what_there_is(what, self.closest, names))


#: Characters of a line that anybody reads; of a longer one, its beginning and its end.
_LONGEST, _BEGINNING, _END = 1_000, 700, 250
#: So many problems of one file are looked for; whoever mends these sees the others next.
MOST_PROBLEMS = 100

#: How many keys a message lists where none is like the one that was given, and kinds with a list of their own.
_FEW = 8
_LISTED = frozenset({"group", "party", "role", "area", "event", "task", "deliverable", "calendar", "lifecycle"})


def _what_there_is(what: str, near: Sequence[str], known: Sequence[str]) -> str:
    """The next step for whoever gave an unknown key."""
    if near:
        return f"did you mean {' or '.join(near)}?"
    if not known:
        return "none is on record yet, so add it first"
    if len(known) <= _FEW:
        return f"there {'is' if len(known) == 1 else 'are'} {', '.join(known)}"
    if what.endswith(" stage"):
        return f"see what there is with 'lifecycle show {what.removesuffix(' stage')}'"
    return f"see what there is with '{what} list'" if what in _LISTED else "see what there is with 'list'"


class KeyTakenError(InputError):
    """The key is, or once was, another record's; keys are never used twice."""


class DeadlineError(InputError):
    """A deadline expression cannot be read or resolved."""


class InstantError(InputError):
    """An instant (``at``) cannot be read, or has no time zone."""


class StageError(InputError):
    """A deliverable may not enter this stage now; ``allowed`` are those it may."""

    def __init__(self, message: Text, hint: Text, allowed: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.allowed = tuple(allowed)


class PlanningError(InputError):
    """The work cannot be planned as it is linked."""


class SeedError(InputError):
    """A file with mistakes; ``problems`` holds them all, each one line, or the first hundred."""

    def __init__(self, source: str, problems: Sequence[str]) -> None:
        self.source = source
        self.problems = tuple(problems[:MOST_PROBLEMS])
        many = " or more" if len(problems) >= MOST_PROBLEMS else ""
        count = f"{len(self.problems)} problem{'s' if len(self.problems) != 1 else ''}{many}"
        super().__init__(f"{source}: {count}, nothing was loaded", "")

    def english(self, calls: Calls = written_for_programs) -> str:
        """A line of its own for each problem."""
        problems = (f"  {_line(problem)}" for problem in self.problems)
        return "\n".join((_line(english(self.message, calls)), *problems))


class ImportedFileError(InputError):
    """An exported record that cannot be imported; ``problems`` are the first there are, each one line with file and line number."""

    def __init__(self, source: str, problems: Sequence[str]) -> None:
        self.source = source
        self.problems = tuple(problems)
        super().__init__(f"{source}: nothing was imported, for these are wrong:", "")

    def english(self, calls: Calls = written_for_programs) -> str:
        """A line of its own for each problem; where there is one, nothing else."""
        lines = [_line(problem) for problem in self.problems]
        if len(lines) == 1:
            return lines[0]
        return "\n".join((_line(english(self.message, calls)), *(f"  {line}" for line in lines)))


class OutputError(InputError):
    """A file cannot be written there; what was there is as it was, and nothing was left beside it."""

    def __init__(self, path: object, message: Text, hint: Text) -> None:
        self.path = str(path)
        super().__init__(_of_file(self.path, message), hint)


class UnwritableError(OutputError):
    """The system does not let a file be written there: no room, no permission, a disk that fails."""


class NotInstalledError(InputError):
    """What was asked for needs a package that is not installed; the next step says how to get it."""


class ConflictError(WgtrackError):
    """The record was changed by someone else since this copy of it was read."""


class StoreError(WgtrackError):
    """The database cannot be used as it is; it was left untouched."""

    def __init__(self, path: object, message: Text, hint: Text | None) -> None:
        self.path = str(path)
        #: What is wrong, without the path.
        self.reason = message
        super().__init__(_of_file(self.path, message), hint)


class StoreMissingError(StoreError):
    """There is no database file at this path."""


class StoreMovedError(StoreError):
    """The database file was removed or replaced while it was open."""


class StoreForeignError(StoreError):
    """The file is not a wgtrack database."""


class StoreTooNewError(StoreError):
    """The database was written by a newer wgtrack."""


class StoreDamagedError(StoreError):
    """The database file is damaged."""


class StoreBusyError(StoreError):
    """Another process held the database for longer than the timeout."""


#: A circle of more names than this is told by its first and last ones.
_MOST_NAMED = 12


def circle_words(names: Sequence[str], start: int = 0) -> str:
    """A circle from one of its names round to it again, ``a -> b -> a``; of a long one, what is around that name."""
    round_trip = len(names) + 1
    if round_trip <= _MOST_NAMED:
        shown = range(start, start + round_trip)
        return " -> ".join(names[place % len(names)] for place in shown)
    half = _MOST_NAMED // 2
    first = (names[place % len(names)] for place in range(start, start + half))
    last = (names[place % len(names)] for place in range(start + round_trip - half, start + round_trip))
    return " -> ".join((*first, f"... {round_trip - _MOST_NAMED} more ...", *last))


def _of_file(path: str, message: Text) -> Text:
    return untranslated("{path}: {message}", path=path or repr(path), message=message)


def _line(text: str) -> str:
    """The text as one visible line that can be read to its end."""
    return _cut(visible(_cut(text)))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_BEGINNING]} ... {text[-_END:]}"


def visible(text: str) -> str:
    r"""The text as one line: a control character, which could act on a terminal, is written out (``\n``, ``\x1b``)."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


#: How alike two words must be to be taken for each other (of 1), and how much less alike than the best match.
_ALIKE, _BEHIND_BEST = 0.6, 0.1


#: Nobody means a name by a longer word.
_LONGEST_WORD = 200
#: Of more names than this, only those around a word in the alphabet are compared with it: they begin alike.
_MANY = 300


def _around(word: str, names: list[str]) -> list[str]:
    if len(names) <= _MANY:
        return names
    place = bisect(names := sorted(names, key=str.casefold), word.casefold(), key=str.casefold)
    return names[max(place - _MANY // 2, 0) : place + _MANY // 2]


def closest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known words most like ``word``, best first; compared without regard to case."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only a failing call pays for it

    if len(word) > _LONGEST_WORD:
        return ()
    matcher = SequenceMatcher(b=word.casefold())
    likeness: dict[str, float] = {}
    for name in _around(word, list(known)):
        matcher.set_seq1(name.casefold())
        if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
            likeness[name] = matcher.ratio()
    enough = max(_ALIKE, max(likeness.values(), default=0) - _BEHIND_BEST)
    found = sorted((-like, name) for name, like in likeness.items() if like >= enough)
    return tuple(name for _, name in found[:most])
