"""``wgtrack lifecycle``, and stages as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

Invoke: TypeAlias = Callable[..., Any]

LETTER = """
key = "letter"
title = "Letter"
source = "our rules"

[[stage]]
code = "draft"
title = "Draft"
next = ["signed"]

[[stage]]
code = "signed"
title = "Signed"
outcome = "done"
"""


class TestShow:
    """All of a lifecycle, for people and for programs."""

    def test_rules_above_the_stages(self, cli_invoke: Invoke) -> None:
        """The edition, the days it is valid and its source come first."""
        said = cli_invoke("lifecycle", "show", "w3c-2025").stdout.splitlines()
        assert said[:3] == [
            "w3c-2025  W3C Recommendation, Note and Registry Tracks",
            "rules: Process Document of 18 August 2025",
            "valid: from 2025-08-18",
        ]

    def test_windows_limits_and_aliases(self, cli_invoke: Invoke) -> None:
        """Each stage has in its line what people call it, how long it takes, and what happens at its limit."""
        said = cli_invoke("lifecycle", "show", "iso").stdout
        lines = {line.split()[0]: " ".join(line.split()) for line in said.splitlines() if line[:2].isdigit()}
        assert lines["00.00"] == (
            "00.00 Proposal for new project received 00.20 PWI 3y until 10.00: cancelled begins here"
        )
        assert "\n30.20: comments only since 30 June 2022; a vote before\n" in said
        assert "40.20: closes at 24:00 CET" in said
        assert "window 8w to 16w" in said

    def test_tracks_and_extension(self, cli_invoke: Invoke) -> None:
        """A track has its start and its limits; the extension its three rules."""
        said = cli_invoke("lifecycle", "show", "iso").stdout
        assert (
            "track 24: 24 months, from 10.99 or 20.00 (verify)\n  40.00  limit + 12m (verify)\n  60.60  limit + 24m\n"
            in said
        )
        assert "extension: up to 9m, once; asked for 2m before the limit; by resolution of the committee" in said

    @pytest.mark.parametrize(("name", "is_unchecked"), [("iso", True), ("white-paper", False)])
    def test_what_is_unchecked(self, cli_invoke: Invoke, name: str, *, is_unchecked: bool) -> None:
        """The last line says that something has to be verified, and where above all."""
        said = cli_invoke("lifecycle", "show", name).stdout
        assert ("verify: no source was read for some of it" in said) is is_unchecked

    def test_json_has_all_of_it(self, cli_invoke: Invoke) -> None:
        """Fields by their names, small values as objects, days as text."""
        shown = json.loads(cli_invoke("lifecycle", "show", "iso", "--format", "json").stdout)
        assert (shown["valid_from"], shown["extension"]["longest"]) == ("2022-06-30", "9m")
        assert shown["tracks"][2]["dates"][0] == {"stage": "40.00", "target": None, "limit": "24m", "verify": True}
        stages = {stage["code"]: stage for stage in shown["stages"]}
        assert stages["40.20"]["window"]["length"] == "12w"
        assert stages["95.99"]["outcome"] == "withdrawn"

    def test_list_says_from_when_to_when(self, cli_invoke: Invoke) -> None:
        """A list has the days of the rules, and which lifecycles have something unchecked."""
        rows = cli_invoke("lifecycle", "list", "--format", "csv").stdout.splitlines()
        assert rows[0] == "key,title,stages,valid,unchecked,on record,source"
        assert any(
            row.startswith("w3c,W3C Recommendation Track,6,from 2015-09-01 until 2025-08-17,verify,") for row in rows
        )


class TestCheck:
    """What is wrong with a file, a line each."""

    def test_nothing_is_wrong(self, cli_invoke: Invoke, desk: Path) -> None:
        """A sound file is said to be one."""
        desk.joinpath("letter.toml").write_text(LETTER)
        assert cli_invoke("lifecycle", "check", "letter.toml").stdout == "letter: nothing is wrong\n"

    def test_what_cannot_be_read(self, cli_invoke: Invoke, desk: Path) -> None:
        """Durations and hours that cannot be read are told with their place, all of them, and the exit code is 1."""
        text = LETTER.replace(
            'next = ["signed"]', 'next = ["signed"]\nlimit = "3 moons"\nwindow = { length = "60wd", closes = "noon" }'
        )
        desk.joinpath("letter.toml").write_text(text)
        found = cli_invoke("lifecycle", "check", "letter.toml", code=1)
        assert [line.partition(";")[0] for line in found.stdout.splitlines()] == [
            "letter.toml: stage, draft, limit: cannot read the duration '3 moons'",
            "letter.toml: stage, draft, window, length: 60wd depends on a group's working days",
            "letter.toml: stage, draft, window, closes: 'noon' is no hour of a day",
        ]
        assert "3 faults" in found.stderr

    def test_what_names_no_stage(self, cli_invoke: Invoke, desk: Path) -> None:
        """Everything that keeps it from being a lifecycle is told at once."""
        text = LETTER.replace('["signed"]', '["sent", "posted"]').replace('outcome = "done"', "")
        desk.joinpath("letter.toml").write_text(text)
        found = cli_invoke("lifecycle", "check", "letter.toml", code=1).stdout
        assert [line.partition(";")[0] for line in found.splitlines()] == [
            "letter.toml: stage 'draft' of lifecycle 'letter' is followed by 'sent', which is no stage",
            "letter.toml: stage 'draft' of lifecycle 'letter' is followed by 'posted', which is no stage",
            "letter.toml: the lifecycle 'letter' has no stage that ends in success",
        ]

    def test_what_can_be_read_and_is_wrong(self, cli_invoke: Invoke, desk: Path) -> None:
        """A stage that nothing leads to and a track that is out of order."""
        text = f"""{LETTER}
