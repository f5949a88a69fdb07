"""The seed of the 2016 group holds the facts of the public reports, and says of the rest that it is illustrative."""

from datetime import date, datetime, timedelta, timezone
from typing import TypeVar

import pytest

from wgtrack.dates import referenced
from wgtrack.dates.working_days import WorkCalendar
from wgtrack.interchange.seeds import Seed, read_lifecycle, read_seed
from wgtrack.model.base import Record
from wgtrack.model.records import Area, Deliverable, Event, Group, Item, Party, Role, Task

RecordT = TypeVar("RecordT", bound=Record)
MAGAZINE = "Bitcoin Magazine, 22 August 2016"


@pytest.fixture(scope="module")
def seed() -> Seed:
    """The seed as read."""
    return read_seed("china-blockchain-2016")


def all_of(seed: Seed, kind: type[RecordT]) -> list[RecordT]:
    """The seed's records of one class."""
    return [record for record in seed.records if isinstance(record, kind)]


def one(seed: Seed, kind: type[RecordT], key: str) -> RecordT:
    """The record of a class with a key."""
    return next(record for record in all_of(seed, kind) if record.key == key)


def party_named(seed: Seed, name: str) -> Party:
    """The party with a name."""
    return next(party for party in all_of(seed, Party) if party.name == name)


class TestGroups:
    """The working group and its committee."""

    def test_zone_and_calendar(self, seed: Seed) -> None:
        """The group lives by Shanghai's zone and China's calendar."""
        group = one(seed, Group, "blockchain-wg")
        assert (group.timezone, group.calendar, group.parent) == ("Asia/Shanghai", "CN", None)

    @pytest.mark.parametrize(
        "strand",
        [
            "identify significant trends in China and abroad",
            "decide which key technologies and applications should be developed",
            "identify cyber-security concerns",
            "look at possible government regulation and standard-setting",
            "a proposed development plan to be presented to the delegates of the summit",
            "Speed up development and adoption of blockchain technology in China",
            "prepare for the Global Blockchain Summit in Shanghai",
        ],
    )
    def test_mandate(self, seed: Seed, strand: str) -> None:
        """The mandate holds the purpose, the four strands and the first priority, with its source."""
        mandate = one(seed, Group, "blockchain-wg").mandate
        assert mandate is not None
        assert strand in mandate.text
        assert mandate.source == MAGAZINE

    @pytest.mark.parametrize(
        "words",
        ["the Chinese government, ChinaLedger and the Shenzhen Consortium", "inaugural meeting by 22 August 2016"],
    )
    def test_what_no_field_holds_is_in_the_note(self, seed: Seed, words: str) -> None:
        """The three allied sides and the inaugural meeting, whose day no source gives, are told in the note."""
        assert words in (one(seed, Group, "blockchain-wg").note or "")

    def test_the_inaugural_meeting_is_no_event(self, seed: Seed) -> None:
        """Only what has a date is an event."""
        assert [event.key for event in all_of(seed, Event)] == ["summit-2015", "summit"]

    def test_the_writing_group_is_a_committee(self, seed: Seed) -> None:
        """The White Paper Writing Group stands below the working group and writes a comprehensive plan."""
        committee = one(seed, Group, "white-paper-wg")
        assert (committee.name, committee.parent) == ("White Paper Writing Group", "blockchain-wg")
        assert "comprehensive plan for the blockchain industry" in (committee.mandate.text if committee.mandate else "")
        assert "guidance of the relevant government departments" in (committee.note or "")
        assert "domestic and international experts" in (committee.note or "")

    def test_there_are_five_areas(self, seed: Seed) -> None:
        """The four strands belong to the working group, the paper to its committee."""
        assert [(area.key, area.group) for area in all_of(seed, Area)] == [
            ("trends", "blockchain-wg"),
            ("technologies", "blockchain-wg"),
            ("security", "blockchain-wg"),
            ("regulation", "blockchain-wg"),
            ("writing", "white-paper-wg"),
        ]

    @pytest.mark.parametrize(
        "words", ["People's Bank of China experiments with a digital currency", "right to own virtual assets"]
    )
    def test_context_of_the_regulation_strand(self, seed: Seed, words: str) -> None:
        """The digital currency and the proposed civil law are the context of the regulation strand."""
        assert words in (one(seed, Area, "regulation").note or "")


