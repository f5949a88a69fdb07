"""The past in a seed file: each [[change]] is one verb on one record, at a day or instant."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wgtrack.errors import closest, did_you_mean
from wgtrack.interchange.seeds.seed import Moment, SeedChange
from wgtrack.interchange.seeds.tables import argument, fields_of, no_such, read_fields
from wgtrack.interchange.seeds.values import Mistake, MistakesError, choose, printable, shown
from wgtrack.messages.message import untranslated
from wgtrack.model.programme import KINDS

#: Verb -> its arguments besides at, by, why, do and key, with their types. ``edit`` takes the fields of its record.
_ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "start": {"on": date},
    "progress": {"percent": int, "remaining": float, "on": date},
    "done": {"on": date},
    "move": {"target": str, "limit": str},
    "drop": {},
    "wait": {"on": str, "since": date, "what": str},
    "resume": {},
    "advance": {"stage": str, "on": date},
    "move_event": {"starts": str, "ends": str},
    "edit": {},
}
_COMMON: Mapping[str, Any] = {"at": Moment, "do": str, "key": str, "by": str, "why": str}
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "progress": ("percent",),
    "drop": ("why",),
    "wait": ("on",),
    "advance": ("stage",),
    "move_event": ("why",),
}
#: Verbs that change nothing unless one of these is given.
_ONE_OF: Mapping[str, tuple[str, ...]] = {"move": ("target", "limit"), "move_event": ("starts", "ends")}
_ITEMS = ("task", "deliverable")
#: Kinds of records that a verb is for.
_FOR: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("start", "progress", "done"), ("task",)),
    **dict.fromkeys(("move", "wait", "resume"), _ITEMS),
    "drop": (*_ITEMS, "event"),
    "advance": ("deliverable",),
    "move_event": ("event",),
}


def read_change(table: Mapping[str, object], kinds: Mapping[str, str]) -> SeedChange:
    """One [[change]]; ``kinds`` are the kinds of the file's records by key, since its past is about them alone.

    Raises:
        MistakesError: with everything that is wrong with the table.
    """
    found: list[Mistake] = []
    verb, kind = table.get("do"), kinds.get(str(table.get("key")))
    values = _arguments(table, verb if isinstance(verb, str) else "", kind, found)
    found += _missing(table, verb)
    found += _misdirected(table, verb, kinds)
    if found:
        raise MistakesError(found)
    common = {name: values.pop(name) for name in _COMMON if name in values}
    return SeedChange(arguments=values, **common)


def called(place: int, table: Mapping[str, object]) -> str:
    """How a change is called in a list of problems."""
    words = [printable(value) for name in ("do", "key") if isinstance(value := table.get(name), str)]
    return f"number {place}" + (f" ({' '.join(words)})" if words else "")


def _arguments(table: Mapping[str, object], verb: str, kind: str | None, found: list[Mistake]) -> dict[str, Any]:
    """The arguments that can be read, by name; what is wrong with the others goes into ``found``."""
    known = {**_COMMON, **_ARGUMENTS.get(verb, {})}
    values: dict[str, Any] = {}
    fields: dict[str, object] = {}
    for name, given in table.items():
        if name in known:
            try:
                values[name] = argument(name, given, known[name])
            except MistakesError as mistakes:
                found += mistakes.within(name)
        elif verb == "edit":
            fields[name] = given
        elif verb in _ARGUMENTS:
            found.append(((printable(name),), no_such(f"argument of '{verb}'", name, known)))
    if fields and kind is not None:
        edited, mistakes_of_fields = read_fields(fields, fields_of(KINDS[kind]), KINDS[kind])
        values |= edited
        found += mistakes_of_fields
    return values


def _missing(table: Mapping[str, object], verb: object) -> list[Mistake]:
    needed = ("at", "do", "key", *_REQUIRED.get(str(verb), ()))
    found: list[Mistake] = [
        ((name,), untranslated("missing; it has to be given")) for name in needed if name not in table
    ]
    one_of = _ONE_OF.get(str(verb), ())
    if one_of and not any(name in table for name in one_of):
        found.append(
            ((), untranslated("'{verb}' changes nothing; give {one_of}", verb=str(verb), one_of=" or ".join(one_of)))
        )
    if verb == "edit" and not set(table) - set(_COMMON):
        found.append(((), untranslated("'edit' changes nothing; give the fields to change")))
    return found


def _misdirected(table: Mapping[str, object], verb: object, kinds: Mapping[str, str]) -> list[Mistake]:
    """A verb that does not exist, a key that the file does not have, or a verb that is not for such a record."""
    key = table.get("key")
    found: list[Mistake] = []
    if isinstance(verb, str) and verb not in _ARGUMENTS:
        what = untranslated(
            "{verb} is nothing that can be done; {choose}", verb=shown(verb), choose=choose(verb, _ARGUMENTS)
        )
        found.append((("do",), what))
    if isinstance(key, str) and key not in kinds:
        like = closest(key, kinds)
        hint = did_you_mean(like, untranslated("a file tells the past of its own records only"))
        what = untranslated("no record of this file has the key {key}; {hint}", key=shown(key), hint=hint)
        found.append((("key",), what))
    elif isinstance(key, str) and isinstance(verb, str) and kinds[key] not in _FOR.get(verb, (kinds[key],)):
        what = untranslated(
            "'{verb}' is not for a {kind}; it is for a {others}",
            verb=verb,
            kind=kinds[key],
            others=" or ".join(_FOR[verb]),
        )
        found.append((("do",), what))
    return found
