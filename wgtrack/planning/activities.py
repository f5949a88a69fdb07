"""Activities and the links between them, as their users write them."""

from collections.abc import Sequence
from numbers import Real
from typing import Any, cast

from attrs import frozen

from wgtrack.errors import InputError
from wgtrack.messages.message import Text, english, joined, translatable, untranslated
from wgtrack.model.value import Value
from wgtrack.model.values import LINK_TYPES, LinkType

#: More working days than this is a slip, and would drown a fraction of a day in rounding.
MOST_DAYS = 1_000_000_000


@frozen(repr=False, eq=False)
class Activity(Value):
    """A piece of work of a network, or, of duration 0, a milestone."""

    key: str
    #: Working days, whole or fractional.
    duration: float

    def __attrs_post_init__(self) -> None:
        """Refuse a duration that no work can have."""
        if not is_days(self.duration) or self.duration < 0:
            raise InputError(
                untranslated("the duration of '{key}' is {days}", key=self.key, days=repr(self.duration)),
                untranslated("give working days, 0 or more"),
            )


@frozen(repr=False, eq=False)
class Link(Value):
    """``after`` waits for ``before``: the type names the end of each that the link ties (``SF``: start to finish).

    The end of ``after`` comes at least ``lag`` and, if ``longest`` is given, at most ``longest`` working days after the
    end of ``before``. Both may be negative.
    """

    before: str
    after: str
    type: LinkType = "FS"
    lag: float = 0
    longest: float | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an unknown type and lags that are no number of days."""
        if self.type not in LINK_TYPES:
            message = untranslated("'{type}' is not a type of link", type=str(self.type))
            raise InputError(message, untranslated("use one of {types}", types=joined(LINK_TYPES)))
        if not is_days(self.lag):
            raise InputError(
                untranslated("the lag of {link} is {days}", link=self.ends, days=repr(self.lag)),
                untranslated("give working days, negative ones too"),
            )
        if self.longest is not None and not is_days(self.longest):
            raise InputError(
                untranslated("the longest lag of {link} is {days}", link=self.ends, days=repr(self.longest)),
                untranslated("give working days, or none"),
            )

    def __str__(self) -> str:
        return english(self.words)

    @property
    def words(self) -> Text:
        """The link in a line: ``A -> B SS + 2wd, at most 5wd``."""
        least = f" {'+' if self.lag > 0 else '-'} {days_text(abs(self.lag))}wd" if self.lag else ""
        if self.longest is None:
            return f"{self.ends}{'' if self.type == 'FS' and not least else f' {self.type}'}{least}"
        link = f"{self.ends} {self.type}{least}"
        return translatable("{link}, at most {days}wd", link=link, days=days_text(self.longest))

    @property
    def ends(self) -> str:
        """The two activities, in words."""
        return f"{self.before} -> {self.after}"


def numbered(activities: Sequence[Activity]) -> dict[str, int]:
    """Each activity's number by its key. InputError for a key that two of them have."""
    numbers = {activity.key: number for number, activity in enumerate(activities)}
    if len(numbers) < len(activities):
        twice = next(activity.key for number, activity in enumerate(activities) if numbers[activity.key] != number)
        message = untranslated("two activities have the key '{key}'", code="key_taken", key=twice)
        raise InputError(message, untranslated("give each its own key"))
    return numbers


def days_text(days: float) -> str:
    """A number of days as people write it: without the digits that are only rounding."""
    return f"{float(days):.9g}"


def is_days(value: Any) -> bool:
    """Whether this is a finite number of days within reason."""
    return not isinstance(value, bool) and isinstance(value, Real) and -MOST_DAYS <= cast("float", value) <= MOST_DAYS
