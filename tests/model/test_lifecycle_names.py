"""Stages as people write them, and what is wrong with a lifecycle."""

import pytest
from attrs import evolve

from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.interchange.seeds import lifecycle_names, read_lifecycle
from wgtrack.model.lifecycle_faults import faults
from wgtrack.model.lifecycles import Lifecycle, LifecycleError
from wgtrack.model.stage_names import find_stage, stage_named
from wgtrack.model.stages import ExtensionRule, Stage, StageWindow, Track, TrackDate
from wgtrack.store.snapshots import layout_of

DRAFT = Stage(code="draft", title="Draft", next=("sent",))
SENT = Stage(code="sent", title="Sent", outcome="done")


def memo(*stages: Stage, tracks: tuple[Track, ...] = (), extension: ExtensionRule | None = None) -> Lifecycle:
    """A lifecycle of these stages."""
    return Lifecycle(key="memo", title="Memo", stages=stages, tracks=tracks, extension=extension)


class TestNames:
    """One function understands what people type."""

    @pytest.mark.parametrize(
        ("lifecycle", "text", "code"),
        [
            ("iso", "20.60", "20.60"),
            ("iso", "2060", "20.60"),
            ("iso", "CD", "30.00"),
            ("iso", "dis", "40.00"),
            ("iso", "NWIP", "10.00"),
            ("ietf", "WGLC", "wg-last-call"),
            ("ietf", "wg last call", "wg-last-call"),
            ("ietf", "IESG-Evaluation", "iesg-evaluation"),
            ("w3c", "CR", "candidate-recommendation"),
            ("w3c-2025", "CRD", "candidate-draft"),
            ("gb", "报批稿", "50"),
            ("gb", "60", "60"),
            ("gb", "6060", "60.60"),
        ],
    )
    def test_what_people_write(self, lifecycle: str, text: str, code: str) -> None:
        """Codes without separators, aliases, and titles, in upper or lower case."""
        assert stage_named(read_lifecycle(lifecycle), text).code == code

    def test_the_beginning_of_several_codes(self) -> None:
        """40 is all of the enquiry stage, so its codes are named with their titles."""
        with pytest.raises(InputError, match=r"'40' could be several stages of 'iso'; write one of 40.00 \(DIS reg"):
            stage_named(read_lifecycle("iso"), "40")

    def test_a_title_that_several_have(self) -> None:
        """Votes close at 10.60, 40.60 and 95.60."""
        with pytest.raises(InputError, match=r"10.60 \(Close of voting\), 40.60 .*, 95.60"):
            find_stage(read_lifecycle("iso"), "close of voting")

    def test_what_names_no_stage(self) -> None:
        """An unknown word is an error of its own, or None for whoever has a better one."""
        with pytest.raises(UnknownKeyError, match=r"there is no iso stage '99\.99'"):
            stage_named(read_lifecycle("iso"), "99.99")
        assert find_stage(read_lifecycle("iso"), "99.99") is None

    @pytest.mark.parametrize("text", ["", ".", " "])
    def test_nothing_names_no_stage(self, text: str) -> None:
        """Separators alone are no name."""
        assert find_stage(read_lifecycle("iso"), text) is None


class TestRefused:
    """What keeps a lifecycle from being one, all at once."""

    def test_all_faults_are_told(self) -> None:
        """The error says the first and has the others."""
        with pytest.raises(LifecycleError) as error:
            memo(
                evolve(DRAFT, next=("out",), repeats=("sent",), until=("nowhere",)),
                evolve(SENT, outcome="active", aliases=("DRAFT",)),
                tracks=(Track(code="1", title="One", starts=("begin",), dates=(TrackDate(stage="end", limit="1m"),)),),
            )
        assert [str(one.message) for one in error.value.faults] == [
            "stage 'draft' of lifecycle 'memo' is followed by 'out', which is no stage",
            "stage 'draft' of lifecycle 'memo' repeats 'sent', which may not follow it",
            "the limit of stage 'draft' of lifecycle 'memo' ends with 'nowhere', which is no stage",
            "the lifecycle 'memo' has no stage that ends in success",
            "'DRAFT' stands for stage 'draft' and for stage 'sent' of lifecycle 'memo'",
            "track '1' of lifecycle 'memo' names 'begin', which is no stage",
            "track '1' of lifecycle 'memo' names 'end', which is no stage",
        ]

    def test_a_window_is_calendar_time(self) -> None:
        """Others do not live by the group's working days."""
        with pytest.raises(InputError, match="60wd depends on a group's working days"):
            StageWindow(length="60wd")

    @pytest.mark.parametrize("hour", ["24:01", "9:00", "noon"])
    def test_an_hour_that_there_is_not(self, hour: str) -> None:
        """A window closes at an hour of the day, or at its end."""
        with pytest.raises(InputError, match="is no hour of a day"):
            StageWindow(length="8w", closes=hour)

    @pytest.mark.parametrize("key", ["3gpp-spec", "iso", "w3c-2025"])
    def test_a_key_may_begin_with_a_digit(self, key: str) -> None:
        """No deadline depends on a lifecycle, so its key is never mistaken for a date."""
        assert evolve(memo(DRAFT, SENT), key=key).key == key

    @pytest.mark.parametrize("key", ["../iso", "", "-3gpp", "a b"])
    def test_what_cannot_be_a_key(self, key: str) -> None:
        """Paths and blanks are no keys."""
        with pytest.raises(InputError, match="cannot be a key"):
            evolve(memo(DRAFT, SENT), key=key)


