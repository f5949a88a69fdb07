"""A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket, gone when the tests are.

PostgreSQL refuses to run as root, so root starts it as another user. A small process watches over it: however the tests end,
SIGKILL included, it stops the server and removes the folder.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import TypedDict

import psycopg
from psycopg import sql

#: Set to "required" where a missing server is a failure: in CI.
REQUIRED = os.environ.get("WGTRACK_POSTGRES") == "required"
#: Debian keeps the programs of each version off the PATH, in a folder of its own.
_DEBIAN = Path("/usr/lib/postgresql")
#: Databases with a collation of ICU came with it.
_OLDEST = 15
_ROLE = "wgtrack"
_SECONDS = 60.0
#: Its standard input ends with the process that started it; then it stops the server at once.
_WATCHER = """
cat >/dev/null
if pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null); then
    kill -QUIT "$pid" 2>/dev/null
    for turn in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
fi
rm -rf "$1"
"""
#: For data that nobody misses when the machine fails.
_NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class _RunAs(TypedDict, total=False):
    user: str
    group: str
    extra_groups: list[str]


def missing() -> str | None:
    """Why no server can be started here; None where one can."""
    if os.name != "posix":
        return "PostgreSQL is tried on POSIX systems, where it has a socket that is a file"
    return None if _programs() else f"PostgreSQL {_OLDEST} or newer is not installed"


@contextmanager
def serving(*, durable: bool = False) -> Iterator["Server"]:
    """A server with nothing in it yet.

    Args:
        durable: Whether a commit is on the disk before it is acknowledged; tests that kill the server need that.
    """
    folder = Path(tempfile.mkdtemp(prefix="wgtrack-postgres-"))
    if account := _run_as():
        shutil.chown(folder, account["user"], account["group"])
    command = ["/bin/sh", "-c", _WATCHER, "sh", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True):  # noqa: S603 - our own script
        server = Server(folder, durable=durable)
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop()


class Server:
    """A server in a folder of its own.

    Args:
        folder: Where its data and its socket are; it belongs to the user that the server runs as.
        durable: Whether a commit is on the disk before it is acknowledged.
    """

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self._folder = folder
        self._settings = ("listen_addresses=", "max_connections=64", *(() if durable else _NOT_DURABLE))
        self._databases = count(1)
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str) -> str:
        """The address of the database of that name."""
        return f"postgresql://{_ROLE}@/{database}?host={self._folder}"

    def new_database(self) -> str:
        """Make an empty database; its address."""
        name = f"test_{next(self._databases)}"
        with closing(psycopg.connect(self.url("postgres"), autocommit=True)) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)

    def create(self) -> None:
        """Make the data. Texts sort as in a dictionary, as on most servers: code that counts on code points fails here."""
        collation = ("--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en-US")
        made = subprocess.run(  # noqa: S603 - a program of the machine, on a folder of our own
            [*_programs("initdb"), "--no-sync", "--auth=trust", f"--username={_ROLE}", *collation, "data"],
            check=False,
            capture_output=True,
            text=True,
            cwd=self._folder,
            **_run_as(),
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr}")

    def start(self) -> None:
        """Start it, and wait until it takes connections. After a kill it is tried again until the last process has gone."""
        end = time.monotonic() + _SECONDS
        while self._process is None or not self._ready(self._process):
            if time.monotonic() > end:
                raise RuntimeError(f"PostgreSQL does not start: {self._log()}")
            if self._process is None or self._process.poll() is not None:
                self._process = self._started()
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it in good order, but without waiting for those who are connected."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Kill it with SIGKILL; the processes that serve connections end when they notice."""
        self._end(signal.SIGKILL)

    def _started(self) -> "subprocess.Popen[bytes]":
        settings = [word for setting in self._settings for word in ("-c", setting)]
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - as above
                [*_programs("postgres"), "-D", "data", "-k", str(self._folder), *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,  # Ctrl-C at the tests is none at the server
                **_run_as(),
            )

    def _ready(self, process: "subprocess.Popen[bytes]") -> bool:
        if process.poll() is None:
            try:
                psycopg.connect(self.url("postgres")).close()
            except psycopg.OperationalError:
                return False
            return True
        return False

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_SECONDS)
            self._process = None

    def _log(self) -> str:
        return (self._folder / "log").read_text(encoding="utf-8")[-2000:]


def _programs(name: str = "postgres") -> tuple[str, ...]:
    """The program of that name of the newest server that is installed; nothing where there is none."""
    debian = [folder for folder in _DEBIAN.glob("*/bin") if folder.parent.name.isdecimal()]
    newest = max(debian, key=lambda folder: int(folder.parent.name), default=None)
    program = shutil.which(name, path=newest)
    return (program,) if program and _version(program) >= _OLDEST else ()


def _version(program: str) -> int:
    told = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)  # noqa: S603 - as above
    number = re.search(r"\d+", told.stdout)
    return int(number.group()) if number else 0


def _run_as() -> _RunAs:
    """The user that the server runs as where the tests run as root: Debian's package makes it."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
