"""What the fields of records, and the acts that change them, are called among people."""

from collections.abc import Mapping

from wgtrack.model.fields import described, label
from wgtrack.model.programme import KINDS
from wgtrack.saying import Message, Text, said

#: Words of the record that stand for themselves in English: states, kinds, roles, acts.
TERMS: Mapping[str, Message] = {
    "active": said("active"),
    "add": said("added"),
    "advance": said("advanced"),
    "appoint": said("appointed"),
    "baseline": said("baseline saved"),
    "correct": said("corrected"),
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


_labels: dict[str, str] = {}


def field_name(field: str) -> Message:
    """What a field is called, as its record's class declares it."""
    if field not in _labels:
        known = {one.name: label(one) for cls in KINDS.values() for one, _ in described(cls)}
        _labels.update({**known, field: known.get(field, field)})
    return said(_labels[field])


def term(word: str) -> Text:
    """A word of the record, to be told in a language; as it is where it has no translation."""
    return TERMS.get(word, word.replace("_", " "))
