"""Looks the installed packages up among known vulnerabilities, by pip-audit.

Usage: python .ci/audit.py PYTHON: audits what that Python has installed. Exits 1 for a vulnerability. Where no index with
vulnerabilities can be reached, which is so on a desk without a network or with a mirror of packages alone, it says that nothing
was audited and exits 0: an audit that could not be made says nothing about the code.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def main(python: str) -> int:
    """Audit everything but this package itself; returns the exit code."""
    listed = subprocess.run(
        [python, "-m", "pip", "--disable-pip-version-check", "list", "--format=json"], check=True, capture_output=True
    )
    wanted = [f"{one['name']}=={one['version']}\n" for one in json.loads(listed.stdout) if one["name"] != "wgtrack"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "installed.txt")
        path.write_text("".join(wanted), encoding="utf-8")
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pip_audit",
                "--requirement",
                str(path),
                "--no-deps",
                "--disable-pip",
                "--format=json",
                "--progress-spinner=off",
            ],
            check=False,
            capture_output=True,
            text=True,
        )
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        found = []
    return told(found, (done.stderr.strip().splitlines() or ["pip-audit says nothing"])[-1])


def told(found: Sequence[dict[str, Any]], last: str) -> int:
    """Say what was found; 1 for a vulnerability. ``last`` is the last line that pip-audit said."""
    audited = [one for one in found if "skip_reason" not in one]
    skipped = [one["skip_reason"] for one in found if "skip_reason" in one]
    for one in audited:
        for vulnerability in one["vulns"]:
            fixed = ", ".join(vulnerability["fix_versions"]) or "no version yet"
            print(f"{one['name']} {one['version']}: {vulnerability['id']}, fixed in {fixed}")
    if not audited:
        print(
            f"nothing was audited, since no index with vulnerabilities can be reached: {skipped[0] if skipped else last}"
        )
    else:
        print(f"{len(audited)} packages audited" + (f", {len(skipped)} could not be" if skipped else ""))
    return int(any(one["vulns"] for one in audited))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
