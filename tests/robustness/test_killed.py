"""A process killed at any moment: nothing that it was told is committed is lost, and the file is whole."""

import os
import signal
from pathlib import Path

import pytest

from tests import postgres
from tests.robustness import server_killing
from tests.robustness.killing import Harness
from tests.robustness.writer import WORKS

#: How often a writer is killed; ``make kill`` does it 500 times.
KILLS = int(os.environ.get("WGTRACK_KILLS", "20"))
#: How often writers on a server are killed, and every fifth time the server itself.
SERVER_KILLS = int(os.environ.get("WGTRACK_KILLS", "50"))

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")


def test_a_killed_writer_loses_nothing(tmp_path: Path) -> None:
    """However often writers are killed, all that they were told is committed is there, in files that are whole."""
    with Harness(tmp_path, seed=1) as harness:
        killed = list(harness.kills(KILLS))

    assert len(killed) == KILLS
    assert {one.work for one in killed} == set(WORKS)
    assert sum(one.acknowledged for one in killed) > KILLS
    assert any(one.log_left for one in killed)


def test_a_killed_writer_or_server_loses_nothing(postgres_server: postgres.Server) -> None:
    """However often writers on a server are killed, or the server itself, all that was acknowledged is there."""
    assert postgres_server  # skips or fails where there is none; this one is killed, and so it is another
    with postgres.serving(durable=True) as server, server_killing.Harness(server, seed=1) as harness:
        killed = list(harness.kills(SERVER_KILLS))

    assert len(killed) == SERVER_KILLS
    assert {one.victim for one in killed} == {*server_killing.WORKS, "server"}
    assert sum(one.acknowledged for one in killed) > SERVER_KILLS
