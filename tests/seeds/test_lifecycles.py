"""The lifecycles that come with wgtrack, against the bodies' own tables and rules."""

import re
from pathlib import Path

import pytest

from wgtrack.interchange.seeds import lifecycle_names, read_lifecycle

ISO_DATA = Path(__file__).parents[1] / "data" / "iso" / "pubid-iso_stages.yaml"


def iso_codes() -> dict[str, str]:
    """ISO's codes and names as metanorma/pubid has them, without its own 29.xx."""
    described = ISO_DATA.read_text(encoding="utf-8").partition("codes_description:")[2].partition("\n\n")[0]
    pairs = re.findall(r'^ +"(\d\d\.\d\d)": "?([^"\n]+)"?$', described, re.MULTILINE)
    return {code: name for code, name in pairs if not code.startswith("29.")}


def following(lifecycle: str, code: str) -> tuple[str, ...]:
    """The stages that may follow one."""
    stage = read_lifecycle(lifecycle).stage(code)
    assert stage is not None
    return stage.next


def outcomes(lifecycle: str, outcome: str) -> list[str]:
    """The stages with one outcome, in order."""
    return [stage.code for stage in read_lifecycle(lifecycle).stages if stage.outcome == outcome]


class TestIso:
    """ISO's harmonized stage codes."""

    def test_codes_and_names_are_isos(self) -> None:
        """All 46 codes are there in order, each with ISO's name, and none of the 29.xx."""
        assert len(iso_codes()) == 46
        assert {stage.code: stage.title for stage in read_lifecycle("iso").stages} == iso_codes()
        assert [stage.code for stage in read_lifecycle("iso").stages] == sorted(iso_codes())

    @pytest.mark.parametrize("stage", ["00", "10", "20", "30", "40", "50"])
    def test_each_stage_goes_from_registration_over_its_main_action_to_a_decision(self, stage: str) -> None:
        """Within a stage, 00 is followed by 20, 20 by 60, and 60 by proceeding first and abandoning last."""
        assert following("iso", f"{stage}.00") == (f"{stage}.20",)
        assert following("iso", f"{stage}.20") == (f"{stage}.60",)
        decisions = following("iso", f"{stage}.60")
        assert (decisions[0], decisions[-1]) == (f"{stage}.99", f"{stage}.98")

    @pytest.mark.parametrize(
        ("code", "allowed"),
        [
            ("00.60", ("00.99", "00.98")),
            ("00.99", ("10.00",)),
            ("10.60", ("10.99", "10.92", "10.98")),
            ("10.92", ("10.00", "00.00")),
            ("10.99", ("20.00", "30.00", "40.00")),
            ("20.60", ("20.99", "20.20", "20.98")),
            ("20.99", ("30.00", "40.00")),
            ("30.60", ("30.99", "30.20", "30.92", "30.98")),
            ("30.92", ("20.00",)),
            ("30.99", ("40.00",)),
            ("40.60", ("40.99", "40.93", "40.92", "40.98")),
            ("40.92", ("30.00", "20.00")),
            ("40.93", ("40.00", "40.20")),
            ("40.99", ("50.00", "60.00")),
            ("50.60", ("50.99", "50.92", "50.98")),
            ("50.92", ("40.00", "30.00", "20.00")),
            ("50.99", ("60.00",)),
            ("60.00", ("60.60",)),
            ("60.60", ("90.20",)),
            ("90.20", ("90.60",)),
            ("90.60", ("90.93", "90.92", "90.99")),
            ("90.92", ("95.99",)),
            ("90.93", ("90.20",)),
            ("90.99", ("95.20",)),
            ("95.20", ("95.60",)),
            ("95.60", ("95.99", "95.92")),
            ("95.92", ("90.20",)),
            ("95.99", ()),
        ],
    )
    def test_what_may_follow(self, code: str, allowed: tuple[str, ...]) -> None:
        """Decisions lead where the matrix says: 92 back, 93 again, 98 nowhere, 99 on."""
        assert following("iso", code) == allowed

    def test_nothing_follows_an_abandoned_project(self) -> None:
        """98 of every stage ends the work without success, as the withdrawal of a standard does."""
        assert outcomes("iso", "dropped") == ["00.98", "10.98", "20.98", "30.98", "40.98", "50.98", "95.99"]
        assert all(following("iso", code) == () for code in outcomes("iso", "dropped"))

    def test_a_standard_is_owed_until_it_is_published(self) -> None:
        """60.60 is the first stage that is done, and a standard under review or facing withdrawal still is."""
        assert read_lifecycle("iso").final == "60.60"
        assert outcomes("iso", "done") == [
            "60.60",
            "90.20",
            "90.60",
            "90.92",
            "90.93",
            "90.99",
            "95.20",
            "95.60",
            "95.92",
        ]

    def test_where_a_project_may_begin(self) -> None:
        """A project begins as a preliminary item or a proposal, or, without a ballot, approved, in work, or fast-tracked."""
        assert read_lifecycle("iso").starts == ("00.00", "10.00", "10.99", "20.00", "40.00")

    def test_usual_days_are_those_of_the_names(self) -> None:
        """Twelve weeks of DIS ballot are 60 working days, eight weeks of FDIS ballot 40; no other name says any."""
        usual = {stage.code: stage.usual_days for stage in read_lifecycle("iso").stages if stage.usual_days}
        assert usual == {"40.20": 60, "50.20": 40}


