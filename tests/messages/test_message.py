"""Sentences that keep what they were made from."""

import copy
import pickle
from datetime import UTC, date, datetime

import pytest

from wgtrack.messages.message import (
    Message,
    Phrase,
    clauses,
    day_and_month,
    day_words,
    iso_day,
    joined,
    listed,
    month_words,
    number_words,
    plural,
    quarter_words,
    short_month,
    term,
    translatable,
)

DAY = date(2016, 9, 18)


def test_a_sentence_reads_as_english_text() -> None:
    """Where English is asked for, the values stand in it."""
    assert str(translatable("due {day}, {left} left", day=DAY, left="little")) == "due 18 September 2016, little left"


def test_a_sentence_keeps_its_template_and_values() -> None:
    """From these it can be told in any language, and a program knows it by its code."""
    text = translatable("due {day}", code="due", day=DAY)
    assert text == Message("due {day}", {"day": DAY}, None, "due")


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "no days left"), (1, "1 day left"), (2, "2 days left"), (2.5, "2.5 days left"), (0.0, "0 days left")],
)
def test_what_is_counted_agrees_with_its_number(number: float, words: str) -> None:
    """One is singular, nothing is ``no``, and broken numbers are many."""
    assert str(plural(number, "{number} day left", "{number} days left")) == words


def test_what_is_counted_keeps_both_messages() -> None:
    """Languages with other plurals choose by the number."""
    text = plural(0, "{number} day", "{number} days")
    assert (text.template, text.plural, text.values["number"]) == ("{number} day", "{number} days", 0)


def test_braces_in_a_users_text_stay() -> None:
    """Only the message has places for values; what a user wrote has none."""
    assert str(translatable("'{title}' has no owner", title="{left} {0} }{")) == "'{left} {0} }{' has no owner"


def test_what_has_no_words_is_refused() -> None:
    """An instant could be told in many ways, so it is put into words first."""
    with pytest.raises(TypeError, match="put it into words first"):
        str(translatable("at {instant}", instant=datetime(2016, 9, 18, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("texts", "with_and", "with_commas", "as_clauses"),
    [
        ([], "", "", ""),
        (["a"], "a", "a", "a"),
        (["a", "b"], "a and b", "a, b", "a; b"),
        (["a", "b", "c"], "a, b and c", "a, b, c", "a; b; c"),
    ],
)
def test_several_texts_in_one(texts: list[str], with_and: str, with_commas: str, as_clauses: str) -> None:
    """With ``and``, with commas, or as the clauses of a sentence."""
    assert str(listed(texts)) == with_and
    assert str(joined(texts)) == with_commas
    assert str(clauses(texts)) == as_clauses


def test_days_in_forms_for_axes_and_records() -> None:
    """A month, a quarter, and the short forms that axes and records have."""
    phrases = (month_words(DAY), quarter_words(DAY), short_month(DAY), day_and_month(DAY), iso_day(DAY))
    assert list(map(str, phrases)) == [
        "September 2016",
        "Q3 2016",
        "Sep",
        "18 Sep",
        "2016-09-18",
    ]


def test_a_number_is_told_to_so_many_digits() -> None:
    """Rounding is no part of what is told, in the English text or in the value."""
    words = number_words(0.1 + 0.2)
    assert (str(words), words.value) == ("0.3", 0.3)
    assert str(number_words(2 / 3, 2)) == "0.67"


MESSAGE = Message("due {day}, {days}", {"day": DAY, "days": Message("{number} day", {"number": 0}, "{number} days")})


def test_a_message_becomes_english_where_it_is_asked_for() -> None:
    """A day is written out, and a nested message stands in the sentence."""
    assert str(MESSAGE) == "due 18 September 2016, no days"


@pytest.mark.parametrize("value", [MESSAGE, Phrase("day", DAY)])
def test_a_message_is_not_flattened_unseen(value: object) -> None:
    """An f-string, which would be English for ever, fails at once."""
    with pytest.raises(TypeError, match="is no text"):
        f"{value}"


def test_messages_are_alike_by_what_they_hold() -> None:
    """Equality and hash go by template and values, whatever their order."""
    one = Message("{a} {b}", {"a": 1, "b": MESSAGE})
    other = Message("{a} {b}", {"b": MESSAGE, "a": 1})
    assert (one, hash(one)) == (other, hash(other))
    assert one != Message("{a} {b}", {"a": 2, "b": MESSAGE})


@pytest.mark.parametrize("value", [MESSAGE, day_words(DAY), term("Review"), listed([MESSAGE, "and more"])])
def test_a_message_can_be_copied(value: object) -> None:
    """Another process can tell it in its own language."""
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own bytes
    assert copy.deepcopy(value) == value
