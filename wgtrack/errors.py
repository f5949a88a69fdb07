"""Every error wgtrack raises: one base, its values kept, one sentence and the next step."""

from bisect import bisect
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from wgtrack.messages.message import (
    Calls,
    Message,
    Value,
    Wording,
    call,
    clauses,
    english,
    joined,
    translatable,
    untranslated,
    written_for_programs,
)


class WgtrackError(Exception):
    """Base of all errors; ``str(error)`` is one line: what is wrong, and the next step.

    Errors can be pickled and copied, with all that they know. ``code`` tells kinds of errors apart, ``values`` are what
    stands in the message.
    """

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message, hint)
        #: What is wrong: a value that can be told in another language (``english`` and ``Language.tell`` take both).
        self.message = message
        #: The next step, if there is one to name.
        self.hint = hint or None

    @property
    def code(self) -> str:
        """What names this kind of error to programs, and stays the same: ``unknown_key``, ``unknown_format``."""
        return self.message.code or _code(type(self).__name__)

    @property
    def values(self) -> "Mapping[str, Value]":
        """What stands in the message, by name."""
        return self.message.values

    def __str__(self) -> str:
        return self.english()

    def english(self, calls: Calls = written_for_programs) -> str:
        """The error in English; ``calls`` writes what to call, so that a command line can name its commands."""
        message = _line(english(self.message, calls))
        return message if self.hint is None else f"{message}; {_line(english(self.hint, calls))}"

    @property
    def words(self) -> Wording:
        """What is wrong and the next step as one message, to stand in another one."""
        return self.message if self.hint is None else clauses([self.message, self.hint])

    def __reduce__(self) -> tuple[Any, ...]:
        # By what it holds, not by calling its class again: the classes below take other arguments than this one.
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[WgtrackError], args: tuple[Any, ...], attributes: dict[str, Any]) -> WgtrackError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(attributes)
    return error


def _code(name: str) -> str:
    """``unknown_key`` for ``UnknownKeyError``."""
    words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name.removesuffix("Error"))
    return words.removeprefix("_")


class InputError(WgtrackError):
    """What was asked for is not possible: nothing was changed."""


class UnknownKeyError(InputError):
    """No record has this key.

    ``what`` was looked for (``task``), by this ``key``; ``closest`` are the keys most like it, best first.
    """

    def __init__(self, what: str, key: str, known: Iterable[str] = ()) -> None:
        names = tuple(dict.fromkeys(known))
        self.what = what
        self.key = key
        self.closest = closest(key, names)
        message = untranslated("there is no {what} '{key}'", what=what, key=key)
        super().__init__(message, _what_there_is(what, self.closest, names))


#: Characters of a line that anybody reads; of a longer one, its beginning and its end.
_LONGEST, _BEGINNING, _END = 1_000, 700, 250
#: So many problems of one file are looked for; whoever mends these sees the others next.
MOST_PROBLEMS = 100

#: How many keys a message lists where none is like the one that was given.
_FEW = 8
#: The method that lists a kind of record.
_LISTED_BY = {
    **dict.fromkeys(("group", "party", "role", "area", "event", "calendar", "lifecycle"), "programme"),
    **dict.fromkeys(("task", "deliverable"), "find"),
    "baseline": "baselines",
}


def _what_there_is(what: str, near: Sequence[str], known: Sequence[str]) -> Message:
    """The next step for whoever gave an unknown key."""
    if near or not known:
        return did_you_mean(near, untranslated("none is on record yet, so add it first"))
    if len(known) <= _FEW:
        return untranslated("there is {known}" if len(known) == 1 else "there are {known}", known=joined(known))
    if what.endswith(" stage"):
        seen_by = call("get", what.removesuffix(" stage"), kind="lifecycle")
    else:
        seen_by = call(_LISTED_BY.get(what, "find"), kind=what if what in _LISTED_BY else "")
    return untranslated("see what there is with {call}", call=seen_by)


def did_you_mean(near: Collection[str], otherwise: Message) -> Message:
    """The hint that names what is most like a wrong word; where nothing is like it, the other hint."""
    return untranslated("did you mean {closest}?", closest=" or ".join(near)) if near else otherwise


def choose_from(known: Iterable[str]) -> Message:
    """The hint that names what can be chosen."""
    return untranslated("choose from {known}", known=joined(known))


class KeyTakenError(InputError):
    """The key is, or once was, another record's; keys are never used twice.

    ``key`` is what was asked for, ``holder`` says what has it (``a task``).
    """

    def __init__(self, message: Message, hint: Message, *, key: str, holder: str) -> None:
        super().__init__(message, hint)
        self.key = key
        self.holder = holder


