"""What the fields of records, and the acts that change them, are called among people."""

from collections.abc import Mapping

from wgtrack.messages.message import Message, Text, translatable
from wgtrack.model.fields import described, label
from wgtrack.model.programme import KINDS

#: Words of the record that stand for themselves in English: states, kinds, roles, acts.
TERMS: Mapping[str, Message] = {
    "active": translatable("active"),
    "add": translatable("added"),
    "advance": translatable("advanced"),
    "appoint": translatable("appointed"),
    "baseline": translatable("baseline saved"),
    "deliverable": translatable("deliverable"),
    "done": translatable("done"),
    "drop": translatable("dropped"),
    "dropped": translatable("dropped"),
    "edit": translatable("edited"),
    "event": translatable("event"),
    "issue": translatable("report issued"),
    "load": translatable("loaded"),
    "milestone": translatable("milestone"),
    "move": translatable("moved"),
    "open": translatable("open"),
    "plan_stage": translatable("stage planned"),
    "progress": translatable("progress noted"),
    "refresh": translatable("calendar looked up again"),
    "resume": translatable("taken up again"),
    "save": translatable("edited"),
    "start": translatable("started"),
    "task": translatable("task"),
    "undo": translatable("taken back"),
    "wait": translatable("handed over"),
}


_labels: dict[str, str] = {}


def field_name(field: str) -> Message:
    """What a field is called, as its record's class declares it."""
    if field not in _labels:
        known = {one.name: label(one) for cls in KINDS.values() for one, _ in described(cls)}
        _labels.update({**known, field: known.get(field, field)})
    return translatable(_labels[field])


def term(word: str) -> Text:
    """A word of the record, to be told in a language; as it is where it has no translation."""
    return TERMS.get(word, word.replace("_", " "))
