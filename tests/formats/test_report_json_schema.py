"""The JSON of reports keeps to its published schema, and the schema leaves no key out."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import wgtrack
from wgtrack.formats import json_
from wgtrack.messages.languages import language

SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"
DAYS = (("2016-09-05", "2016-08-22"), ("2016-09-20", "2016-09-05"), ("2016-10-18", "last"))


def strict(schema: Any) -> Any:
    """The schema without room for keys that it does not name."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: strict(part) for name, part in schema.items()}
    if "allOf" in found:  # what it is made of is judged as a whole
        for part in found["allOf"]:
            part.pop("unevaluatedProperties", None)
    return {**found, "unevaluatedProperties": False} if "properties" in found or "allOf" in found else found


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The schema as it is published."""
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def problems(schema: dict[str, Any], name: str, text: str) -> list[str]:
    """What in a report is not as the schema says, or not said by it."""
    definitions = strict(schema["$defs"])
    # A deadline with its anchor is a deadline and one key more.
    definitions["promised"]["allOf"][0] = dict(schema["$defs"]["deadline"].items())
    validator = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": definitions})
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(json.loads(text))]


def test_the_schema_is_one(schema: dict[str, Any]) -> None:
    """It is valid by the draft that it names."""
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
@pytest.mark.parametrize(("day", "since"), DAYS)
def test_a_report_keeps_to_the_schema(
    schema: dict[str, Any], tracker_2016: wgtrack.Tracker, day: str, since: str, tag: str
) -> None:
    """On each of the three days, every key is one that the schema names, of the type it says."""
    made = tracker_2016.report(day, since=since, language=tag)
    assert problems(schema, "report", json_.write(made, language(tag))) == []


def test_a_status_keeps_to_the_schema(schema: dict[str, Any], tracker_2016: wgtrack.Tracker) -> None:
    """What `wgtrack status --format json` writes is part of the same contract."""
    assert problems(schema, "status", json_.write(tracker_2016.status("2016-09-20"))) == []


def test_a_portfolio_keeps_to_the_schema(schema: dict[str, Any], tracker_2016: wgtrack.Tracker) -> None:
    """So is that of several groups."""
    made = tracker_2016.portfolio("2016-09-20", language="zh-Hans")
    assert problems(schema, "portfolio", json_.write(made, language("zh-Hans"))) == []


def test_a_report_has_all_that_a_status_has(tracker_2016: wgtrack.Tracker) -> None:
    """A program that reads the JSON of a status reads that of a report as well, and finds the same in it."""
    status = json.loads(json_.write(tracker_2016.status("2016-09-20")))
    report = json.loads(json_.write(tracker_2016.report("2016-09-20")))
    assert {key: report[key] for key in status} == status


def test_an_unknown_key_would_be_found(schema: dict[str, Any], tracker_2016: wgtrack.Tracker) -> None:
    """The check above is one: a key that no one published is a problem."""
    made = json.loads(json_.write(tracker_2016.status("2016-09-20")))
    made["items"][0]["colour"] = "red"
    assert problems(schema, "status", json.dumps(made))


def test_the_text_is_that_of_the_values_as_one(tracker_2016: wgtrack.Tracker) -> None:
    """The members are written one by one, and the text is what the json module makes of all together."""
    made = tracker_2016.report("2016-09-20")
    whole = json.dumps(json_.as_json(made, language("zh-Hans")), ensure_ascii=False, indent=2)
    assert json_.write(made, language("zh-Hans")) == f"{whole}\n"
