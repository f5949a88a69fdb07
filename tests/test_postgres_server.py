"""The PostgreSQL server that tests may ask for."""

import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.postgres import Server

_ROOT = Path(__file__).parents[1]
_ABANDONED = """
import time
from tests.postgres import serving
with serving() as server:
    print(server.new_database(), flush=True)
    time.sleep(600)
"""


def ask(url: str, question: str) -> object:
    """The one value that a query has for an answer."""
    with closing(psycopg.connect(url)) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row and row[0]


def test_it_answers(postgres_server: Server) -> None:
    """A database of the server takes connections and answers a query."""
    assert ask(postgres_server.url("postgres"), "SELECT 1") == 1


def test_each_new_database_is_another(postgres_server: Server) -> None:
    """A table made in one new database is not in the next one."""
    first, second = postgres_server.new_database(), postgres_server.new_database()
    with closing(psycopg.connect(first, autocommit=True)) as connection:
        connection.execute("CREATE TABLE task (key text)")
    assert [ask(url, "SELECT count(*) FROM pg_tables WHERE tablename = 'task'") for url in (first, second)] == [1, 0]


def test_texts_do_not_sort_by_code_points(postgres_server: Server) -> None:
    """Its collation puts "a" before "B", as a dictionary does, so that SQL which counts on code points is found out."""
    assert ask(postgres_server.new_database(), "SELECT 'a' < 'B'") is True


def test_a_killed_server_starts_again_with_what_was_committed(postgres_server: Server) -> None:
    """After SIGKILL and another start a committed row is there."""
    with postgres.serving(durable=True) as server:
        url = server.new_database()
        with closing(psycopg.connect(url, autocommit=True)) as connection:
            connection.execute("CREATE TABLE task (key text)")
            connection.execute("INSERT INTO task VALUES ('T-1')")
            server.kill()
        server.start()
        assert ask(url, "SELECT key FROM task") == "T-1"


def test_it_goes_away_with_tests_that_are_killed(postgres_server: Server) -> None:
    """When the process that started a server is killed, the server stops and its folder is removed."""
    command = [sys.executable, "-c", _ABANDONED]
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as tests:  # noqa: S603 - our own script
        assert tests.stdout is not None
        url = tests.stdout.readline().strip()
        folder = Path(url.rpartition("host=")[2])
        assert (ask(url, "SELECT 1"), folder.is_dir()) == (1, True)
        tests.kill()
    end = time.monotonic() + 30
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.1)
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
