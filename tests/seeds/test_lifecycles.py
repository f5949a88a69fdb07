"""The lifecycles that come with wgtrack, against the bodies' own tables and rules."""

import re
from datetime import date
from pathlib import Path

import pytest

from wgtrack.dates.working_days import WorkCalendar
from wgtrack.interchange.seeds import lifecycle_names, read_lifecycle
from wgtrack.model.durations import Duration
from wgtrack.model.lifecycle_faults import faults
from wgtrack.model.stage_names import stage_named
from wgtrack.model.stages import Stage, StageWindow

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


def stage_of(lifecycle: str, code: str) -> Stage:
    """One stage of a lifecycle."""
    stage = read_lifecycle(lifecycle).stage(code)
    assert stage is not None
    return stage


def window(lifecycle: str, code: str) -> StageWindow:
    """The window of one stage."""
    found = stage_of(lifecycle, code).window
    assert found is not None
    return found


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
            ("20.99", ("30.00", "40.00", "50.00")),
            ("30.60", ("30.99", "30.20", "30.92", "30.98")),
            ("30.92", ("20.00", "30.20")),
            ("30.99", ("40.00", "50.00")),
            ("40.60", ("40.99", "40.93", "40.92", "40.98")),
            ("40.92", ("30.00", "20.00")),
            ("40.93", ("40.00", "40.20")),
            ("40.99", ("50.00", "60.00")),
            ("50.60", ("50.99", "50.92", "50.98")),
            ("50.92", ("40.00", "30.00", "20.00")),
            ("50.99", ("60.00",)),
            ("60.00", ("60.60",)),
            ("60.60", ("90.20", "90.92", "95.99")),
            ("90.20", ("90.60", "95.99")),
            ("90.60", ("90.93", "90.92", "90.99", "95.99")),
            ("90.92", ("95.99",)),
            ("90.93", ("90.20", "90.92", "95.99")),
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
        """98 of every stage ends the work without success; a standard that was withdrawn had it."""
        assert outcomes("iso", "dropped") == ["00.98", "10.98", "20.98", "30.98", "40.98", "50.98"]
        assert outcomes("iso", "withdrawn") == ["95.99"]
        assert all(following("iso", code) == () for code in (*outcomes("iso", "dropped"), "95.99"))

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
        assert read_lifecycle("iso").starts == ("00.00", "10.00", "10.99", "20.00", "40.00", "50.00")

    @pytest.mark.parametrize(
        ("code", "opens", "closes"),
        [
            ("30.20", date(2020, 10, 8), date(2020, 12, 3)),  # CD 19156: Thursday to Thursday
            ("40.20", date(2022, 1, 17), date(2022, 4, 11)),  # DIS 19156: Monday to Monday
            ("40.20", date(2016, 8, 1), date(2016, 10, 24)),
            ("50.20", date(2016, 8, 1), date(2016, 9, 26)),
        ],
    )
    def test_windows_are_calendar_weeks(self, code: str, opens: date, closes: date) -> None:
        """A consultation of 8 weeks, a DIS ballot of 12 and an FDIS ballot of 8 close on the weekday on which they opened."""
        assert window("iso", code).closing(opens) == closes

    def test_twelve_weeks_are_not_sixty_working_days(self) -> None:
        """From 1 August 2016 in China, 60 working days end four days after the ballot closes."""
        assert WorkCalendar.for_country("CN", 2016).add_working_days(date(2016, 8, 1), 60) == date(2016, 10, 28)

    def test_a_preliminary_item_is_cancelled_after_three_years(self) -> None:
        """One of 26 April 2023 that did not move has until 26 April 2026."""
        stage = stage_of("iso", "00.00")
        assert (stage.limit, stage.then, stage.until) == ("3y", "cancelled", ("10.00",))
        assert Duration.of(stage.limit or "").after(date(2023, 4, 26)) == date(2026, 4, 26)

    def test_a_proposal_is_decided_on_within_six_months(self) -> None:
        """The limit is that of the close of voting, which a decision leaves."""
        assert (stage_of("iso", "10.60").limit, stage_of("iso", "10.60").then) == ("6m", "cancelled")

    @pytest.mark.parametrize(
        ("track", "start", "dis", "publication"),
        [
            ("24", date(2023, 11, 6), date(2024, 11, 6), date(2025, 11, 6)),  # ISO/AWI 7372, as registered
            ("36", date(2023, 11, 6), date(2025, 11, 6), date(2026, 11, 6)),  # and as changed, TC 154 2024-03
            ("36", date(2025, 10, 1), date(2027, 10, 1), date(2028, 10, 1)),  # ISO 34000, TC 154 P-2025-02
            ("18", date(2023, 11, 6), date(2024, 5, 6), date(2025, 5, 6)),
        ],
    )
    def test_limits_of_the_tracks(self, track: str, start: date, dis: date, publication: date) -> None:
        """The DIS is registered twelve months before the publication, which is the track's months after the start."""
        found = read_lifecycle("iso").track(track)
        assert found is not None
        assert found.starts == ("10.99", "20.00")
        limits = {one.stage: Duration.of(one.limit or "").after(start) for one in found.dates}
        assert limits == {"40.00": dis, "60.60": publication}

    def test_what_an_extension_may_be(self) -> None:
        """Nine months, once, asked for two months before the limit."""
        rule = read_lifecycle("iso").extension
        assert rule is not None
        assert (rule.longest, rule.times, rule.ask_before) == ("9m", 1, "2m")

    def test_a_next_round_is_no_step_back(self) -> None:
        """Working drafts follow each other, and so do reviews of a standard that stays in force."""
        rounds = {stage.code: stage.repeats for stage in read_lifecycle("iso").stages if stage.repeats}
        assert rounds == {"20.60": ("20.20",), "90.93": ("90.20",), "95.92": ("90.20",)}

    def test_what_no_source_was_read_for(self) -> None:
        """Lengths of the consultation, of translation, of reviews and of withdrawal ballots, and the tracks' limit of the DIS."""
        unchecked = [stage.code for stage in read_lifecycle("iso").stages if stage.is_unchecked]
        assert unchecked == ["30.20", "40.00", "90.20", "95.20"]
        assert all(track.is_unchecked for track in read_lifecycle("iso").tracks)


