"""What the figures were measured on."""

import os
import platform
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import wgtrack
from benchmarks.harness import present

#: Peers that are commands: name -> what to call for the version.
COMMANDS = {"Taskwarrior": ("task",), "TaskJuggler": ("tj3",), "todoman": ("todoman", "todo")}
#: Peers, and what measures them, that are Python packages.
PACKAGES = ("sqlite-utils", "networkx", "numpy", "typer")


def machine() -> Iterator[tuple[str, str]]:
    """What there is to say of this machine and the programs on it, each with its name."""
    yield "processor", f"{_processor()}, {os.cpu_count()} cores"
    yield "memory", f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    yield "system", _system()
    yield "Python", f"{platform.python_version()} ({platform.python_implementation()})"
    yield "SQLite", sqlite3.sqlite_version
    yield "wgtrack", wgtrack.__version__
    for package in PACKAGES:
        yield package, _package(package)
    for name, commands in COMMANDS.items():
        yield name, _command(*commands)


def _processor() -> str:
    names = re.findall(r"^model name\s*:\s*(.+)$", _text("/proc/cpuinfo"), re.MULTILINE)
    return names[0] if names else platform.processor() or platform.machine()


def _system() -> str:
    names = re.findall(r'^PRETTY_NAME="?(.+?)"?$', _text("/etc/os-release"), re.MULTILINE)
    return f"{names[0] if names else platform.system()}, {platform.system()} {platform.release()}"


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def _package(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"


def _command(*names: str) -> str:
    path = present(*names)
    if path is None:
        return "absent"
    said = subprocess.run([path, "--version"], check=False, capture_output=True, text=True).stdout
    found = re.search(r"\d+(?:\.\d+)+", said)
    return found[0] if found else "present"
