"""The record in one database of a PostgreSQL server: everything that knows psycopg."""

from wgtrack.store.postgres.opening import open_storage

__all__ = ["open_storage"]
