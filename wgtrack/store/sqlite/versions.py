"""What a file of each schema has in it."""

from wgtrack.store.sqlite.schema import INDEXED, STATEMENTS, named


def objects(version: int) -> dict[tuple[str, str], str]:
    """Type and name of every table, index and trigger of a version, with its SQL as SQLite keeps it."""
    if version < INDEXED:
        from wgtrack.store.sqlite import old_schemas  # noqa: PLC0415 - few files are older than the code

        return old_schemas.objects(version)
    return {named(statement): statement for statement in STATEMENTS}
