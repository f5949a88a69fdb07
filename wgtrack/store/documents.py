"""The files of issued reports, kept by what is in them: the journal holds their hashes, and so vouches for every byte."""

import zlib
from hashlib import sha256

from wgtrack.store.codecs import DamagedValueError
from wgtrack.store.database import Database

_KEEP = "INSERT INTO documents (hash, content) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING"
_READ = "SELECT content FROM documents WHERE hash = ?"


def keep(database: Database, content: bytes) -> str:
    """Keep a file, once however often it comes; returns its SHA-256 in hexadecimal digits."""
    name = sha256(content).hexdigest()
    database.run(_KEEP, (name, zlib.compress(content, level=9)))
    return name


def read(database: Database, name: str) -> bytes:
    """The file with this hash, byte for byte; DamagedValueError where it is missing or another one."""
    packed = database.value(_READ, (name,))
    if packed is None:
        raise DamagedValueError(f"the file {name} of an issued report is missing")
    try:
        content = zlib.decompress(packed)
    except zlib.error as error:
        raise DamagedValueError(f"the file {name} of an issued report cannot be read ({error})") from error
    if sha256(content).hexdigest() != name:
        raise DamagedValueError(f"the file {name} of an issued report is not the one that was issued")
    return content
