"""Languages of reports: their tags, and how each tells texts, days, numbers and lists."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from wgtrack.dates import Resolver
from wgtrack.errors import InputError
from wgtrack.messages.languages import ENGLISH, LANGUAGES, Language, language
from wgtrack.messages.message import Message, Text, joined, listed, number_words, plural, term, translatable
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Event, Group

SUNDAY = date(2016, 9, 18)


@pytest.mark.parametrize("tag", ["en", "EN", "en-GB", "en_US", "en-Latn"])
def test_tags_that_mean_english(tag: str) -> None:
    """The country does not matter: reports have one English."""
    assert language(tag) is ENGLISH


@pytest.mark.parametrize("tag", ["zh-Hans", "zh", "zh-CN", "zh_Hans", "zh_CN", "ZH-hans-cn", " zh-SG "])
def test_tags_that_mean_simplified_chinese(tag: str) -> None:
    """Chinese is simplified where nothing else is said."""
    assert language(tag).tag == "zh-Hans"


@pytest.mark.parametrize("tag", ["de", "", "zh-Hant", "zh-TW", "zh_HK", "english", "e n"])
def test_unknown_languages_are_refused_with_those_there_are(tag: str) -> None:
    """A language that a reader did not ask for is no answer, and Traditional Chinese is another one."""
    with pytest.raises(InputError, match="there is no report language"):
        language(tag)
    with pytest.raises(InputError, match=r"choose from en \(English\), zh-Hans \(简体中文\)"):
        language(tag)


def test_what_is_no_text_is_no_language() -> None:
    """A value of another kind is refused like an unknown tag."""
    with pytest.raises(InputError, match="there is no report language 7"):
        language(7)  # type: ignore[arg-type] # what is tested


def test_a_language_is_its_own_answer(chinese: Language) -> None:
    """Who has a language already can hand it on."""
    assert language(chinese) is chinese


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_can_be_asked_for(tag: str) -> None:
    """Each of the list is there, and says its own tag."""
    assert language(tag).tag == tag


def test_english_is_told_as_it_is() -> None:
    """English texts come back as plain texts."""
    told = ENGLISH.tell(translatable("due {day}", day=SUNDAY))
    assert told == "due 18 September 2016"
    assert type(told) is str


def test_a_plain_text_stays_in_every_language(chinese: Language) -> None:
    """What a user wrote is nobody's to translate, even where it reads like a message."""
    assert chinese.tell("Needs attention") == "Needs attention"


def test_a_message_without_translation_is_told_in_english(chinese: Language) -> None:
    """With its values told in the language: a package may bring messages of its own."""
    made = Message("spoken on {day}", {"day": translatable("today")})
    assert chinese.tell(made) == "spoken on 今日"


@pytest.mark.parametrize(
    ("form", "english", "in_chinese"),
    [
        ("day", "18 September 2016", "2016年9月18日"),
        ("weekday", "Sunday 18 September 2016", "2016年9月18日星期日"),
        ("short_day", "Sun 18 Sep 2016", "2016年9月18日周日"),
        ("month", "September 2016", "2016年9月"),
        ("short_month", "Sep", "9月"),
        ("day_and_month", "18 Sep", "9月18日"),
        ("quarter", "Q3 2016", "2016年第三季度"),
    ],
)
def test_days_by_language(form: str, english: str, in_chinese: str, chinese: Language) -> None:
    """Each form of a day, as each language writes it."""
    assert getattr(ENGLISH, form)(SUNDAY) == english
    assert getattr(chinese, form)(SUNDAY) == in_chinese


@pytest.mark.parametrize(
    ("number", "words"), [(8, "8"), (2.5, "2.5"), (12000, "12000"), (0.1 + 0.2, "0.3"), (19.0, "19"), (-3, "-3")]
)
def test_numbers_by_language(number: float, words: str, chinese: Language) -> None:
    """No digits are grouped, in either language."""
    assert ENGLISH.number(number) == chinese.number(number) == words


def test_shares_by_language(chinese: Language) -> None:
    """Per cent, given as such."""
    assert ENGLISH.percent(60) == chinese.percent(60) == "60%"