class TestOtherDocumentsOfIso:
    """Specifications and reports, which have no enquiry."""

    @pytest.mark.parametrize("name", ["iso-ts", "iso-tr"])
    def test_the_draft_is_voted_on_at_50_20(self, name: str) -> None:
        """A committee draft leads to 50.00, whose ballot lasts 8 weeks; no stage of an enquiry is there."""
        assert following(name, "30.99") == ("50.00",)
        assert window(name, "50.20").length == "8w"
        assert not [stage.code for stage in read_lifecycle(name).stages if stage.code.startswith("40")]

    def test_a_specification_is_reviewed_after_three_years(self) -> None:
        """A standard after five, a specification after three, and nobody read the latter."""
        assert (stage_of("iso", "60.60").usual, stage_of("iso-ts", "60.60").usual) == ("5y", "3y")
        assert stage_of("iso-ts", "60.60").verify


class TestIec:
    """The IEC's standards."""

    def test_its_letters_are_aliases(self) -> None:
        """The codes are ISO's matrix, and the letters that the IEC writes stand for them."""
        letters = {"PNW": "10.20", "ANW": "10.99", "CDV": "40.20", "RVC": "40.60", "MERGED": "30.97", "PPUB": "60.60"}
        lifecycle = read_lifecycle("iec")
        assert {name: stage_named(lifecycle, name).code for name in letters} == letters

    def test_a_vote_on_a_cdv_lasts_twelve_weeks(self) -> None:
        """The FDIS may be left out, and its six weeks are unchecked."""
        assert window("iec", "40.20").length == "12w"
        assert following("iec", "40.99") == ("50.20", "60.00")
        assert window("iec", "50.20").verify


