"""How much room a text takes, and cutting it: widths of Helvetica are those that Adobe published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wgtrack.charts.text import cut, text_width


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [("i", 222), ("W", 944), ("0", 556), (" ", 278), ("WiW", 944 + 222 + 944)],
)
def test_latin_letters_are_as_wide_as_in_helvetica(text: str, thousandths: int) -> None:
    """And 15 of 100 more, for fonts that are wider."""
    assert text_width(text, 1000) == pytest.approx(thousandths * 1.15)


@pytest.mark.parametrize("text", ["区", "。", "ｗ", "한", "あ"])
def test_full_width_letters_take_their_size(text: str) -> None:
    """A Chinese, Japanese or Korean letter is as wide as it is high."""
    assert text_width(text, 12) == 12


def test_accents_and_joiners_take_no_room() -> None:
    """Neither does a letter's accent, nor what joins two letters."""
    assert text_width("e\u0301\u200d", 12) == text_width("e", 12)


def test_bold_letters_are_wider() -> None:
    """By 7 of 100."""
    assert text_width("区", 100, bold=True) == pytest.approx(107)


def test_what_fits_is_kept() -> None:
    """Three Chinese letters of size 10 fit in 30."""
    assert cut("白皮书", 30, 10) == "白皮书"


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    """Of five letters of size 10 in a room of 40 three are left, beside the ellipsis."""
    assert cut("白皮书编写", 40, 10) == "白皮书…"


def test_no_accent_is_left_alone() -> None:
    """Where the accent would not fit, its letter goes too: five fit beside the ellipsis, the sixth would not."""
    wide = "e\u0301" * 20
    shown = cut(wide, 60, 10)
    assert shown.removesuffix("…") == "e\u0301" * (len(shown) // 2)


def test_where_nothing_fits_there_is_nothing() -> None:
    """Not even an ellipsis, which would say nothing."""
    assert not cut("白皮书", 5, 10)


@given(st.text(max_size=40), st.floats(0, 200))
def test_no_cut_text_is_too_wide(text: str, room: float) -> None:
    """Whatever the text and the room are."""
    assert text_width(cut(text, room, 12), 12) <= room or not cut(text, room, 12)
