"""Which of several are meant: one key, several of them, or all where none is named."""

from collections.abc import Collection, Iterator

from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.messages.message import call, joined, untranslated
from wgtrack.model.programme import WorkProgramme, ancestry
from wgtrack.model.records import Group

#: One key, several, or None for no choice.
Keys = str | Collection[str] | None


def chosen(keys: Keys) -> tuple[str, ...]:
    """The keys that were named, each once; none where there is no choice."""
    if keys is None:
        return ()
    return (keys,) if isinstance(keys, str) else tuple(dict.fromkeys(keys))


def only(group: Keys) -> str | None:
    """The one group that is named, or None for no choice; an error where there are several and one alone can be meant."""
    keys = chosen(group)
    if len(keys) > 1:
        raise InputError(
            untranslated("this is asked of one group at a time, and {groups} are several", groups=joined(keys)),
            untranslated("ask of each by itself, or of all together with {all}", all=call("portfolio")),
        )
    return keys[0] if keys else None


def group_tops(programme: WorkProgramme, group: Keys = None) -> tuple[str, ...]:
    """The groups that are named, without those below others of them; all that have no parent where none is named.

    UnknownKeyError for a group that is not on record.
    """
    keys = chosen(group)
    if not keys:
        return tuple(found.key for found in programme.groups.values() if found.parent is None)
    for key in keys:
        if key not in programme.groups:
            raise UnknownKeyError("group", key, programme.groups)
    wanted = frozenset(keys)
    return tuple(key for key in keys if not any(above.key in wanted for above in _above(programme, key)))


def groups_within(programme: WorkProgramme, group: Keys = None) -> tuple[str, ...]:
    """The groups that are named with all of their committees; every group where none is named."""
    committees = programme.committees()
    tops = group_tops(programme, group)
    return tuple(dict.fromkeys(key for top in tops for key in programme.group_and_committees(top, committees)))


def top_of(programme: WorkProgramme, group: str) -> str:
    """The group above all others of this one."""
    return [*ancestry(programme, group)][-1].key


def own_group(record: object) -> str:
    """The key of the group that a record belongs to, itself where it is one; empty for what belongs to nobody."""
    return record.key if isinstance(record, Group) else getattr(record, "group", None) or ""


def _above(programme: WorkProgramme, key: str) -> Iterator[Group]:
    found = ancestry(programme, key)
    next(found, None)
    return found
