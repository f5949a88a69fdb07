"""The option of a field that its class declares as shown: given, found, sorted and printed."""

import pytest

from tests.cli.conftest import Invoke

pytestmark = pytest.mark.usefixtures("small_group")


def test_priority_on_the_command_line(cli_invoke: Invoke) -> None:
    """An item gets a priority with ``add`` or ``edit``, is found and sorted by it, and a list has a column for it."""
    cli_invoke("task", "add", "P-1", "--title", "Later", "--group", "wg", "--priority", "2")
    cli_invoke("task", "add", "P-2", "--title", "First", "--group", "wg")
    assert "priority: 1" in cli_invoke("task", "edit", "P-2", "--priority", "1").stdout
    assert "priority      1" in cli_invoke("task", "show", "P-2").stdout
    heads, *rows = cli_invoke("list", "--sort", "priority").stdout.splitlines()
    assert "PRIORITY" in heads
    assert [row.split()[0] for row in rows[:2]] == ["P-2", "P-1"]
    assert [row.split()[0] for row in cli_invoke("task", "list", "--priority", "2").stdout.splitlines()[1:]] == ["P-1"]


def test_a_priority_that_is_no_number_is_refused(cli_invoke: Invoke) -> None:
    """The error names the option, and what may be given."""
    refused = cli_invoke("task", "list", "--priority", "high", code=2)
    assert "--priority cannot be 'high'; give a whole number from 1 on" in refused.stderr