class TestIetf:
    """The IETF's drafts, after RFC 6174 and the Datatracker."""

    def test_stages(self) -> None:
        """The stages are those a working group plans by, in order."""
        assert [stage.code for stage in read_lifecycle("ietf").stages] == [
            "individual",
            "wg-document",
            "wg-last-call",
            "iesg-evaluation",
            "rfc-editor",
            "published",
            "expired",
            "dead",
        ]

    @pytest.mark.parametrize(
        ("code", "allowed"),
        [
            ("individual", {"wg-document", "iesg-evaluation", "expired", "dead"}),
            ("wg-document", {"wg-last-call", "iesg-evaluation", "expired", "dead"}),
            ("wg-last-call", {"wg-last-call", "wg-document", "iesg-evaluation", "expired", "dead"}),
            ("iesg-evaluation", {"rfc-editor", "wg-document", "individual", "dead"}),
            ("rfc-editor", {"published", "iesg-evaluation"}),
            ("published", set()),
            ("expired", {"individual", "wg-document"}),
            ("dead", {"individual", "wg-document"}),
        ],
    )
    def test_what_may_follow(self, code: str, allowed: set[str]) -> None:
        """A last call is optional, the IESG may send back, nothing expires there, and a dead draft may be revived."""
        assert set(following("ietf", code)) == allowed

    def test_ends(self) -> None:
        """An RFC is done; an expired or dead draft is dropped until it is revived."""
        assert (outcomes("ietf", "done"), outcomes("ietf", "dropped")) == (["published"], ["expired", "dead"])


class TestW3c:
    """The W3C's Recommendation Track, after the Process Document of 2015."""

    @pytest.mark.parametrize(
        ("code", "allowed"),
        [
            ("first-draft", {"working-draft", "candidate-recommendation", "note"}),
            ("working-draft", {"working-draft", "candidate-recommendation", "note"}),
            (
                "candidate-recommendation",
                {"working-draft", "candidate-recommendation", "proposed-recommendation", "note"},
            ),
            ("proposed-recommendation", {"working-draft", "candidate-recommendation", "recommendation", "note"}),
            ("recommendation", {"first-draft", "candidate-recommendation", "proposed-recommendation"}),
            ("note", {"working-draft", "candidate-recommendation", "proposed-recommendation"}),
        ],
    )
    def test_what_may_follow(self, code: str, allowed: set[str]) -> None:
        """The possible next steps are those that sections 6.3 to 6.8 list."""
        assert set(following("w3c", code)) == allowed

    def test_ends(self) -> None:
        """A Recommendation is what a specification is due for; a Note is an end too, and may be the first thing published."""
        lifecycle = read_lifecycle("w3c")
        assert (lifecycle.final, outcomes("w3c", "done")) == ("recommendation", ["recommendation", "note"])
        assert lifecycle.starts == ("first-draft", "note")


class TestWhitePaper:
    """White papers and reports."""

    @pytest.mark.parametrize(
        ("code", "allowed"),
        [
            ("outline", ("drafting",)),
            ("drafting", ("review",)),
            ("review", ("approval", "drafting")),
            ("approval", ("presented", "published", "review")),
            ("presented", ("published",)),
            ("published", ()),
        ],
    )
    def test_what_may_follow(self, code: str, allowed: tuple[str, ...]) -> None:
        """Review and approval may send back one stage, and a paper may be published without having been presented."""
        assert following("white-paper", code) == allowed

    def test_a_paper_is_due_for_its_publication(self) -> None:
        """Only publication ends the work."""
        assert (read_lifecycle("white-paper").final, outcomes("white-paper", "done")) == ("published", ["published"])


@pytest.mark.parametrize("name", lifecycle_names())
def test_every_stage_can_be_reached(name: str) -> None:
    """From the stages where work may begin, every stage can be reached."""
    lifecycle = read_lifecycle(name)
    reached = list(lifecycle.starts)
    for code in reached:
        reached += [after for after in following(name, code) if after not in reached]
    assert set(reached) == {stage.code for stage in lifecycle.stages}


@pytest.mark.parametrize("name", lifecycle_names())
def test_every_lifecycle_says_where_it_is_from(name: str) -> None:
    """A lifecycle names its source, or says in a note that it has none."""
    lifecycle = read_lifecycle(name)
    assert lifecycle.source or lifecycle.note
