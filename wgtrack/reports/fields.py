"""What the fields of records, and the acts that change them, are called among people."""

from collections.abc import Mapping

from wgtrack.saying import Message, Text, said

FIELD_NAMES: Mapping[str, Message] = {
    "affiliation": said("affiliation"),
    "after": said("waits for"),
    "area": said("area"),
    "at": said("instant"),
    "calendar": said("calendar"),
    "deliverables": said("deliverables"),
    "description": said("description"),
    "doctype": said("type"),
    "done_at": said("done at"),
    "done_on": said("done on"),
    "dropped": said("dropped"),
    "due_stage": said("due stage"),
    "ends": said("ends"),
    "estimate": said("estimate"),
    "first_year": said("first year"),
    "group": said("group"),
    "illustrative": said("illustrative"),
    "kind": said("kind"),
    "last_year": said("last year"),
    "lifecycle": said("lifecycle"),
    "limit": said("limit"),
    "mandate": said("mandate"),
    "name": said("name"),
    "names": said("names"),
    "not_before": said("not before"),
    "note": said("note"),
    "off": said("off"),
    "owners": said("owners"),
    "parent": said("parent"),
    "party": said("party"),
    "percent": said("percent"),
    "place": said("place"),
    "planned": said("planned stage"),
    "provisional_years": said("provisional years"),
    "reached": said("stage"),
    "reached_by": said("reached by"),
    "remaining": said("remaining"),
    "role": said("role"),
    "serves": said("serves"),
    "since": said("since"),
    "source": said("source"),
    "stages": said("stages"),
    "stale_days": said("stale days"),
    "started_on": said("started on"),
    "starts": said("starts"),
    "state": said("state"),
    "tags": said("tags"),
    "target": said("target"),
    "timezone": said("timezone"),
    "title": said("title"),
    "until": said("until"),
    "waiting": said("waiting"),
    "warning_days": said("warning days"),
    "weekend": said("weekend"),
    "work": said("work"),
}
#: Words of the record that stand for themselves in English: states, kinds, roles, acts.
TERMS: Mapping[str, Message] = {
    "active": said("active"),
    "add": said("added"),
    "advance": said("advanced"),
    "appoint": said("appointed"),
    "baseline": said("baseline saved"),
    "deliverable": said("deliverable"),
    "done": said("done"),
    "drop": said("dropped"),
    "dropped": said("dropped"),
    "edit": said("edited"),
    "event": said("event"),
    "issue": said("report issued"),
    "load": said("loaded"),
    "milestone": said("milestone"),
    "move": said("moved"),
    "open": said("open"),
    "plan_stage": said("stage planned"),
    "progress": said("progress noted"),
    "refresh": said("calendar looked up again"),
    "resume": said("taken up again"),
    "save": said("edited"),
    "start": said("started"),
    "task": said("task"),
    "undo": said("taken back"),
    "wait": said("handed over"),
}


def field_name(field: str) -> Text:
    """What a field is called; its own name where it has no other."""
    return FIELD_NAMES.get(field, field.replace("_", " "))


def term(word: str) -> Text:
    """A word of the record, to be told in a language; as it is where it has no translation."""
    return TERMS.get(word, word.replace("_", " "))