class DeadlineError(InputError):
    """A deadline expression cannot be read or resolved; ``expression`` is it, where it is known."""

    def __init__(self, message: Message, hint: Message | None = None, *, expression: str | None = None) -> None:
        super().__init__(message, hint)
        self.expression = expression


class InstantError(InputError):
    """A day or an instant (``at``) cannot be read, is out of range, or has no time zone; ``text`` is what was given."""

    def __init__(self, message: Message, hint: Message, *, text: str = "") -> None:
        super().__init__(message, hint)
        self.text = text


class StageError(InputError):
    """A deliverable may not enter this stage now.

    ``key`` is the deliverable, ``stage`` what it was to enter, ``allowed`` are the stages that it may enter.
    """

    def __init__(self, message: Message, hint: Message, allowed: Sequence[str], *, key: str, stage: str) -> None:
        super().__init__(message, hint)
        self.key = key
        self.stage = stage
        self.allowed = tuple(allowed)


class PlanningError(InputError):
    """The work cannot be planned as it is linked; ``keys`` are the items that the links go between."""

    def __init__(self, message: Message, hint: Message, *, keys: Iterable[str] = ()) -> None:
        super().__init__(message, hint)
        self.keys = tuple(dict.fromkeys(keys))


class SeedError(InputError):
    """A file with mistakes: ``source``; ``problems`` holds them all, each one line, or the first hundred."""

    def __init__(self, source: str, problems: Sequence[Message]) -> None:
        self.source = source
        self.problems = tuple(problems[:MOST_PROBLEMS])
        super().__init__(_nothing_loaded(source, len(self.problems)))

    def english(self, calls: Calls = written_for_programs) -> str:
        """A line of its own for each problem."""
        problems = (f"  {_line(english(problem, calls))}" for problem in self.problems)
        return "\n".join((_line(english(self.message, calls)), *problems))


def _nothing_loaded(source: str, number: int) -> Message:
    if number >= MOST_PROBLEMS:
        return untranslated("{source}: {number} problems or more, nothing was loaded", source=source, number=number)
    return untranslated(
        "{source}: {number} problem, nothing was loaded",
        plural="{source}: {number} problems, nothing was loaded",
        source=source,
        number=number,
    )


class ImportedFileError(InputError):
    """An exported record that cannot be imported: ``source``; ``problems`` are the first there are, each one line.

    The line of a problem begins with the file and the number of its line.
    """

    def __init__(self, source: str, problems: Sequence[Message]) -> None:
        self.source = source
        self.problems = tuple(problems)
        super().__init__(untranslated("{source}: nothing was imported, for these are wrong:", source=source))

    def english(self, calls: Calls = written_for_programs) -> str:
        """A line of its own for each problem; where there is one, nothing else."""
        lines = [_line(english(problem, calls)) for problem in self.problems]
        if len(lines) == 1:
            return lines[0]
        return "\n".join((_line(english(self.message, calls)), *(f"  {line}" for line in lines)))


class OutputError(InputError):
    """A file cannot be written at ``path``, for this ``reason``; what was there is as it was, and nothing was left beside it."""

    def __init__(self, path: object, message: Message, hint: Message) -> None:
        self.path = str(path)
        #: What is wrong, without the path.
        self.reason = message
        super().__init__(_of_file(self.path, message), hint)


class UnwritableError(OutputError):
    """The system does not let a file be written there: no room, no permission, a disk that fails."""


class NotInstalledError(InputError):
    """What was asked for needs a ``package`` that is not installed; the ``extra`` of wgtrack brings it.

    ``instead`` says what can be done without it.
    """

    def __init__(self, message: Message, package: str, extra: str, instead: Message | None = None) -> None:
        hint = translatable("install it with pip install 'wgtrack[{extra}]'", extra=extra)
        either = untranslated("{hint}, or {instead}", hint=hint, instead=instead or "")
        super().__init__(message, hint if instead is None else either)
        self.package = package
        self.extra = extra


class ConflictError(WgtrackError):
    """A record (``key``) was changed by someone else since this copy of it was read."""

    def __init__(self, message: Message, hint: Message, *, key: str) -> None:
        super().__init__(message, hint)
        self.key = key


class StoreError(WgtrackError):
    """The database at ``path`` cannot be used as it is, for this ``reason``; it was left untouched."""

    def __init__(self, path: object, message: Message, hint: Message | None) -> None:
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


def _of_file(path: str, message: Message) -> Message:
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