def test_lists_by_language(chinese: Language) -> None:
    """A list is told with the language's own marks, and what is in it is told too."""
    texts: list[Text] = ["WP-1", "WP-2", translatable("nobody")]
    assert [ENGLISH.listed(texts), ENGLISH.joined(texts), ENGLISH.clauses(texts)] == [
        "WP-1, WP-2 and nobody",
        "WP-1, WP-2, nobody",
        "WP-1; WP-2; nobody",
    ]
    assert [chinese.listed(texts), chinese.joined(texts), chinese.clauses(texts)] == [
        "WP-1、WP-2和未指定",
        "WP-1、WP-2、未指定",
        "WP-1；WP-2；未指定",
    ]
    assert chinese.tell(listed(texts)) == "WP-1、WP-2和未指定"


def test_values_in_a_sentence_are_told_too(chinese: Language) -> None:
    """Days, counts and lists in a sentence follow its language, to any depth."""
    text = translatable("waits for {items} (unfinished)", items=joined(["T-1", translatable("something")]))
    assert chinese.tell(text) == "等待T-1、某事项（未完成）"


@pytest.mark.parametrize(("number", "words"), [(0, "0个工作日"), (1, "1个工作日"), (2.5, "2.5个工作日")])
def test_chinese_has_one_plural(number: float, words: str, chinese: Language) -> None:
    """However many there are, and none is a number like another."""
    assert chinese.tell(plural(number, "{number} working day", "{number} working days")) == words


def test_terms_of_the_packages_own_data_are_translated(chinese: Language) -> None:
    """Stages of the lifecycles that the package brings have Chinese names; others keep theirs."""
    assert [
        chinese.term("Review"),
        chinese.tell(term("drafting")),
        chinese.term("Our own stage"),
        chinese.term(""),
    ] == [
        "评审",
        "起草",
        "Our own stage",
        "",
    ]
    assert ENGLISH.term("Review") == "Review"


@pytest.mark.parametrize(
    ("text", "english", "in_chinese"),
    [
        ("2016-09-18", "18 September 2016", "2016年9月18日"),
        ("2016-09", "September 2016", "2016年9月"),
        ("2016-Q3", "Q3 2016", "2016年第三季度"),
        ("2016-09-18T17:00", "18 September 2016, 17:00 Asia/Shanghai", "2016年9月18日17:00 Asia/Shanghai"),
        ("summit - 1d", "18 September 2016 (summit - 1d)", "2016年9月18日（summit - 1d）"),
    ],
)
def test_deadlines_by_language(text: str, english: str, in_chinese: str, chinese: Language) -> None:
    """As exact as they were given, with what they hang on."""
    programme = WorkProgramme(
        groups={"wg": Group(key="wg", name="WG", timezone="Asia/Shanghai")},
        events={"summit": Event(key="summit", title="Summit", group="wg", starts="2016-09-19")},
    )
    deadline = Resolver(programme).resolve(text, "wg")
    assert deadline is not None
    assert ENGLISH.promise(deadline) == english
    assert chinese.promise(deadline) == in_chinese


def test_a_deadline_with_its_weekday(chinese: Language) -> None:
    """For countdowns and headings."""
    deadline = Resolver(WorkProgramme(groups={"wg": Group(key="wg", name="WG")})).resolve("2016-09-18", "wg")
    assert deadline is not None
    assert chinese.due(deadline, weekday=True) == "2016年9月18日星期日"


@pytest.mark.parametrize(
    ("at", "zone", "english", "in_chinese"),
    [
        (
            datetime(2016, 9, 6, tzinfo=ZoneInfo("Asia/Shanghai")) - timedelta(microseconds=1),
            "Asia/Shanghai",
            "Monday 5 September 2016, end of day, Asia/Shanghai (UTC+08:00)",
            "2016年9月5日星期一日终（Asia/Shanghai，UTC+08:00）",
        ),
        (
            datetime(2016, 9, 5, 14, 30, tzinfo=UTC),
            "UTC",
            "Monday 5 September 2016, 14:30, UTC",
            "2016年9月5日星期一14:30（UTC）",
        ),
    ],
)
def test_instants_by_language(at: datetime, zone: str, english: str, in_chinese: str, chinese: Language) -> None:
    """Day, time and zone; the last instant of a day is its end."""
    assert ENGLISH.instant(at, zone) == english
    assert chinese.instant(at, zone) == in_chinese


def test_a_broken_number_in_a_sentence(chinese: Language) -> None:
    """It is told like a number that stands alone."""
    assert chinese.tell(number_words(2.50)) == "2.5"


def test_english_needs_neither_babel_nor_a_catalogue() -> None:
    """A status in English starts without them."""
    code = "import sys, wgtrack.messages.languages as l; l.language('en'); sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code
