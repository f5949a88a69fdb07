"""The report as Markdown."""

import html
import re
from typing import Any

import pytest
from markdown_it import MarkdownIt

from wgtrack.formats import render
from wgtrack.formats.markdown.escaping import escape
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Group, Task
from wgtrack.status.assess import assess


def written(*tasks: Task) -> str:
    """The report of a group with these tasks."""
    wg = Group(key="wg", name="WG # 1 | *first*", timezone="Asia/Shanghai")
    programme = WorkProgramme(groups={"wg": wg}, tasks={task.key: task for task in tasks})
    return render(assess(programme, "2016-09-05"), "markdown")


def task(key: str = "T-1", **fields: Any) -> Task:
    """A task of the group, with these fields."""
    return Task(**{"key": key, "title": "Work", "group": "wg", **fields})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text (2016), 9-5", "plain text (2016), 9-5"),
        ("a|b", r"a\|b"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("[a](b)", r"\[a\](b)"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("a\\|b", r"a\\\|b"),
        ("# 1 ~2~ $x$", r"\# 1 \~2\~ \$x\$"),
        ("a\nb", "a b"),
        ("白皮书", "白皮书"),
        ("@octocat asks @a-team/b", "@&#8203;octocat asks @&#8203;a-team/b"),
        ("(@octocat) 请@octocat", "(@&#8203;octocat) 请@&#8203;octocat"),
        ("*@octocat*", r"\*@&#8203;octocat\*"),
        ("mail to a@b.example, 3 @ 5, WP-2@approval", "mail to a@&#8203;b.example, 3 @ 5, WP-2@approval"),
        ("see www.example.org", "see www&#8203;.example.org"),
        ("(WWW.example.org)", "(WWW&#8203;.example.org)"),
        ("mailto:a.b+c@d-e.org", "mailto&#8203;:a.b+c@&#8203;d-e.org"),
        ("xmpp:a@b.org/c", "xmpp&#8203;:a@&#8203;b.org/c"),
        ("the www, awww.org", "the www, awww.org"),
    ],
)
def test_markup_is_escaped(text: str, expected: str) -> None:
    """What could be markup, a link, a tag or the edge of a table's cell is shown as it is."""
    assert escape(text) == expected


def test_titles_keep_the_table_whole() -> None:
    """A title with a pipe makes no new column: every row of a table has as many bare pipes as its head."""
    text = written(task(title="a | b | c", target="2016-09-06"))
    tables = [line for line in text.splitlines() if line.startswith("|")]
    pipes = [line.replace(r"\|", "").count("|") for line in tables]
    assert pipes == [6, 6, 6, 6, 6, 6, 7, 7, 7]


def test_the_groups_name_is_the_heading() -> None:
    """The first line is the name, with its markup escaped."""
    assert written().splitlines()[0] == r"# WG \# 1 \| \*first\*"


def test_an_empty_group_has_no_tables() -> None:
    """Without work there are two sentences."""
    assert written().splitlines()[2:] == [
        "As of Monday 5 September 2016, end of day, Asia/Shanghai (UTC+08:00).",
        "",
        "There is no work on record yet.",
    ]


def test_a_calm_group_says_so() -> None:
    """Where nothing is urgent there is a sentence in place of the table."""
    assert "\n\nNothing needs attention.\n\n" in written(task(target="2016-12-01"))


def test_all_attention_and_deadlines_are_written() -> None:
    """Unlike a terminal, a document has room for all of them."""
    text = written(*(task(f"T{number}", target="2016-09-01") for number in range(30)))
    assert text.count("| overdue | T") == 30


#: What GitHub makes links of by itself (GitHub Flavored Markdown, "Autolinks (extension)").
LIVE = re.compile(
    r"(?:^|[\s*_~(])www\.|https?://|ftp://|(?:mailto|xmpp):|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w", re.ASCII
)


@pytest.mark.parametrize(
    "title",
    [
        *(
            "www.example.org",
            "Visit www.example.org/a?b",
            "mailto:a@b.org",
            "a@b.org",
            "a.b-c_d+e@f-g.h.org",
            "x@y.org.",
        ),
        *("xmpp:a@b.org", "https://a.org", "http://a@b.org", "ftp://a.org", "@octocat", "*www.a.org*", "_a@b.org_"),
        *("(www.a.org)", "www.a.org/www.b.org", "a@b.org,c@d.org", "WWW.A.ORG", "MAILTO:A@B.ORG"),
    ],
)
def test_no_title_is_a_live_link(title: str) -> None:
    """Whatever looks like an address is shown as it is, and in the finished page there is nothing to make a link of."""
    page = MarkdownIt("commonmark").render(escape(title))
    shown = html.unescape(re.sub(r"<[^>]*>", "", page)).strip()
    assert "<a" not in page
    assert shown.replace("\u200b", "") == title
    assert not LIVE.search(shown.replace("://", ": //"))