class TestFaults:
    """What can be read, and is wrong all the same."""

    def test_nothing_is_wrong(self) -> None:
        """Two stages, one after the other."""
        assert faults(memo(DRAFT, SENT)) == ()

    @pytest.mark.parametrize(
        ("stages", "fault"),
        [
            (
                (DRAFT, SENT, Stage(code="lost", title="Lost", next=("sent",))),
                "stage lost cannot be reached from a stage where work begins",
            ),
            (
                (evolve(DRAFT, next=("sent", "stuck")), SENT, Stage(code="stuck", title="Stuck")),
                "stage stuck leads to no stage that ends the work",
            ),
            ((evolve(DRAFT, aliases=("D", "d")), SENT), "stage draft has an alias twice"),
            (
                (
                    evolve(DRAFT, next=("sent", "off")),
                    SENT,
                    Stage(code="off", title="Off", outcome="dropped", start=True),
                ),
                "stage off is where work begins, and it is dropped",
            ),
            ((evolve(DRAFT, usual="5wd", usual_days=5), SENT), "stage draft has usual and usual_days; leave one out"),
            ((evolve(DRAFT, usual="3m", limit="8w"), SENT), "stage draft usually takes longer than its limit"),
            ((evolve(DRAFT, then="cancelled"), SENT), "stage draft says what happens then, and has no limit"),
            ((evolve(DRAFT, until=("sent",)), SENT), "stage draft says what ends its limit, and has none"),
            (
                (evolve(DRAFT, window=StageWindow(length="8w", longest="4w")), SENT),
                "the window of stage draft is longer than its longest",
            ),
        ],
    )
    def test_stages(self, stages: tuple[Stage, ...], fault: str) -> None:
        """Each fault is one sentence that names the stage."""
        assert [str(one) for one in faults(memo(*stages))] == [fault]

    @pytest.mark.parametrize(
        ("track", "fault"),
        [
            (Track(code="1", title="One", starts=("draft",)), "track 1 has no dates"),
            (
                Track(code="1", title="One", starts=(), dates=(TrackDate(stage="sent", limit="1m"),)),
                "track 1 starts with no stage",
            ),
            (
                Track(code="1", title="One", starts=("draft",), dates=(TrackDate(stage="sent"),)),
                "track 1 has neither target nor limit for stage sent",
            ),
            (
                Track(
                    code="1", title="One", starts=("draft",), dates=(TrackDate(stage="sent", target="3m", limit="8w"),)
                ),
                "track 1 has the limit of stage sent before its target",
            ),
            (
                Track(code="1", title="One", starts=("draft",), dates=(TrackDate(stage="sent", limit="8w"),) * 2),
                "track 1 has a stage twice",
            ),
        ],
    )
    def test_tracks(self, track: Track, fault: str) -> None:
        """A track has a start, and dates that are in order."""
        assert [str(one) for one in faults(memo(DRAFT, SENT, tracks=(track,)))] == [fault]

    def test_rules_of_extension_that_say_nothing(self) -> None:
        """They give a length, a number, or a time to ask."""
        assert [str(one) for one in faults(memo(DRAFT, SENT, extension=ExtensionRule(by="the board")))] == [
            "the rules of extension say neither how long, how often nor by when"
        ]


class TestLasting:
    """How long a stage takes."""

    @pytest.mark.parametrize(
        ("stage", "lasts"),
        [
            (DRAFT, "None"),
            (evolve(DRAFT, usual_days=5), "5wd"),
            (evolve(DRAFT, usual="2m"), "2m"),
            (evolve(DRAFT, window=StageWindow(length="12w")), "12w"),
            (evolve(DRAFT, usual="14w", window=StageWindow(length="12w")), "14w"),
        ],
    )
    def test_lasts(self, stage: Stage, lasts: str) -> None:
        """What older files give in working days counts, and a window where nothing else is said."""
        assert str(stage.lasts) == lasts


def test_an_older_lifecycle_is_kept_as_it_was() -> None:
    """What does not use the newer fields has the same snapshot as before they came, so the hashes of its entries hold."""
    older = memo(evolve(DRAFT, usual_days=5), SENT)
    assert layout_of(older).encode(older) == (
        '{"key":"memo","stages":[{"code":"draft","next":["sent"],"title":"Draft","usual_days":5},'
        '{"code":"sent","outcome":"done","title":"Sent"}],"title":"Memo"}'
    )


@pytest.mark.parametrize("name", lifecycle_names())
def test_all_of_a_lifecycle_is_kept(name: str) -> None:
    """What is put on record is read back as it was: windows, limits, tracks and rules of extension."""
    lifecycle = read_lifecycle(name)
    layout = layout_of(lifecycle)
    assert layout.decode(1, "2016-09-05T00:00:00.000000+00:00", layout.encode(lifecycle)) == lifecycle
