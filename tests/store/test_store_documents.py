"""The files of issued reports: kept once, found by their hash, never rewritten, and never given out damaged."""

import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.helpers import T0, database
from tests.strategies import unhurried
from wgtrack.errors import InputError, StoreDamagedError, StoreError
from wgtrack.store import Store, documents

CONTENT = "白皮书\r\n".encode() * 100


def kept(store: Store, *contents: bytes) -> list[str]:
    """Keep files in one step."""
    with store.writing(action="issue", by="ann", recorded_at=T0) as change:
        return [change.keep(content) for content in contents]


def test_a_file_comes_back_byte_for_byte(store: Store) -> None:
    """What was kept is found by its SHA-256."""
    [name] = kept(store, CONTENT)

    assert name == sha256(CONTENT).hexdigest()
    assert store.document(name) == CONTENT


@unhurried
@given(st.lists(st.binary(max_size=300), max_size=4))
def test_any_bytes_come_back(contents: list[bytes]) -> None:
    """Files of any bytes, equal ones and empty ones among them."""
    with Store.open(":memory:") as store:
        assert [store.document(name) for name in kept(store, *contents)] == contents


def test_the_same_file_is_kept_once(store: Store) -> None:
    """Two reports that say the same in some format share its file, which takes less room than it is long."""
    kept(store, CONTENT)
    kept(store, CONTENT)

    [(size,)] = database(store).rows("SELECT length(content) FROM documents")
    assert size < len(CONTENT)


def test_a_step_that_fails_keeps_nothing(store: Store) -> None:
    """The file of a report that was not issued after all is not there."""
    with pytest.raises(TypeError, match="must be encoded"):
        kept(store, CONTENT, "no bytes")  # type: ignore[arg-type]  # what makes it fail

    assert database(store).rows("SELECT count(*) FROM documents") == [(0,)]


def test_a_file_that_no_export_could_carry_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of one byte more than any may have is not kept, and what to do is said."""
    monkeypatch.setattr(documents, "MOST_BYTES", 4)
    kept(store, b"1234")

    with pytest.raises(InputError, match="has 5 bytes; keep to 4: report on its committees one by one"):
        kept(store, b"12345")


def test_a_file_is_not_unpacked_to_any_length(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what a stranger packed, no more is unpacked than a file may have, so it is not the file that it says it is."""
    name = sha256(CONTENT).hexdigest()
    database(store).run("INSERT INTO documents VALUES (?, ?)", (name, zlib.compress(CONTENT)))
    monkeypatch.setattr(documents, "MOST_BYTES", len(CONTENT) - 1)

    with pytest.raises(StoreDamagedError, match="is not the one that was issued"):
        store.document(name)


def test_a_file_that_is_missing(store: Store) -> None:
    """What the journal names and nobody finds is damage."""
    with pytest.raises(StoreDamagedError, match="the file 00ff of an issued report is missing"):
        store.document("00ff")


@pytest.mark.parametrize(
    ("packed", "told"),
    [(b"no zlib", "cannot be read"), (zlib.compress(b"another"), "is not the one that was issued")],
    ids=["torn", "swapped"],
)
def test_a_file_that_is_damaged(store: Store, packed: bytes, told: str) -> None:
    """A file that cannot be unpacked, or is another one, is not given out."""
    name = sha256(CONTENT).hexdigest()
    database(store).run("INSERT INTO documents VALUES (?, ?)", (name, packed))

    with pytest.raises(StoreDamagedError, match=f"the file {name} of an issued report {told}"):
        store.document(name)


@pytest.mark.parametrize("statement", ["UPDATE documents SET content = x''", "DELETE FROM documents"])
def test_files_are_never_rewritten(path: Path, statement: str) -> None:
    """SQLite itself refuses to change or throw away what was issued; on a server the roles that write have no right to."""
    store = Store.open(path)
    [name] = kept(store, CONTENT)

    with pytest.raises(StoreError, match="the files of issued reports are never"):
        database(store).run(statement)
    assert store.document(name) == CONTENT
    store.close()