class TestParties:
    """Organisations, people, and who speaks for whom."""

    @pytest.mark.parametrize(
        ("lower", "upper"),
        [
            (
                "China Electronics Standardization Institute (CESI)",
                "Ministry of Industry and Information Technology (MIIT)",
            ),
            (
                "Department of Information and Software Service, MIIT",
                "Ministry of Industry and Information Technology (MIIT)",
            ),
            ("Xie Shaofeng", "Ministry of Industry and Information Technology (MIIT)"),
            ("Yu Du", "Wanxiang Blockchain Labs"),
            ("Tong Ling", "Ant Financial"),
            ("Xiao Feng", "Universal Holdings"),
            ("Ming Chan", "Ethereum Foundation"),
            ("Jeff Garzik", "Bloq"),
            ("Tim Swanson", "R3"),
            ("Anthony Di Iorio", "Decentral"),
        ],
    )
    def test_affiliations(self, seed: Seed, lower: str, upper: str) -> None:
        """Agencies, departments and people belong where the reports say."""
        affiliation = party_named(seed, lower).affiliation
        assert affiliation is not None
        assert one(seed, Party, affiliation).name == upper

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("Xie Shaofeng", "Director of MIIT's software services division; speaks for the government"),
            ("Yu Du", "Director of Wanxiang Blockchain Labs"),
            ("Tong Ling", "Chief architect of Ant Financial; asks for room for business to innovate"),
            (
                "Xiao Feng",
                "Vice chairman of Universal Holdings; asks to build on ChinaLedger's work, to involve all sectors",
            ),
            ("Xiao Feng", "to invite the international community"),
            ("Ming Chan", "Executive director of the Ethereum Foundation"),
            ("Department of Information and Software Service, MIIT", "Issued the letter that delegates the research"),
            ("Wanxiang Blockchain Labs", "Nonprofit research institute; its group is the Vice-Director Unit"),
            ("Wanxiang Blockchain Labs", "propelling and coordinating role"),
            ("ChinaLedger", "Alliance of regional commodity, equity and financial-asset exchanges"),
            ("ChinaLedger", "created with the help of Wanxiang Blockchain Labs; aims at an open source protocol"),
            ("People's Bank of China", "Experiments with a digital currency"),
        ],
    )
    def test_descriptions(self, seed: Seed, name: str, words: str) -> None:
        """Posts and parts in the matter are those of the reports."""
        assert words in (party_named(seed, name).description or "")

    @pytest.mark.parametrize("name", ["Jeff Garzik", "Vitalik Buterin", "Tim Swanson", "Anthony Di Iorio"])
    def test_advisers_of_chinaledger(self, seed: Seed, name: str) -> None:
        """Four people advise ChinaLedger; they have no role in the working group, which they do not advise."""
        adviser = party_named(seed, name)
        assert (adviser.kind, adviser.description) == ("person", "Adviser of ChinaLedger")
        assert adviser.key not in {role.party for role in all_of(seed, Role)}

    @pytest.mark.parametrize(
        ("name", "role"),
        [
            ("Government of China", "authority"),
            ("Ministry of Industry and Information Technology (MIIT)", "authority"),
            ("Department of Information and Software Service, MIIT", "authority"),
            ("China Electronics Standardization Institute (CESI)", "member"),
            ("ChinaLedger", "member"),
            ("Shenzhen Consortium", "member"),
            ("Wanxiang Blockchain Labs", "vice-chair"),
            ("Ant Financial", "member"),
            ("Webank", "member"),
            ("Universal Holdings", "member"),
            ("Ping An Insurance", "member"),
            ("Micro Focus Bank", "member"),
        ],
    )
    def test_roles_in_the_working_group(self, seed: Seed, name: str, role: str) -> None:
        """Everyone named as involved has a role in the working group, with its source."""
        party = party_named(seed, name)
        roles = [
            (held.role, held.source)
            for held in all_of(seed, Role)
            if (held.party, held.group) == (party.key, "blockchain-wg")
        ]
        assert roles == [(role, MAGAZINE)]

    def test_the_research_is_delegated_to_cesi(self, seed: Seed) -> None:
        """CESI's role tells the topic of the letter."""
        topic = "developing trend of blockchain technology and its application"
        assert topic in (one(seed, Role, "blockchain-wg:member:cesi").note or "")
        assert one(seed, Task, "TR").title.lower() == topic

    @pytest.mark.parametrize(
        "name",
        [
            "Microsoft",
            "UBS",
            "Santander",
            "Ernst & Young",
            "Ethereum",
            "HyperLedger",
            "R3",
            "Ethcore",
            "Circle",
            "ConsenSys",
            "OpenBazaar",
            "Zcash",
        ],
    )
    def test_speakers(self, seed: Seed, name: str) -> None:
        """Each organisation named among the speakers is a party, and is named with the summit."""
        assert party_named(seed, name).description == "Named among the speakers of the summit"
        assert name in (one(seed, Event, "summit").note or "")


