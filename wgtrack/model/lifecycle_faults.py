"""What is wrong with a lifecycle that can be read: stages nobody gets to, dates out of order, words without what they are about."""

from collections.abc import Iterable, Iterator

from wgtrack.messages.message import Message, untranslated
from wgtrack.model.durations import Duration
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.stages import ENDED, Stage, Track


def faults(lifecycle: Lifecycle) -> tuple[Message, ...]:
    """Everything that is found, in the order of the file."""
    return (
        *_ways(lifecycle),
        *(fault for stage in lifecycle.stages for fault in _stage(stage)),
        *(fault for track in lifecycle.tracks for fault in _track(track)),
        *_extension(lifecycle),
    )


def _ways(lifecycle: Lifecycle) -> Iterator[Message]:
    """Stages that nothing leads to, and those from which the work never ends."""
    followers = {stage.code: stage.next for stage in lifecycle.stages}
    reached = _from(lifecycle.starts, followers)
    before: dict[str, list[str]] = {code: [] for code in followers}
    for code, after in followers.items():
        for other in after:
            before[other].append(code)
    ends = [stage.code for stage in lifecycle.stages if stage.outcome != "active"]
    ending = _from(ends, before)
    for stage in lifecycle.stages:
        if stage.code not in reached:
            yield untranslated("stage {stage} cannot be reached from a stage where work begins", stage=stage.code)
        if stage.code not in ending:
            yield untranslated("stage {stage} leads to no stage that ends the work", stage=stage.code)


def _from(starts: Iterable[str], ways: "dict[str, list[str]] | dict[str, tuple[str, ...]]") -> set[str]:
    found = set(starts)
    todo = list(found)
    while todo:
        new = [code for code in ways[todo.pop()] if code not in found]
        found.update(new)
        todo += new
    return found


def _stage(stage: Stage) -> Iterator[Message]:
    if len({alias.casefold() for alias in stage.aliases}) < len(stage.aliases):
        yield untranslated("stage {stage} has an alias twice", stage=stage.code)
    if stage.start and stage.outcome in ENDED:
        yield untranslated(
            "stage {stage} is where work begins, and it is {outcome}", stage=stage.code, outcome=stage.outcome
        )
    if stage.usual is not None and stage.usual_days is not None:
        yield untranslated("stage {stage} has usual and usual_days; leave one out", stage=stage.code)
    if stage.usual is not None and stage.limit is not None and _is_longer(stage.usual, stage.limit):
        yield untranslated("stage {stage} usually takes longer than its limit", stage=stage.code)
    if stage.then is not None and stage.limit is None and stage.grace is None:
        yield untranslated("stage {stage} says what happens then, and has no limit", stage=stage.code)
    if stage.until and stage.limit is None:
        yield untranslated("stage {stage} says what ends its limit, and has none", stage=stage.code)
    window = stage.window
    if window is not None and window.longest is not None and _is_longer(window.length, window.longest):
        yield untranslated("the window of stage {stage} is longer than its longest", stage=stage.code)


def _track(track: Track) -> Iterator[Message]:
    if not track.starts:
        yield untranslated("track {track} starts with no stage", track=track.code)
    named = [one.stage for one in track.dates]
    if len(set(named)) < len(named):
        yield untranslated("track {track} has a stage twice", track=track.code)
    if not track.dates:
        yield untranslated("track {track} has no dates", track=track.code)
    for one in track.dates:
        if one.target is None and one.limit is None:
            yield untranslated(
                "track {track} has neither target nor limit for stage {stage}", track=track.code, stage=one.stage
            )
        elif one.target is not None and one.limit is not None and _is_longer(one.target, one.limit):
            yield untranslated(
                "track {track} has the limit of stage {stage} before its target", track=track.code, stage=one.stage
            )
    if track.valid_from is not None and track.valid_until is not None and track.valid_until < track.valid_from:
        yield untranslated("track {track} ends before it begins", track=track.code)


def _extension(lifecycle: Lifecycle) -> Iterator[Message]:
    rule = lifecycle.extension
    if rule is not None and rule.longest is None and rule.times is None and rule.ask_before is None:
        yield untranslated("the rules of extension say neither how long, how often nor by when")


def _is_longer(one: str, other: str) -> bool:
    return Duration.of(one).about_days > Duration.of(other).about_days
