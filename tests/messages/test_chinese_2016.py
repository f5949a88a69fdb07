"""The 2016 group in Chinese: sentences as a secretary of the group would write them, written by hand."""

from collections.abc import Iterator

import pytest

import wgtrack
from wgtrack.formats import render
from wgtrack.messages.languages import Language


@pytest.fixture(scope="module")
def tracker() -> Iterator[wgtrack.Tracker]:
    """The working group of 2016 with its past."""
    with wgtrack.open(":memory:", by="secretary") as tracker:
        tracker.load("china-blockchain-2016")
        yield tracker


@pytest.mark.parametrize(
    ("at", "key", "reasons"),
    [
        (
            "2016-09-05",
            "white-paper",
            [
                "尚有14个工作日的连续工作（WP-5 4、WP-8 2、WP-9 4、WP-10 2、WP-11 2），仅剩8个工作日，缺6个工作日",
                "2016年9月18日（summit - 1wd）截止，剩余8个工作日",
            ],
        ),
        ("2016-09-05", "SE-2", ["原定2016年9月1日（summit - 11wd）截止，已逾期2个工作日（4个日历日）"]),
        (
            "2016-09-05",
            "RG-2",
            ["原定2016年8月截止，已逾期3个工作日（5个日历日）", "自2016年8月22日以来没有更新（10个工作日）"],
        ),
        (
            "2016-09-05",
            "KT-7",
            ["尚需6个工作日，仅剩4个工作日", "2016年9月9日（summit - 5wd）截止，剩余4个工作日"],
        ),
        (
            "2016-09-05",
            "RG-4",
            [
                "2016年9月6日（summit - 8wd）截止，剩余1个工作日",
                "等待RG-2（未完成）",
                "自2016年9月1日起（已4天）由信息化和软件服务业司处理：comments on the options for regulation",
            ],
        ),
        ("2016-09-05", "TR-3", ["2016年8月22日完成，目标日期为2016年8月26日（summit - 15wd）"]),
        ("2016-09-05", "TR-7", ["未设目标日期"]),
        ("2016-09-05", "KT-9", ["已撤销"]),
        (
            "2016-09-20",
            "white-paper",
            ["原定2016年9月18日（summit - 1wd）截止，已逾期2个工作日（2个日历日）"],
        ),
        (
            "2016-09-20",
            "WP-10",
            ["原定2016年9月13日（summit - 3wd）截止，已逾期4个工作日（7个日历日）", "等待WP-9（未完成）"],
        ),
        ("2016-09-20", "RG-2", ["2016年9月6日完成，比目标日期2016年8月逾期4个工作日（6个日历日）"]),
        (
            "2016-10-18",
            "white-paper",
            ["2016年10月18日完成，比目标日期2016年9月18日（summit - 1wd）逾期19个工作日（30个日历日）"],
        ),
        ("2016-10-18", "TR-7", ["2016年9月29日完成，未设目标日期"]),
    ],
)
def test_reasons_in_chinese(at: str, key: str, reasons: list[str], tracker: wgtrack.Tracker, chinese: Language) -> None:
    """Why each item stands as it does, on three days."""
    items = {item.key: item for item in tracker.report(at, language="zh-Hans").status.items}
    assert [chinese.tell(reason) for reason in items[key].reasons] == reasons


@pytest.mark.parametrize(
    ("at", "headline"),
    [
        (
            "2016-09-05",
            (
                "不能按期：white-paper无法在2016年9月18日前完成，缺6个工作日，因为尚有14个工作日的连续工作"
                "（WP-5 4、WP-8 2、WP-9 4、WP-10 2、WP-11 2），而仅剩8个工作日；此外有5个事项逾期"
            ),
        ),
        (
            "2016-09-20",
            (
                "逾期：white-paper原定2016年9月18日截止；尚有7个工作日的连续工作（WP-9 3、WP-10 2、WP-11 2），"
                "预计2016年9月29日才能完成，逾期9个工作日；此外有6个事项逾期"
            ),
        ),
        (
            "2016-10-18",
            (
                "逾期完成：white-paper于2016年10月18日完成，比截止日期2016年9月18日逾期19个工作日（30个日历日）；"
                "其中至“评审”延误4个工作日、至“批准”延误10个工作日、至“发布”延误5个工作日"
            ),
        ),
    ],
)
def test_headlines_in_chinese(at: str, headline: str, tracker: wgtrack.Tracker, chinese: Language) -> None:
    """The answer in one sentence, on three days."""
    assert chinese.tell(tracker.report(at, language="zh-Hans").headline) == headline


def test_the_plan_in_chinese(tracker: wgtrack.Tracker, chinese: Language) -> None:
    """What is short, and what would win it back."""
    (plan,) = tracker.report("2016-09-05", language="zh-Hans").plans
    assert chinese.tell(plan.headline) == (
        "white-paper无法在2016年9月18日前完成：尚有14个工作日的连续工作，仅剩8个工作日，缺6个工作日"
    )
    assert {chinese.tell(win.words) for win in plan.wins} >= {
        "WP-5压缩一个工作日",
        "WP-10与WP-9同时开始，不再等其完成",
        "将white-paper的日期调整至2016年9月26日",
    }
    assert "蚂蚁金服在2016年9月5日当周有9个工作日的工作，仅有4个工作日：SE-2 3、WP-5 2、WP-6 2、RG-5 1.5、SE-4 0.5" in (
        [chinese.tell(words) for words in plan.overloads]
    )


def test_a_status_in_chinese_for_a_terminal(tracker: wgtrack.Tracker) -> None:
    """The same lines as in English, with names in Chinese where the record has them."""
    text = render(tracker.report("2016-09-05", language="zh-Hans").status, "terminal", language="zh-Hans")
    assert isinstance(text, str)
    lines = text.splitlines()
    assert lines[:2] == ["中国区块链工作组", "截至2016年9月5日星期一日终（Asia/Shanghai，UTC+08:00）"]
    assert "    2016年9月19日星期一：还有14个日历日，此前有8个工作日" in lines
    assert "需要关注（22）" in lines
    assert "其中16个处于等待中，1个久未更新。" in lines


@pytest.mark.parametrize("at", ["2016-09-05", "2016-09-20", "2016-10-18"])
def test_no_english_is_left_in_what_the_package_says(at: str, tracker: wgtrack.Tracker, chinese: Language) -> None:
    """Reasons of all items have Chinese marks alone: no English comma, colon or bracket stands beside a Chinese word."""
    items = tracker.report(at, language="zh-Hans").status.items
    told = [chinese.tell(reason) for item in items for reason in item.reasons]
    assert not [text for text in told for mark in (", ", "; ", " (", ") ") if mark in text]