class TestSummitAndPaper:
    """The event that all hangs on, and what was promised for it."""

    def test_the_summit(self, seed: Seed) -> None:
        """The summit is the second one, in Shanghai, from 19 to 24 September 2016: six days."""
        summit = one(seed, Event, "summit")
        assert (summit.title, summit.place) == ("Second Global Blockchain Summit", "Shanghai")
        assert (summit.starts, summit.ends) == ("2016-09-19", "2016-09-24")

    @pytest.mark.parametrize(
        "words", ["Six days", "Wanxiang Blockchain Labs and Ethereum's DevCon", "Over forty confirmed speakers"]
    )
    def test_what_is_told_of_the_summit(self, seed: Seed, words: str) -> None:
        """Its hosts and the number of its speakers are in the note."""
        assert words in (one(seed, Event, "summit").note or "")

    def test_the_first_summit_stays_coarse(self, seed: Seed) -> None:
        """Of the first summit only the month is known."""
        assert one(seed, Event, "summit-2015").starts == "2015-10"

    def test_the_white_paper(self, seed: Seed) -> None:
        """The white paper is the committee's, is promised for the summit, and due on the last working day before it."""
        paper = one(seed, Deliverable, "white-paper")
        assert paper.title == "China Blockchain Technology and Application Development White Paper (2016)"
        assert (paper.group, paper.area, paper.lifecycle) == ("white-paper-wg", "writing", "white-paper")
        assert (paper.target, paper.serves) == ("summit - 1wd", "summit")

    def test_that_it_is_one_deliverable_is_said_to_be_inferred(self, seed: Seed) -> None:
        """The note says what is inferred, and all three sources are named."""
        paper = one(seed, Deliverable, "white-paper")
        assert "That this is one deliverable is an inference" in (paper.note or "")
        assert paper.source == f"{MAGAZINE}; Coinfox, 2016; the-blockchain.com, 19 October 2016"

    def test_editing_began_in_early_august(self, seed: Seed) -> None:
        """The record and the first stage begin on 1 August 2016, and the reason says where early August is from."""
        assert seed.recorded == datetime(2016, 8, 1, 9, tzinfo=timezone(timedelta(hours=8)))
        first = next(change for change in seed.changes if change.do == "advance")
        assert (first.at, first.arguments) == (date(2016, 8, 1), {"stage": "outline"})
        assert "the-blockchain.com" in (first.why or "")

    def test_it_was_released_on_18_october(self, seed: Seed) -> None:
        """The last change is the release by MIIT's forum on 18 October 2016, with its source."""
        last = seed.changes[-1]
        assert (last.at, last.key, last.arguments) == (date(2016, 10, 18), "white-paper", {"stage": "published"})
        assert last.why == "officially released by MIIT's forum (the-blockchain.com, 19 October 2016)"


class TestSources:
    """Where each thing is from."""

    def test_everything_has_a_source_or_is_illustrative(self, seed: Seed) -> None:
        """What no source gives says so, and nothing claims to be both."""
        assert [record.key for record in seed.records if (record.source is None) == (not record.illustrative)] == []

    def test_every_task_is_illustrative(self, seed: Seed) -> None:
        """The sources name the mandate and no single task."""
        assert all(task.illustrative for task in all_of(seed, Task))

    def test_no_fact_is_illustrative(self, seed: Seed) -> None:
        """Groups, parties, areas, events and the white paper are facts."""
        facts = [record for record in seed.records if isinstance(record, Group | Party | Area | Event | Deliverable)]
        assert not any(record.illustrative for record in facts)

    def test_the_file_says_that_its_past_is_invented(self, seed: Seed) -> None:
        """The reason that every record is loaded with says what illustrative means."""
        assert "what is marked illustrative is invented" in (seed.why or "")


class TestWork:
    """The task breakdown."""

    def test_there_are_enough_tasks_in_every_area(self, seed: Seed) -> None:
        """At least 24 tasks cover the five areas, with at least four each."""
        tasks = [task for task in all_of(seed, Task) if task.kind == "task"]
        assert len(tasks) >= 24
        for area in all_of(seed, Area):
            assert len([task for task in tasks if task.area == area.key]) >= 4

    def test_every_task_has_owners(self, seed: Seed) -> None:
        """Each task and milestone is some party's."""
        assert [task.key for task in all_of(seed, Task) if not task.owners] == []

    def test_every_task_has_three_estimates(self, seed: Seed) -> None:
        """Each task has an optimistic, likely and pessimistic estimate; milestones take no time, parents their children's."""
        parents = {task.parent for task in all_of(seed, Task)}
        work = [task for task in all_of(seed, Task) if task.kind == "task" and task.key not in parents]
        estimates = {task.key: task.estimate for task in work}
        assert [key for key, estimate in estimates.items() if estimate is None] == []
        assert [
            key for key, days in estimates.items() if days and not days.optimistic < days.likely < days.pessimistic
        ] == []

    def test_every_name_refers_to_something(self, seed: Seed) -> None:
        """Groups, areas, owners, parents, deliverables, events, links and anchors are all in the file."""
        known = {record.key for record in seed.records}
        assert {key for item in all_of(seed, Item) for key in named_by(item)} - known == set()

    def test_every_stage_exists(self, seed: Seed) -> None:
        """Milestones, plans and the past name stages of the white paper's lifecycle."""
        stages = {stage.code for stage in read_lifecycle("white-paper").stages}
        paper = one(seed, Deliverable, "white-paper")
        used = {plan.stage for plan in paper.planned}
        used |= {task.reached_by.partition("@")[2] for task in all_of(seed, Task) if task.reached_by}
        used |= {change.arguments["stage"] for change in seed.changes if change.do == "advance"}
        assert used <= stages

    def test_links_of_several_types(self, seed: Seed) -> None:
        """Work waits for finishes and starts, with and without a lag."""
        links = [link for task in all_of(seed, Task) for link in task.after]
        assert {link.type for link in links} >= {"FS", "SS", "FF"}
        assert any(link.lag for link in links)

    def test_there_is_chinese(self, seed: Seed) -> None:
        """Every item has a Chinese name, and some titles have Chinese in them."""
        items = all_of(seed, Item)
        assert [item.key for item in items if "zh-Hans" not in dict(item.names)] == []
        assert any(not item.title.isascii() for item in items)


