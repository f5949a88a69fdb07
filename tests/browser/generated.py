"""A large record with hostile and very long titles, made by rule: the file of a group with as many tasks as are asked for."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

#: Titles that must stay text wherever they are shown.
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("x")',
    "</title></style></script><img src=x onerror=alert(2)>",
    "'\"><svg onload=alert(3)>",
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; &amp;amp;",
    "from \u202eright to left\u202c again",
    "A-title-without-a-single-blank-" * 8,
    "关于区块链技术与应用发展的标准化路线图以及后续工作安排的若干意见" * 5,
    "A title that goes on and on, clause after clause, since nobody dared to cut it down " * 4,
)
AREAS = ("Trends", "技术与应用", "Security & <safety>", "Standards", "Outreach")
OWNERS = (
    "Institute of Standards",
    "Ledger Labs",
    "工业和信息化部",
    'Bank "of" <China>',
    "李明",
    "Open Group " + "of Many " * 9,
)
_FIRST = date(2016, 8, 1)


def seed_text(tasks: int) -> str:
    """The file; its group is ``big-wg``, most of its work lies between August and December 2016."""
    return "\n".join((_HEAD, *_parties(), *_areas(), _DELIVERABLE, *_tasks(tasks), *_changes(tasks)))


_HEAD = """
title = "A large group"
recorded = 2016-08-01
by = "secretariat"

[[group]]
key = "big-wg"
name = "A large working group & its <committees>"
timezone = "Asia/Shanghai"
calendar = "CN"

[[event]]
key = "summit"
title = "Second Global Blockchain Summit"
group = "big-wg"
starts = "2016-09-19"
ends = "2016-09-24"
"""
_DELIVERABLE = """
[[deliverable]]
key = "white-paper"
title = "White paper <b>2016</b>"
group = "big-wg"
area = "a-0"
owners = ["o-0"]
lifecycle = "white-paper"
target = "summit - 1wd"
planned = [{ stage = "review", due = "summit - 9wd" }]
"""


def _parties() -> Iterator[str]:
    for number, name in enumerate(OWNERS):
        yield f"[[party]]\nkey = 'o-{number}'\nname = {json.dumps(name)}\n"


def _areas() -> Iterator[str]:
    for number, title in enumerate(AREAS):
        yield f"[[area]]\nkey = 'a-{number}'\ntitle = {json.dumps(title)}\ngroup = 'big-wg'\n"


def _tasks(tasks: int) -> Iterator[str]:
    for number in range(tasks):
        # One in ten waits for the one before it; one in twenty has no target, one in thirty no owner.
        yield "\n".join(
            (
                f"[[task]]\nkey = 'T-{number}'\ntitle = {json.dumps(_title(number))}\ngroup = 'big-wg'",
                f"area = 'a-{number % len(AREAS)}'" if number % 40 != 39 else "",
                f"owners = ['o-{number % len(OWNERS)}', 'o-{(number + 2) % len(OWNERS)}']" if number % 30 != 29 else "",
                f"estimate = {number % 7 + 1}",
                f"target = '{_FIRST + timedelta(days=number * 37 % 150)}'" if number % 20 != 19 else "",
                f"after = ['T-{number - 1}']" if number % 10 == 9 else "",
                "deliverables = ['white-paper']\n" if number < 3 else "",
            )
        )


def _title(number: int) -> str:
    return HOSTILE[number] if number < len(HOSTILE) else f"Piece {number} of the work on {AREAS[number % len(AREAS)]}"


def _changes(tasks: int) -> Iterator[str]:
    """One in three is done, one in five under way, one in fifty dropped."""
    for number in range(tasks):
        day = _FIRST + timedelta(days=1 + number % 30)
        if number % 3 == 2:
            yield f"[[change]]\nat = {day}\ndo = 'done'\nkey = 'T-{number}'\n"
        elif number % 5 == 1:
            yield f"[[change]]\nat = {day}\ndo = 'start'\nkey = 'T-{number}'\n"
        elif number % 50 == 0:
            yield f"[[change]]\nat = {day}\ndo = 'drop'\nkey = 'T-{number}'\nwhy = 'not <needed> any more'\n"
