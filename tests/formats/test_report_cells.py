"""Text in cells of a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wgtrack.formats.cells import cell_width, cut, packed, pad, pad_column, wrap
from wgtrack.sanitize import clean


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("summit", 6),
        ("峰会", 4),
        ("Ａ", 2),
        ("ｱ", 1),
        ("é", 1),
        ("e\u0301", 1),
        ("…", 1),
        ("█░", 2),
        ("한국", 4),
        ("🙂", 2),
        ("a\u200db", 2),
    ],
)
def test_the_width_of_a_text(text: str, width: int) -> None:
    """Wide and full-width characters take two cells, marks on others and joiners none."""
    assert cell_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("summit", 6, "summit"),
        ("summit", 5, "summ…"),
        ("summit", 1, "…"),
        ("summit", 0, ""),
        ("summit", -3, ""),
        ("白皮书", 6, "白皮书"),
        ("白皮书", 5, "白皮…"),
        ("白皮书", 4, "白…"),
        ("白皮书", 2, "…"),
        ("a b c", 3, "a…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ],
)
def test_cutting_at_cells(text: str, width: int, expected: str) -> None:
    """A text that is cut ends in an ellipsis, never in half a character or a blank before it."""
    assert cut(text, width) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"), [("白皮", 6, "白皮  "), ("白皮书", 4, "白… "), ("ab", 2, "ab"), ("", 2, "  ")]
)
def test_padding_to_cells(text: str, width: int, expected: str) -> None:
    """Filled up or cut, the text takes exactly its cells."""
    assert pad(text, width) == expected


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("incomprehensible", 6, ["incomp", "rehens", "ible"]),
        ("an incomprehensible", 6, ["an", "incomp", "rehens", "ible"]),
        ("区块链技术 白皮书", 6, ["区块链", "技术", "白皮书"]),
        ("区块链", 5, ["区块", "链"]),
        ("区块", 1, ["区", "块"]),
        ("a\nb\tc", 10, ["a b c"]),
        ("已逾期，等待SE-2（未完成）", 10, ["已逾期，等", "待SE-2（未", "完成）"]),
        ("区块链，白皮书", 6, ["区块", "链，白", "皮书"]),
        ("截至2016年9月18日", 10, ["截至2016年", "9月18日"]),
        ("仅剩8个（WP-5、WP-8）", 14, ["仅剩8个", "（WP-5、WP-8）"]),
        ("仅剩8个（WP-5、WP-8）", 12, ["仅剩8个", "（WP-5、", "WP-8）"]),
    ],
)
def test_wrapping_to_cells(text: str, width: int, lines: list[str]) -> None:
    """Lines break at blanks and between Chinese characters, and elsewhere only in what is longer than a line."""
    assert list(wrap(text, width)) == lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a\x1b[31mred", "a[31mred"),
        ("a\nb\tc\r\nd", "a b c  d"),
        ("\u202ereversed\u202c", "reversed"),
        ("\x07bell\x7f\x9b", "bell"),
        ("a\u2028b", "a b"),
        ("half \ud800", "half "),
        ("a\u200bb\ufeffc", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("区块链", "区块链"),
    ],
)
def test_control_characters_are_taken_out(text: str, expected: str) -> None:
    """Nothing that steers a terminal or turns the text round gets out; joiners of letters stay."""
    assert clean(text) == expected


@given(st.text(), st.integers(0, 30))
def test_no_text_is_wider_than_its_cells(text: str, width: int) -> None:
    """Whatever the text, cut it takes at most its cells and padded exactly them, with nothing that is no print."""
    assert cell_width(cut(text, width)) <= width
    assert cell_width(pad(text, width)) == width
    assert "\x1b" not in pad(text, width)


@given(st.text(), st.integers(2, 30))
def test_no_line_is_wider_than_its_cells(text: str, width: int) -> None:
    """Whatever the text, wrapped lines fit, and together they hold all of its characters but blanks."""
    lines = list(wrap(text, width))
    assert all(cell_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())


@pytest.mark.parametrize(
    ("texts", "width", "lines"),
    [
        ([], 10, []),
        (["a b", "c d"], 8, ["a b  c d"]),
        (["a b", "c d"], 7, ["a b", "c d"]),
        (["峰会", "峰会"], 9, ["峰会", "峰会"]),
        (["a", "much too long", "b"], 6, ["a", "much…", "b"]),
    ],
)
def test_packing_texts_side_by_side(texts: list[str], width: int, lines: list[str]) -> None:
    """As many as fit stand in a line; none is broken, and one that is too long is cut."""
    assert list(packed(texts, width)) == lines


@given(st.lists(st.text(), max_size=6), st.integers(2, 30))
def test_no_packed_line_is_wider_than_its_cells(found: list[str], width: int) -> None:
    """Whatever the texts are."""
    assert all(cell_width(line) <= width for line in packed(found, width))


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("👨‍👩‍👧‍👦", 2),  # four people and three joiners are one picture
        ("👩🏽‍💻", 2),
        ("👍🏽", 2),  # with a colour of skin
        ("🇨🇳", 2),  # two letters are one flag
        ("🇨🇳🇩🇪", 4),
        ("🏳️‍🌈", 2),
        ("❤️", 2),  # a letter-like sign that is asked to be a picture
        ("❤", 1),
        ("1️⃣", 2),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", 4),  # 한글 decomposed
        ("한글", 4),
        ("e\u0301", 1),
        ("区块链", 6),
    ],
)
def test_signs_of_several_characters(text: str, cells: int) -> None:
    """A sign takes as many cells as a terminal gives it (wcwidth's tables, of Unicode 16), however many characters it has."""
    assert cell_width(text) == cells
    assert cell_width(f"a{text}b") == cells + 2


@pytest.mark.parametrize("sign", ["👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "❤️", "1️⃣", "\u1112\u1161\u11ab"])
def test_signs_are_not_cut_in_two(sign: str) -> None:
    """Where a text is cut or goes on below, a sign stays whole, and every line has the width that was asked for."""
    text = sign * 10
    assert cut(text, 7) == f"{sign * 3}…"
    assert cell_width(pad(sign, 9)) == 9
    assert list(wrap(text, 8)) == [sign * 4, sign * 4, sign * 2]


@given(
    st.lists(st.text(st.sampled_from("abc 标准é\n\x1b"), max_size=6) | st.text("abc", max_size=6), max_size=5),
    st.integers(0, 8),
)
def test_a_column_is_padded_as_its_cells_are(texts: list[str], width: int) -> None:
    """A column that is looked at as a whole has the cells that each text would have by itself."""
    assert pad_column(texts, width) == [pad(text, width) for text in texts]