class TestPast:
    """The changes from early August to 18 October."""

    def test_every_change_falls_on_a_working_day(self, seed: Seed) -> None:
        """Nobody works on a weekend or holiday; 18 September and 9 October are make-up days."""
        china = WorkCalendar.for_country("CN", 2016)
        days = [change.at for change in seed.changes if isinstance(change.at, date)]
        assert len(days) == len(seed.changes)
        assert [day for day in days if not china.is_working_day(day)] == []
        assert {date(2016, 9, 18), date(2016, 10, 9)} <= set(days)

    def test_the_past_is_in_order_and_ends_with_the_release(self, seed: Seed) -> None:
        """Changes go from 1 August to 18 October 2016, one after the other."""
        days = [str(change.at) for change in seed.changes]
        assert days == sorted(days)
        assert (days[0], days[-1]) == ("2016-08-01", "2016-10-18")

    def test_all_that_can_happen_happens(self, seed: Seed) -> None:
        """The past has starts, progress, ends, a move, drops, waiting, stages and a new plan."""
        verbs = {change.do for change in seed.changes}
        assert verbs == {"start", "progress", "done", "move", "drop", "wait", "resume", "advance", "edit"}

    @pytest.mark.parametrize("verb", ["move", "drop", "edit", "advance", "wait", "resume"])
    def test_reasons(self, seed: Seed, verb: str) -> None:
        """What changes a promise says why."""
        assert [change.key for change in seed.changes if change.do == verb and not change.why] == []

    def test_everything_ends(self, seed: Seed) -> None:
        """Every task is done or dropped once; three milestones are left to the paper's stages."""
        ended = [change.key for change in seed.changes if change.do in {"done", "drop"}]
        by_stage = [task.key for task in all_of(seed, Task) if task.reached_by and task.key not in ended]
        assert sorted(ended + by_stage) == sorted(task.key for task in all_of(seed, Task))
        assert by_stage == ["WP-14", "WP-15", "WP-16"]

    def test_work_starts_after_what_it_waits_for(self, seed: Seed) -> None:
        """No task starts on or before the day of a finish that it waits for."""
        begun = {change.key: change.at for change in seed.changes if change.do == "start"}
        ended = {change.key: change.at for change in seed.changes if change.do == "done"}
        waits = [(task, link) for task in all_of(seed, Task) for link in task.after if link.type == "FS"]
        early = [
            (task.key, link.key)
            for task, link in waits
            if task.key in begun and str(ended[link.key]) >= str(begun[task.key])
        ]
        assert early == []

    def test_the_department_has_the_ball_on_5_september(self, seed: Seed) -> None:
        """From 1 to 8 September the options for regulation wait for the ministry's department."""
        given, back = (change for change in seed.changes if change.do in {"wait", "resume"})
        assert (given.key, given.at, given.arguments["on"]) == ("RG-4", date(2016, 9, 1), "miit-software")
        assert (back.key, back.at) == ("RG-4", date(2016, 9, 8))


def named_by(item: Item) -> set[str]:
    """All keys that a task or deliverable names."""
    keys = {item.group, item.area, *item.owners, item.serves}
    for text in (item.target, item.limit):
        keys |= set(referenced(text)) if text else set()
    if isinstance(item, Deliverable):
        keys |= {key for plan in item.planned for key in referenced(plan.due)}
    if isinstance(item, Task):
        keys |= {item.parent, *item.deliverables, *(link.key for link in item.after)}
        keys.add(item.reached_by.partition("@")[0] if item.reached_by else None)
    return {key for key in keys if key is not None}
