"""Keeps the list of reasons in docs/status-json.md in step with the code.

``python .ci/reasons.py`` collects every code that a call of ``translatable`` or ``plural`` gives, with its sentence, and writes the
table between the two marks of the page. ``--check`` changes nothing and fails where the table is out of step.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "status-json.md"
BEGIN, END = "<!-- reasons: python .ci/reasons.py -->\n", "<!-- end of reasons -->\n"
_MAKERS = frozenset({"translatable", "plural"})


def collect() -> dict[str, list[str]]:
    """The sentences of each code, as they are in the code; of what is counted, the one for several."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "wgtrack").rglob("*.py")):
        for code, sentence in _coded(ast.parse(path.read_text(encoding="utf-8"))):
            if sentence not in (known := found.setdefault(code, [])):
                known.append(sentence)
    return found


def _coded(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        if call.func.id == "_judged" and isinstance(call.args[0], ast.Constant):  # findings by verdict
            yield str(call.args[0].value), "'{title}': {reason}"
        elif call.func.id in _MAKERS:
            code = next((keyword.value for keyword in call.keywords if keyword.arg == "code"), None)
            if isinstance(code, ast.Constant):
                texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                yield str(code.value), texts[-1]


def table() -> str:
    """The list as Markdown."""
    rows = [f"| `{code}` | {'; or: '.join(sentences)} |" for code, sentences in sorted(collect().items())]
    return "\n".join(("| code | sentence |", "| --- | --- |", *rows)) + "\n"


def written() -> str:
    """The page with the list as it should be."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def main(arguments: list[str]) -> int:
    """Write the list, or check it."""
    text = written()
    if arguments == ["--check"]:
        return int(text != PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