class TestCen:
    """European Standards."""

    def test_four_weeks_late_is_cancelled(self) -> None:
        """A draft for the enquiry and one for the vote may each be four weeks late."""
        assert {stage.code: stage.grace for stage in read_lifecycle("cen").stages if stage.grace} == {
            "30.99": "4w",
            "45.99": "4w",
        }

    def test_the_enquiry_may_be_four_weeks_longer(self) -> None:
        """Twelve weeks, sixteen where a member asks for it; and a tolerance of 39 weeks once."""
        assert (window("cen", "40.20").length, window("cen", "40.20").longest) == ("12w", "16w")
        rule = read_lifecycle("cen").extension
        assert rule is not None
        assert (rule.longest, rule.times) == ("39w", 1)


class TestIetf:
    """The IETF's drafts, after RFC 6174 and the Datatracker."""

    def test_stages(self) -> None:
        """The stages are those a working group and its Area Director plan by, in order."""
        assert [stage.code for stage in read_lifecycle("ietf").stages] == [
            "individual",
            "adoption-call",
            "wg-document",
            "parked",
            "wg-last-call",
            "wg-writeup",
            "publication-requested",
            "ad-evaluation",
            "ietf-last-call",
            "iesg-evaluation",
            "approved-announcement",
            "rfc-editor",
            "auth48",
            "published",
            "internet-standard",
            "obsoleted",
            "historic",
            "replaced",
            "expired",
            "dead",
        ]

    @pytest.mark.parametrize(
        ("code", "allowed"),
        [
            ("wg-last-call", {"wg-last-call", "wg-document", "wg-writeup", "publication-requested", "iesg-evaluation"}),
            ("iesg-evaluation", {"rfc-editor", "wg-document", "individual", "ietf-last-call", "approved-announcement"}),
            ("rfc-editor", {"published", "iesg-evaluation", "auth48"}),
            ("published", {"internet-standard", "obsoleted", "historic"}),
            ("expired", {"individual", "wg-document"}),
            ("dead", {"individual", "wg-document"}),
        ],
    )
    def test_what_may_follow(self, code: str, allowed: set[str]) -> None:
        """A last call is optional, the IESG may send back, and a dead draft may be revived."""
        assert allowed <= set(following("ietf", code))

    @pytest.mark.parametrize(
        ("posted", "expires"),
        [
            (date(2025, 4, 7), date(2025, 10, 9)),  # draft-rsalz-2418bis-07
            (date(2020, 11, 20), date(2021, 5, 24)),  # a draft of Spencer Dawkins, version 02
            (date(2021, 1, 14), date(2021, 7, 18)),  # draft-ietf-quic-transport-34
        ],
    )
    @pytest.mark.parametrize("code", ["individual", "wg-document"])
    def test_a_draft_expires_after_185_days(self, code: str, posted: date, expires: date) -> None:
        """Each version starts the clock again, and the IESG stops it."""
        stage = stage_of("ietf", code)
        assert Duration.of(stage.limit or "").after(posted) == expires
        assert code in stage.next
        assert "publication-requested" in stage.until

    def test_last_calls(self) -> None:
        """The IETF's lasts two weeks at least; the group's two weeks are usual and no rule."""
        assert (window("ietf", "ietf-last-call").length, window("ietf", "ietf-last-call").least) == ("2w", True)
        assert window("ietf", "wg-last-call").verify

    def test_ends(self) -> None:
        """An RFC is done; an expired, dead or replaced draft is dropped; an obsoleted RFC is withdrawn."""
        assert outcomes("ietf", "done") == ["published", "internet-standard"]
        assert outcomes("ietf", "dropped") == ["replaced", "expired", "dead"]
        assert outcomes("ietf", "withdrawn") == ["obsoleted", "historic"]


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


