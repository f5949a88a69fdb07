"""Files that no export wrote, each refused with the line it is about: hostile, damaged, edited by hand, or another program's."""

from hashlib import sha256
from pathlib import Path

import pytest

import wgtrack
from wgtrack.errors import ImportedFileError

FOLDER = Path(__file__).parents[1] / "rejected" / "exports"

#: The SHA-256 of one letter, of which the files of reports consist here.
X, Y = (sha256(letter).hexdigest() for letter in (b"x", b"y"))
#: File -> the line that is told first, and how what is told of it begins.
EXPECTED: dict[str, tuple[int, str]] = {
    "a_number": (2, "this is JSON, but no object in braces"),
    "action_with_escape": (2, "the action has the control character U+001B"),
    "another_format": (1, "the file does not begin with the header of an exported record"),
    "another_key_in_the_record": (2, "the calendar 'all' has another key, 'none', in its record"),
    "at_in_another_zone": (2, "an instant of the entry cannot be read ('2016-08-01T09:00:00.000000+08:00'"),
    "at_in_year_0": (2, "an instant of the entry cannot be read (year 0"),
    "at_in_year_10000": (2, "an instant of the entry cannot be read"),
    "at_is_a_day": (2, "an instant of the entry cannot be read ('2016-08-01'"),
    "at_without_zone": (2, "an instant of the entry cannot be read ('2016-08-01T01:00:00.000000'"),
    "blank_line": (3, "this is no JSON"),
    "by_is_empty": (2, "the name of who made the change is empty"),
    "by_with_escape": (2, "the name of who made the change has the control character U+001B"),
    "byte_order_mark": (1, "the file begins with a byte order mark; save it as UTF-8"),
    "circle_of_events": (4, "the event 'a': deadlines hang on each other in a circle: a -> b -> a"),
    "circle_of_groups": (3, "the group 'wg': the committees would go round in a circle: wg -> wg"),
    "circle_of_links": (4, "the task 'T-1': the links would go round in a circle: T-1 -> T-2 -> T-1"),
    "circle_of_one": (4, "the task 'T-1': the links would go round in a circle: T-1 -> T-1"),
    "comment": (2, "this is no JSON (Expecting value at column 1)"),
    "cut_short": (3, "this is no JSON"),
    "database": (1, "this is no JSON"),
    "day_that_does_not_exist": (4, "entry 3 of the journal cannot be read (day is out of range for month)"),
    "deep_nesting": (2, "the JSON is nested too deeply"),
    "deep_nesting_without_end": (2, "the JSON is nested too deeply"),
    "deep_record": (2, "the JSON is nested too deeply"),
    "done_without_state": (
        4,
        "the task 'T-1' could not be written: 'T-1' is open but its day of finishing is 2016-08-02",
    ),
    "empty": (1, "the file is empty"),
    "estimate_in_words": (4, "entry 3 of the journal cannot be read (could not convert string to float: 'five')"),
    "estimate_is_nan": (4, "entry 3 of the journal cannot be read (the estimate nan/nan/nan is out of range"),
    "estimate_out_of_order": (4, "entry 3 of the journal cannot be read (the estimate 9/5/3 is out of order"),
    "event_that_ends_before": (
        4,
        "the event 'a': the event 'a' would end on 2016-09-01 before it starts on 2016-09-09",
    ),
    "file_base64_is_cut": (3, "the file's 'base64' is none"),
    "file_base64_is_none": (3, "the file's 'base64' is none"),
    "file_before_any_entry": (2, f"the file {X} is none that the entry before it names"),
    "file_changed": (5, f"the file {X} does not fit its hash"),
    "file_in_two_forms": (3, "the line of a file has a 'file', and a 'text' or a 'base64'"),
    "file_missing": (4, f"the file {X} of the report 'wg:report:1' is missing"),
    "file_missing_in_the_middle": (6, f"the file {Y} of the report 'wg:report:1' is missing"),
    "file_name_is_no_hash": (3, "the file's 'file' cannot be '../../etc/passwd'"),
    "file_nobody_names": (3, f"the file {X} is none that the entry before it names"),
    "file_of_another_report": (5, f"the file {Y} is none that the entry before it names"),
    "file_text_is_a_number": (3, "the file's 'text' cannot be 1"),
    "file_text_is_half_a_character": (3, "invalid Unicode (half of a surrogate pair)"),
    "file_twice": (6, f"the file {X} is none that the entry before it names, or came before"),
    "file_without_content": (3, "the line of a file has a 'file', and a 'text' or a 'base64'"),
    "gap_in_numbers": (3, "the entry's number is 3, where 2 comes next"),
    "gzip": (1, "the byte 0x8b at column 2 is not UTF-8"),
    "half_a_character": (2, "invalid Unicode (half of a surrogate pair)"),
    "half_a_character_in_by": (2, "invalid Unicode (half of a surrogate pair)"),
    "hash_in_capitals": (2, "the entry's 'hash' cannot be 'AAAA"),
    "hash_that_does_not_fit": (2, "the entry's hash does not fit: it or an entry before it was changed"),
    "hash_too_short": (2, "the entry's 'hash' cannot be '00'"),
    "header_is_a_list": (1, "this is JSON, but no object in braces"),
    "html": (1, "this is no JSON"),
    "infinity": (2, "Infinity is no number of JSON"),
    "key_like_a_path": (4, "the task '../../etc/passwd' could not be written: '../../etc/passwd' cannot be a key"),
    "key_of_two_kinds": (4, "the key of the party 'wg' was another record's before"),
    "key_with_nul": (2, "the key has the control character U+0000"),
    "kind_is_a_table": (2, "there is no kind of record 'calendars'"),
    "kind_is_sql": (2, 'there is no kind of record "task\'; DROP TABLE journal; --"'),
    "latin1": (2, "the byte 0xe9 at column 144 is not UTF-8"),
    "link_lag_without_end": (4, "entry 3 of the journal cannot be read"),
    "link_of_unknown_type": (4, "entry 3 of the journal cannot be read"),
    "milestone_that_takes_time": (4, "the task 'T-1' could not be written: the milestone 'T-1' takes no working days"),
    "missing_member": (2, "the entry has no 'by'"),
    "missing_new": (2, "the entry has no 'new'"),
    "names_out_of_order": (3, "the group 'wg' is not in the form that wgtrack writes it in"),
    "nan": (2, "NaN is no number of JSON"),
    "new_is_a_list": (2, "the entry's 'new' cannot be []"),
    "new_is_text": (2, "the entry's 'new' cannot be 'none'"),
    "newer_version": (1, "the file is of version 2 of the format, and this wgtrack knows 1"),
    "no_header": (1, "the file does not begin with the header of an exported record"),
    "not_an_object": (2, "this is JSON, but no object in braces"),
    "note_with_nul": (4, "the task 'T-1' could not be written: the note has the control character U+0000"),
    "number_beyond_floats": (4, "a number in the entry's 'new' is too large"),
    "number_beyond_sqlite": (2, "the entry's 'number' cannot be 9223372036854775808"),
    "number_is_a_fraction": (2, "the entry's 'number' cannot be 1.0"),
    "number_is_negative": (2, "the entry's 'number' cannot be -1"),
    "number_is_text": (2, "the entry's 'number' cannot be '1'"),
    "number_is_true": (2, "the entry's 'number' cannot be True"),
    "number_is_zero": (2, "the entry's 'number' cannot be 0"),
    "number_of_5000_digits": (2, "a number in it is too long"),
    "number_twice": (3, "the entry's number is 1, where 2 comes next"),
    "numbers_begin_at_2": (2, "the entry's number is 2, where 1 comes next"),
    "overlong_utf8": (2, "the byte 0xc0 at column 12 is not UTF-8"),
    "percent_beyond_100": (4, "the task 'T-1' could not be written: 101 is not a percentage"),
    "previous_back_in_time": (3, "the entry names another as the one before it of the group 'wg'"),
    "previous_is_itself": (2, "the entry cannot follow entry 1"),
    "previous_missing": (4, "the entry names another as the one before it of the group 'wg'; by instant and number it"),
    "previous_of_another": (3, "the entry names another as the one before it of the group 'wg'; it is the first"),
    "previous_to_come": (2, "the entry cannot follow entry 7"),
    "problems_in_many_lines": (2, "the name of who made the change is empty"),
    "proto_member": (2, "'__class__' is no part of an entry"),
    "record_of_wrong_type": (4, "entry 3 of the journal cannot be read (a value of type str is out of place)"),
    "record_with_unknown_field": (4, "entry 3 of the journal cannot be read (it holds what no task has)"),
    "record_without_title": (4, "entry 3 of the journal cannot be read (its title is missing)"),
    "recorded_at_is_no_instant": (2, "an instant of the entry cannot be read"),
    "same_field_twice": (4, "'title' appears twice in one object"),
    "same_member_twice": (2, "'number' appears twice in one object"),
    "single_quotes": (2, "this is no JSON"),
    "state_unknown": (4, "entry 3 of the journal cannot be read (unknown: 'opem')"),
    "step_ahead": (2, "the entry cannot be of step 2"),
    "step_of_another_time": (3, "the entry cannot be of step 1"),
    "step_of_long_ago": (4, "the entry cannot be of step 1, behind one of step 2"),
    "surrogate_bytes": (2, "the byte 0xed at column 12 is not UTF-8"),
    "taken_away_first": (2, "the group 'wg' is taken away, and is not there"),
    "taken_away_twice": (5, "the group 'wg' is taken away, and is not there"),
    "target_after_the_last_year": (4, "the task 'T-1': cannot resolve the deadline '9999-12-31'"),
    "target_beyond_all_days": (4, "the task 'T-1': cannot resolve the deadline '2016-01-01 + 999999999d'"),
    "target_on_itself": (4, "the task 'T-1': deadlines hang on each other in a circle: T-1 -> T-1"),
    "target_on_sql": (4, "the task 'T-1': cannot read"),
    "target_that_is_no_date": (4, "the task 'T-1': there is no 'whenever' to hang a deadline on"),
    "target_unread_in_the_past": (4, "the task 'T-1': cannot read the deadline '((((((summit'; write a day"),
    "title_is_empty": (4, "the task 'T-1' could not be written: the title is empty"),
    "title_on_two_lines": (4, "the task 'T-1' could not be written: the title 'a\\nb' has a line break or a tab in it"),
    "title_with_escape": (4, "the task 'T-1' could not be written: the title has the control character U+001B"),
    "toml": (1, "this is no JSON"),
    "two_objects_on_a_line": (2, "this is no JSON (Extra data"),
    "undoes_itself": (2, "there is no step 1 before it that it could undo"),
    "undoes_no_step": (5, "there is no step 3 before it that it could undo"),
    "undoes_what_is_to_come": (3, "there is no step 5 before it that it could undo"),
    "unknown_calendar": (2, "the group 'wg': there is no calendar 'XX'"),
    "unknown_group": (3, "the task 'T-1': there is no group 'wg'"),
    "unknown_kind": (2, "there is no kind of record 'milestone'; there are area, baseline, calendar, deliverable"),
    "unknown_lifecycle": (4, "the deliverable 'paper': there is no lifecycle 'nope'"),
    "unknown_member": (2, "'colour' is no part of an entry"),
    "unknown_predecessor": (
        4,
        "the task 'T-1': there is no task, event or deliverable for 'T-1' to wait for named 'T-0'",
    ),
    "unknown_timezone": (3, "the group 'wg': there is no time zone '../../etc/passwd'"),
    "utf16": (1, "the file is UTF-16; save it as UTF-8"),
    "version_is_true": (1, "the file is of version True of the format"),
    "week_without_work": (2, "the calendar 'none' could not be written: the calendar 'none' has no working week"),
    "why_with_nul": (2, "the reason has the control character U+0000"),
    "zeros": (1, "this is no JSON"),
}


