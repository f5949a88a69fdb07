"""A report in another language has the names that the record has in it."""

import pytest

from wgtrack import Deliverable, Group, InputError, Party, Task, Tracker, WorkProgramme
from wgtrack.messages.languages import language
from wgtrack.report.localised import localised, lookup


def test_names_and_titles_of_the_record(group_2016: Tracker) -> None:
    """The Chinese report has the Chinese names of group, areas, events, items and parties, wherever they stand."""
    report = group_2016.report("2016-09-05", since="2016-08-22", language="zh-Hans")

    assert (report.language, report.group.name) == ("zh-Hans", "中国区块链工作组")
    assert report.status.areas[0].title == "国内外发展趋势"
    assert report.status.countdown[0].title == "第二届区块链全球峰会"
    assert {move.key: move.title for move in report.changes.moved}["RG-4"] == "提出监管方案"
    assert report.changes.dropped[0].title == "第二轮应用征集"
    assert report.changes.finished[0].item.title == "调研国外区块链发展情况"
    assert {slip.key: slip.title for slip in report.slips}["WP-1"] == "编写大纲"
    assert {trend.key: trend.title for trend in report.trends}["WP-1"] == "编写大纲"
    assert report.plans[0].title == "中国区块链技术和应用发展白皮书（2016）"
    assert report.timeline.name == "中国区块链工作组"
    assert "工业和信息化部" in report.names.values()
    assert "万向区块链实验室" in {load.name for load in report.load}
    assert "信息化和软件服务业司" in {turn.name for turn in report.turns}


def test_a_name_that_is_not_in_the_language_stays(group_2016: Tracker) -> None:
    """Ping An Insurance has a Chinese name, Universal Holdings has none."""
    names = group_2016.report("2016-09-05", language="zh-Hans").names

    assert (names["ping-an"], names["universal-holdings"]) == ("中国平安", "Universal Holdings")


def test_the_numbers_do_not_depend_on_the_language(group_2016: Tracker) -> None:
    """Verdicts, days and dates are the same in both languages."""
    english, chinese = (group_2016.report("2016-09-05", language=tag) for tag in ("en", "zh-Hans"))

    assert english.status.totals == chinese.status.totals
    assert english.headline == chinese.headline  # a message; the language tells it
    assert english.burn_up == chinese.burn_up
    assert [one.on for one in english.coming] == [one.on for one in chinese.coming]


def test_the_answer_is_told_in_chinese(group_2016: Tracker) -> None:
    """No English word is left in the Chinese answer but the keys of items."""
    for day in ("2016-09-05", "2016-09-20", "2016-10-18"):
        told = language("zh-Hans").tell(group_2016.report(day).headline)
        words = [word for word in told.replace("（", " ").split() if word.isascii() and word.isalpha()]
        assert words == [], told


def test_a_language_falls_back_to_wider_ones() -> None:
    """A name in Chinese of any script serves for simplified Chinese where there is none in that, and no other does."""
    assert lookup("zh-Hans-CN") == ("zh-hans-cn", "zh-hans", "zh")
    programme = WorkProgramme(
        groups={"wg": Group(key="wg", name="Group", names={"zh": "组"})},
        parties={"cesi": Party(key="cesi", name="CESI", names={"zh-Hant": "標準院", "de": "Institut"})},
        deliverables={"d": Deliverable(key="d", title="Paper", names={"ZH-hans": "白皮书", "zh": "書"}, group="wg")},
        tasks={"T-1": Task(key="T-1", title="Draft", group="wg")},
    )

    told = localised(programme, "zh-Hans")
    assert (told.groups["wg"].name, told.parties["cesi"].name) == ("组", "CESI")
    assert (told.deliverables["d"].title, told.tasks["T-1"].title) == ("白皮书", "Draft")


def test_the_journals_numbers_stay_with_the_records(group_2016: Tracker) -> None:
    """A localised record keeps the number and the instant of its last change."""
    programme = group_2016.programme("2016-09-05")
    before, after = programme.tasks["TR-1"], localised(programme, "zh-Hans").tasks["TR-1"]

    assert after.title != before.title
    assert (after.revision, after.changed_at) == (before.revision, before.changed_at)


def test_what_was_taken_off_the_record_has_its_name_too(tracker: Tracker) -> None:
    """An item that is gone is told in the language of the report."""
    tracker.add(Task(key="T-1", title="Draft", names={"zh-Hans": "草案"}, group="wg"), at="2016-09-01")
    tracker.undo()

    [gone] = tracker.report(since="2016-09-05", language="zh-Hans").changes.dropped
    assert gone.title == "草案"


def test_a_language_that_is_not_there(tracker: Tracker) -> None:
    """A report is not made in a language that nobody translated it to; those that exist are named."""
    with pytest.raises(InputError, match=r"there is no report language 'de'; choose from en .*zh-Hans"):
        tracker.report(language="de")
