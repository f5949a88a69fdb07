"""Files that a command writes, and ``-`` for standard output."""

import io
import sys
from pathlib import Path

import pytest
from wgtrack_cli import output

from wgtrack.errors import OutputError


class Terminal(io.TextIOWrapper):
    """Standard output that is read by a person."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")

    def isatty(self) -> bool:
        """A terminal it is."""
        return True

    def shown(self) -> bytes:
        """What reached the terminal."""
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


def test_a_file_is_written(desk: Path) -> None:
    """A path is a file, and writing the same again does nothing."""
    assert output.write_file("a.txt", b"text")
    assert not output.write_file("a.txt", b"text")
    assert (desk / "a.txt").read_bytes() == b"text"


def test_a_dash_is_standard_output(desk: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The bytes go out as they are, and no file is made."""
    assert output.write_file("-", b"text\r\n\xff")
    assert capfdbinary.readouterr().out == b"text\r\n\xff"
    assert list(desk.iterdir()) == []


def test_text_goes_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text of any script, with tabs and line ends, is for a terminal too."""
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    output.write_file("-", "调查\tsurvey\r\n".encode())
    assert terminal.shown() == "调查\tsurvey\r\n".encode()


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xff\xfe", b"\x1b[2J", b"\x89PNG\r\n", b"\xc2\x9b2J"])
def test_bytes_that_are_no_text_do_not_go_to_a_terminal(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """A spreadsheet or picture, and text that a terminal would obey, is refused before a byte of it is shown."""
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    with pytest.raises(OutputError, match="standard output: this is no text for a terminal; name a file instead"):
        output.write_file("-", data)
    assert terminal.shown() == b""
