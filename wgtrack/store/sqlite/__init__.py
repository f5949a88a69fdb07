"""The record in one SQLite file: everything that knows SQLite."""
