"""Runs the coverage-guided fuzzer: ``python tests/fuzz/atheris_run.py TARGET [SECONDS]``, or without a target lists them.

Needs atheris, which is no dependency of the tests: ``make fuzz`` installs it. Bytes go to a reader as they are, or, for the
targets of ``test_fuzz_seeds``, become a document by hypothesis. An input that is not answered as it should is kept in
``build/fuzz/TARGET`` and printed, and the process exits with another code than 0.
"""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # it may be missing, and brings no types

with atheris.instrument_imports(include=["wgtrack", "wgtrack_cli", "tomllib"]):
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from tests.fuzz import test_fuzz_seeds
    from tests.fuzz.targets import TARGETS, Target

if TYPE_CHECKING:
    from collections.abc import Callable

#: Longest answer in seconds, most memory in megabytes, longest input in bytes.
LIMITS = ("-timeout=10", "-rss_limit_mb=1000", "-max_len=20000")
DOCUMENTS = {
    "document": test_fuzz_seeds.test_any_document_is_read,
    "change": test_fuzz_seeds.test_any_change_is_read,
    "record": test_fuzz_seeds.test_any_document_that_loads_can_be_asked_about,
}


def target_of(name: str) -> Target:
    """The target of this name."""
    if name in TARGETS:
        return TARGETS[name]
    read: Callable[[bytes], object] = DOCUMENTS[name].hypothesis.fuzz_one_input  # type: ignore[attr-defined]  # of hypothesis
    return Target(read, (b"",))


def main(name: str, seconds: int) -> None:
    """Fuzz one target for so long."""
    target = target_of(name)
    found = Path("build", "fuzz", name)
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for place, data in enumerate(target.begin):
            Path(folder, f"{place}").write_bytes(data)
        words = Path(folder, "words.dict")
        words.write_text("".join(f'"{_quoted(word)}"\n' for word in target.words), encoding="ascii")
        options = (f"-max_total_time={seconds}", f"-artifact_prefix={found}/", "-print_final_stats=1", *LIMITS)
        atheris.Setup([sys.argv[0], *options, *([f"-dict={words}"] if target.words else []), folder], target.read)
        atheris.Fuzz()


def _quoted(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.stdout.write(f"{' '.join((*TARGETS, *DOCUMENTS))}\n")
    else:
        main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60)