class TestW3cOf2025:
    """The W3C's tracks, after the Process Document of 18 August 2025."""

    @pytest.mark.parametrize(
        ("code", "allowed"),
        [
            ("working-draft", {"working-draft", "candidate-snapshot", "discontinued"}),
            (
                "candidate-snapshot",
                {
                    "working-draft",
                    "candidate-snapshot",
                    "candidate-draft",
                    "recommendation",
                    "discontinued",
                    "rescinded-candidate",
                },
            ),
            (
                "recommendation",
                {"recommendation", "candidate-snapshot", "working-draft", "superseded", "obsolete", "rescinded"},
            ),
            ("note", {"statement", "note-draft", "note"}),
        ],
    )
    def test_what_may_follow(self, code: str, allowed: set[str]) -> None:
        """There is no Proposed Recommendation: a candidate leads to a Recommendation."""
        assert set(following("w3c-2025", code)) == allowed

    def test_which_process_holds(self) -> None:
        """The tracks of 2015 end on the day before those of 2025 begin."""
        assert read_lifecycle("w3c").valid_until == date(2025, 8, 17)
        assert read_lifecycle("w3c-2025").valid_from == date(2025, 8, 18)

    def test_comments_on_a_candidate(self) -> None:
        """At least 28 days, and a snapshot within 24 months."""
        assert (window("w3c-2025", "candidate-snapshot").length, stage_of("w3c-2025", "candidate-draft").limit) == (
            "28d",
            "24m",
        )


class TestOthers:
    """ITU-T, ETSI, 3GPP, OASIS, IEEE and China."""

    @pytest.mark.parametrize(
        ("name", "code", "length", "is_unchecked"),
        [
            ("itu-t-aap", "LC", "4w", False),
            ("itu-t-aap", "AR", "3w", False),
            ("itu-t-tap", "consultation", "3m", True),
            ("etsi-en", "enap", "90d", True),
            ("oasis", "csprd", "30d", False),
            ("oasis", "cos", "60d", True),
            ("oasis", "call-for-consent", "14d", True),
            ("ieee", "wg-recirculation", "15d", False),
            ("ieee", "sa-recirculation", "10d", True),
            ("gb", "征求意见稿", "60d", False),
        ],
    )
    def test_windows(self, name: str, code: str, length: str, *, is_unchecked: bool) -> None:
        """Each has its period, and those that no source was read for say so."""
        stage = stage_named(read_lifecycle(name), code)
        assert stage.window is not None
        assert (stage.window.length, stage.window.verify) == (length, is_unchecked)

    def test_a_ballot_on_changes_of_ieee_802_11(self) -> None:
        """Letter ballot 194 opened on 20 March 2013 and closed at 23:59 in New York on 4 April."""
        rule = window("ieee", "wg-recirculation")
        assert (rule.closing(date(2013, 3, 20)), rule.zone, rule.closes) == (
            date(2013, 4, 4),
            "America/New_York",
            "23:59",
        )

    def test_limits_of_chinas_stages(self) -> None:
        """Three, ten and two months from a source, five, eight and three without."""
        limits = [(stage.code, stage.limit, stage.verify) for stage in read_lifecycle("gb").stages if stage.limit]
        assert limits == [
            ("10", "3m", False),
            ("20", "10m", False),
            ("30", "2m", False),
            ("40", "5m", True),
            ("50", "8m", True),
            ("60", "3m", True),
        ]

    def test_versions_of_3gpp(self) -> None:
        """0 is a draft, 1 for information, 2 for approval, and then changes are by request."""
        codes = [stage.code for stage in read_lifecycle("3gpp-spec").stages][:4]
        assert codes == ["draft", "for-information", "for-approval", "under-change-control"]
        assert read_lifecycle("3gpp-spec").final == "under-change-control"


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


@pytest.mark.parametrize("name", lifecycle_names())
def test_nothing_is_wrong_with_a_lifecycle(name: str) -> None:
    """The check that users have for their own files finds nothing, and each says which rules it follows."""
    lifecycle = read_lifecycle(name)
    assert faults(lifecycle) == ()
    assert lifecycle.edition
