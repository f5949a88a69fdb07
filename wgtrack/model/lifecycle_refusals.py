"""What keeps stages and tracks from being a lifecycle: names that stand for nothing, or for two things."""

from collections.abc import Iterator, Sequence

from wgtrack.errors import InputError
from wgtrack.messages.message import joined, untranslated
from wgtrack.model.stages import Stage, Track


def refusals(key: str, stages: Sequence[Stage], tracks: Sequence[Track]) -> Iterator[InputError]:
    """All that keeps a lifecycle from being one."""
    codes = [stage.code for stage in stages]
    if not codes:
        yield InputError(
            untranslated("the lifecycle '{key}' has no stages", key=key),
            untranslated("add at least one [[stage]]"),
        )
        return
    if len(set(codes)) < len(codes):
        yield InputError(
            untranslated("the lifecycle '{key}' has a stage twice", key=key),
            untranslated("give each stage its own code"),
        )
    for stage in stages:
        yield from _stage_faults(key, stage, codes)
    if not any(stage.outcome == "done" for stage in stages):
        yield InputError(
            untranslated("the lifecycle '{key}' has no stage that ends in success", key=key),
            untranslated('mark one with outcome = "done"'),
        )
    yield from _alias_faults(key, stages)
    yield from _track_faults(key, tracks, codes)


def _stage_faults(key: str, stage: Stage, codes: list[str]) -> Iterator[InputError]:
    for code in stage.next:
        if code not in codes:
            yield InputError(
                untranslated(
                    "stage '{stage}' of lifecycle '{key}' is followed by '{other}', which is no stage",
                    stage=stage.code,
                    key=key,
                    other=code,
                ),
                untranslated("choose from {codes}", codes=joined(codes)),
            )
    for code in stage.repeats:
        if code not in stage.next:
            yield InputError(
                untranslated(
                    "stage '{stage}' of lifecycle '{key}' repeats '{other}', which may not follow it",
                    stage=stage.code,
                    key=key,
                    other=code,
                ),
                untranslated("name it in next too"),
            )
    for code in stage.until:
        if code not in codes:
            yield InputError(
                untranslated(
                    "the limit of stage '{stage}' of lifecycle '{key}' ends with '{other}', which is no stage",
                    stage=stage.code,
                    key=key,
                    other=code,
                ),
                untranslated("choose from {codes}", codes=joined(codes)),
            )


def _alias_faults(key: str, stages: Sequence[Stage]) -> Iterator[InputError]:
    """A name that people write stands for one stage, and is no other stage's code."""
    taken = {stage.code.casefold(): stage.code for stage in stages}
    for stage in stages:
        for alias in stage.aliases:
            before = taken.setdefault(alias.casefold(), stage.code)
            if before != stage.code:
                yield InputError(
                    untranslated(
                        "'{alias}' stands for stage '{before}' and for stage '{stage}' of lifecycle '{key}'",
                        alias=alias,
                        before=before,
                        stage=stage.code,
                        key=key,
                    ),
                    untranslated("leave it with one of them"),
                )


def _track_faults(key: str, tracks: Sequence[Track], codes: Sequence[str]) -> Iterator[InputError]:
    named = [track.code for track in tracks]
    if len(set(named)) < len(named):
        yield InputError(
            untranslated("the lifecycle '{key}' has a track twice", key=key),
            untranslated("give each track its own code"),
        )
    for track in tracks:
        for code in (*track.starts, *(one.stage for one in track.dates)):
            if code not in codes:
                yield InputError(
                    untranslated(
                        "track '{track}' of lifecycle '{key}' names '{other}', which is no stage",
                        track=track.code,
                        key=key,
                        other=code,
                    ),
                    untranslated("choose from {codes}", codes=joined(codes)),
                )