[[stage]]
code = "lost"
title = "Lost"
next = ["signed"]

[[track]]
code = "fast"
title = "Fast"
starts = ["draft"]
dates = [{{ stage = "signed", target = "3m", limit = "8w" }}]
"""
        desk.joinpath("letter.toml").write_text(text)
        assert cli_invoke("lifecycle", "check", "letter.toml", code=1).stdout == (
            "letter: stage lost cannot be reached from a stage where work begins\n"
            "letter: track fast has the limit of stage signed before its target\n"
        )

    def test_lifecycles_of_a_groups_file(self, cli_invoke: Invoke, desk: Path) -> None:
        """A group's own lifecycles are checked where they stand."""
        stages = LETTER.replace("\nkey", "\n[[lifecycle]]\nkey").replace("[[stage]]", "[[lifecycle.stage]]")
        desk.joinpath("group.toml").write_text(f'title = "Letters"\n{stages}')
        assert cli_invoke("lifecycle", "check", "group.toml").stdout == "letter: nothing is wrong\n"

    def test_a_file_without_a_lifecycle(self, cli_invoke: Invoke, desk: Path) -> None:
        """There is nothing to check, which is an error of the line and no fault."""
        desk.joinpath("group.toml").write_text('title = "Letters"\n')
        assert "there is no lifecycle in 'group.toml'" in cli_invoke("lifecycle", "check", "group.toml", code=2).stderr


class TestTyped:
    """Stages as people write them, wherever one is typed."""

    @pytest.fixture(autouse=True)
    def terms(self, request: pytest.FixtureRequest, cli_invoke: Invoke) -> None:
        """A project on ISO's stages, registered."""
        request.getfixturevalue("small_group")
        cli_invoke("deliverable", "add", "terms", "--title", "Terms", "--lifecycle", "iso")
        cli_invoke("deliverable", "advance", "terms", "20.00")

    def test_advance(self, cli_invoke: Invoke) -> None:
        """A code without its dot is understood, and the answer says as what."""
        said = cli_invoke("deliverable", "advance", "terms", "2020").stdout
        assert said == "terms entered 20.20 (Working draft (WD) study initiated) on 1 November 2016\n"

    def test_a_stage_that_may_not_follow(self, cli_invoke: Invoke) -> None:
        """An alias is refused as its code would be."""
        said = cli_invoke("deliverable", "advance", "terms", "DIS", code=2).stderr
        assert "'terms' may not enter 40.00 from 20.00; it may enter 20.20" in said

    def test_several_stages(self, cli_invoke: Invoke) -> None:
        """What could be several is refused with their names."""
        said = cli_invoke("deliverable", "plan", "terms", "40", "2017-05-01", code=2).stderr
        assert "'40' could be several stages of 'iso'; write one of 40.00 (DIS registered), 40.20" in said

    def test_plan(self, cli_invoke: Invoke) -> None:
        """A plan by an alias is the plan of the stage, and replaces the one before."""
        cli_invoke("deliverable", "plan", "terms", "40.00", "2017-05-01")
        said = cli_invoke("deliverable", "plan", "terms", "dis", "2017-04-03").stdout
        assert said.startswith("terms is planned to enter 40.00 (DIS registered) by")
        shown = json.loads(cli_invoke("deliverable", "show", "terms", "--format", "json").stdout)
        assert shown["planned"] == [{"stage": "40.00", "due": "2017-04-03"}]

    def test_in_deadlines_links_and_milestones(self, cli_invoke: Invoke) -> None:
        """The record keeps codes, whatever was typed."""
        cli_invoke("deliverable", "edit", "terms", "--due-stage", "IS")
        cli_invoke("deliverable", "plan", "terms", "CD", "2017-02-01")
        cli_invoke("task", "add", "T-8", "--title", "Comments", "--after", "terms@CD", "--target", "terms@CD + 8w")
        cli_invoke("task", "add", "M-8", "--title", "Out", "--milestone", "--reached-by", "terms@6060")
        exported = [json.loads(cli_invoke("task", "show", key, "--format", "json").stdout) for key in ("T-8", "M-8")]
        assert (exported[0]["after"], exported[0]["target"]) == (["terms@30.00"], "terms@30.00 + 8w")
        assert exported[1]["reached_by"] == "terms@60.60"
        assert json.loads(cli_invoke("deliverable", "show", "terms", "--format", "json").stdout)["due_stage"] == "60.60"

    def test_a_next_round_needs_no_reason(self, cli_invoke: Invoke) -> None:
        """A second working draft is no step back; a second committee draft is one."""
        for stage in ("WD", "2060", "WD", "2060", "20.99", "CD", "3020", "3060"):
            cli_invoke("deliverable", "advance", "terms", stage)
        said = cli_invoke("deliverable", "advance", "terms", "3020", code=2).stderr
        assert "sending 'terms' back from 30.60 to 30.20 needs a reason" in said

    def test_withdrawn(self, cli_invoke: Invoke) -> None:
        """A standard that is withdrawn is owed no more, with its reason, as one that was dropped."""
        for stage in ("WD", "2060", "2099", "DIS", "4020", "4060", "4099", "6000", "IS"):
            cli_invoke("deliverable", "advance", "terms", stage)
        cli_invoke("deliverable", "advance", "terms", "95.99", "--why", "the next edition is out")
        assert json.loads(cli_invoke("deliverable", "show", "terms", "--format", "json").stdout)["state"] == "dropped"
