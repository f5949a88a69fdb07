"""Every reader of texts, fuzzed: any text or bytes give a value or an error of one line, in no time."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, Target, load_seed_file, small_record
from tests.strategies import unhurried

#: Seconds of the processor for one input, on a machine that may be slow.
MOST_SECONDS = 2
#: Numbers, dates and signs that are put together to texts which are nearly right.
PIECES = (
    *(
        "0",
        "1",
        "9",
        "-",
        "+",
        " ",
        "/",
        ".",
        ",",
        "_",
        "e",
        "%",
        "#",
        "=",
        "@",
        ":",
        "T",
        "Z",
        "\n",
        "\0",
        "\x1f",
        "\x1b[",
    ),
    *(
        "999999999",
        "1e308",
        "inf",
        "nan",
        "0x",
        "\u202e",
        "\u2028",
        "\ud800",
        "\uff11",
        "\u0661",
        "\u3000",
        "\ufeff",
        "Mon",
    ),
)


def texts(target: Target) -> st.SearchStrategy[bytes]:
    """Inputs that the target begins with and what it builds others from, put together; any text; any bytes."""
    begun = [data.decode("utf-8", "surrogateescape") for data in target.begin]
    pieces = st.sampled_from([*begun, *target.words, *PIECES]) | st.text(max_size=5)
    put_together = st.lists(pieces, max_size=8).map("".join) | st.text(max_size=300)
    return put_together.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=300)


@pytest.mark.parametrize("name", sorted(TARGETS.keys() - {"load"}))
def test_any_input_is_answered(name: str) -> None:
    """Whatever is given to a reader, it gives a value or an error of wgtrack's that is one visible line."""
    target = TARGETS[name]
    small_record()

    @unhurried
    @given(texts(target))
    @example(b"")
    @example(b"\xff" * 1000)
    @example(b"9" * 5000)
    @example(b"5" + b"\x1f" * 40)  # what Python's strip takes away and its int does not
    def read(data: bytes) -> None:
        begun = time.process_time()
        target.read(data)
        assert time.process_time() - begun < MOST_SECONDS

    read()


@settings(unhurried, max_examples=20)
@given(texts(TARGETS["load"]))
def test_any_seed_that_loads_can_be_asked_about(data: bytes) -> None:
    """What a file puts on record can be asked for in every way, and shown in every format."""
    load_seed_file(data)
