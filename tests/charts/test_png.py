"""Pictures as PNG, through the optional extra ``png``."""

import struct
import sys

import pytest

from tests.charts.drawn import about, bar, september, timeline
from wgtrack.charts.drawing import Picture
from wgtrack.charts.timeline import draw
from wgtrack.errors import InputError, NotInstalledError


@pytest.fixture
def drawn() -> Picture:
    """A small timeline with a Chinese title."""
    return draw(timeline(bar(title="白皮书", planned=september(6, 9))), about())


def size(data: bytes) -> tuple[int, int]:
    """The width and height that the header of a PNG file says."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])


@pytest.mark.parametrize(("scale", "width"), [(1, 960), (2, 1920), (0.5, 480)])
def test_it_is_so_many_times_as_wide(drawn: Picture, scale: float, width: int) -> None:
    """A picture is 960 wide."""
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    assert size(drawn.png(scale))[0] == width


def test_without_the_extra_the_next_step_is_said(drawn: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which package is missing, and how to get it."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(NotInstalledError, match=r"needs the package resvg_py.*pip install 'wgtrack\[png\]'") as caught:
        drawn.png()
    assert (caught.value.package, caught.value.extra) == ("resvg_py", "png")


@pytest.mark.parametrize("scale", [0, -1, 11, float("nan")])
def test_a_scale_out_of_range_is_refused(drawn: Picture, scale: float) -> None:
    """Before anything is drawn."""
    with pytest.raises(InputError, match="scale"):
        drawn.png(scale)