def refusal_of(path: Path, into: Path) -> ImportedFileError:
    """The error that importing a file ends in; nothing is left of the file that it was to be read into."""
    with pytest.raises(ImportedFileError) as refused:
        wgtrack.import_record(path, into / "new.db")
    assert list(into.iterdir()) == []
    return refused.value


def test_every_file_is_expected() -> None:
    """The folder holds just the files that are told here."""
    assert {path.stem for path in FOLDER.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    """The first problem of a bad file is told with its line, what is wrong and what to do, in printable lines; nothing is made."""
    path = FOLDER / f"{name}.jsonl"
    line, said = EXPECTED[name]
    error = refusal_of(path, tmp_path)
    assert str(error.problems[0]).startswith(f"{path}:{line}: {said}")
    assert all("; " in problem and len(problem) < 500 + len(str(path)) for problem in map(str, error.problems))
    assert all(line.isprintable() for line in str(error).split("\n"))


def test_one_problem_is_one_line(tmp_path: Path) -> None:
    """The error of a file with one mistake is one line, which begins with file and line number."""
    path = FOLDER / "state_unknown.jsonl"
    assert str(refusal_of(path, tmp_path)).startswith(f"{path}:4: ")
    assert "\n" not in str(refusal_of(path, tmp_path))


def test_the_first_of_many_problems_are_told(tmp_path: Path) -> None:
    """Of a file that is wrong in 29 lines, the first ten problems are told, after a line that says that nothing was imported."""
    path = FOLDER / "problems_in_many_lines.jsonl"
    error = refusal_of(path, tmp_path)
    assert [str(problem).split(": ")[0] for problem in error.problems] == [f"{path}:{line}" for line in range(2, 12)]
    assert str(error).split("\n")[0] == f"{path}: nothing was imported, for these are wrong:"
    assert str(error).count("\n") == 10
