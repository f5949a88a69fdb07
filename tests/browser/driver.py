"""A real Chromium, driven through selenium: pages at a width, light or dark, with script or without."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

AXE = Path(__file__).parents[1] / "data" / "axe-core" / "axe.min.js"
#: Chromium as root in a machine without a screen; nothing of its own goes to the network.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: Names of the browser, as systems call it.
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PHONE, DESK = 360, 1440
#: Every page is looked at in these: how wide, and whether dark.
VIEWS = [(width, dark) for width in (PHONE, DESK) for dark in (False, True)]
VIEW_NAMES = [f"{width}-{'dark' if dark else 'light'}" for width, dark in VIEWS]
_HEIGHT = 900


def missing() -> str | None:
    """What is not there of what the tests need; None if all is."""
    if find_spec("selenium") is None:
        return "selenium is not installed"
    if _browser() is None:
        return "there is no Chromium (Debian's packages are chromium and chromium-driver)"
    return None if shutil.which("chromedriver") else "there is no chromedriver (Debian's package is chromium-driver)"


def _browser() -> str | None:
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


@contextmanager
def driving(profile: Path) -> Iterator["Browser"]:
    """A browser with a new, empty profile; closed at the end."""
    from selenium import webdriver  # noqa: PLC0415 - a user without it sees the tests skipped

    options = webdriver.ChromeOptions()
    options.binary_location = str(_browser())
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"), log_output=os.devnull)
    driver = webdriver.Chrome(options=options, service=service)
    try:
        yield Browser(driver)
    finally:
        driver.quit()


class Browser:
    """One window."""

    def __init__(self, driver: "Chrome") -> None:
        self.driver = driver

    def open(self, address: str, *, width: int = DESK, dark: bool = False, script: bool = True) -> None:
        """Load a page; what the console and the network say is counted from here on."""
        self._tell("Emulation.setScriptExecutionDisabled", value=not script)
        self._tell(
            "Emulation.setEmulatedMedia",
            media="",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}],
        )
        self._tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=_HEIGHT,
            deviceScaleFactor=1,
            mobile=width == PHONE,
        )
        self._log("browser")
        self._log("performance")
        self.driver.get(address)

    def run(self, script: str, *values: object) -> Any:
        """What a script in the page returns."""
        return self.driver.execute_script(script, *values)

    def becomes(self, script: str, wanted: object) -> Any:
        """What a script in the page returns once that is the value that is wanted; else, after five seconds, whatever it is.

        For what a page does a moment later, on an event that the browser sends when it is ready.
        """
        latest = monotonic() + 5
        while (found := self.run(script)) != wanted and monotonic() < latest:
            sleep(0.02)
        return found

    def press(self, *keys: str) -> None:
        """Type keys where the focus is, as a keyboard does."""
        from selenium.webdriver.common.action_chains import ActionChains  # noqa: PLC0415 - as above

        ActionChains(self.driver).send_keys(*keys).perform()

    def complaints(self) -> list[str]:
        """What the console says since the page was opened."""
        return [entry["message"] for entry in self._log("browser")]

    def requests(self) -> list[str]:
        """Every address that was asked for since the page was opened; what lies in the page itself is no request."""
        events = (json.loads(entry["message"])["message"] for entry in self._log("performance"))
        asked = (event["params"] for event in events if event["method"] == "Network.requestWillBeSent")
        found = [params["request"]["url"] for params in asked]
        return [address for address in found if urlsplit(address).scheme not in {"data", "about"}]

    def obstacles(self) -> list[str]:
        """What axe-core finds in the page, of every weight."""
        self.run(AXE.read_text("utf-8"))
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run().then((result) => done(result.violations))"
        )
        return [
            f"{problem['impact']} {problem['id']}: {problem['help']} ({node['html'][:200]})"
            for problem in found
            for node in problem["nodes"]
        ]

    def answered(self) -> list[str]:
        """Every address that an answer came from since the page was opened."""
        events = (json.loads(entry["message"])["message"] for entry in self._log("performance"))
        return [event["params"]["response"]["url"] for event in events if event["method"] == "Network.responseReceived"]

    def roles(self, selector: str, role: str) -> int:
        """How many things of a role a screen reader finds within an element."""
        root = self._tell("DOM.getDocument")["root"]["nodeId"]
        node = self._tell("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        found = self._tell("Accessibility.queryAXTree", nodeId=node, role=role)["nodes"]
        return sum(not each["ignored"] for each in found)

    def milliseconds(self, script: str) -> float:
        """How long a script takes with all that the browser lays out and paints after it; the best of eight, for others use the machine too."""
        timed = (
            "const done = arguments[0]; const { text } = document.getElementById('filters').elements;"
            f"const start = performance.now(); {script}; document.body.offsetHeight;"
            "requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))"
        )
        return min(float(self.driver.execute_async_script(timed)) for _ in range(8))

    def print_preview(self) -> None:
        """Show the page as paper gets it."""
        self._tell("Emulation.setEmulatedMedia", media="print")

    def paper(self) -> bytes:
        """The page as PDF."""
        from base64 import b64decode  # noqa: PLC0415 - for this alone

        return b64decode(self._tell("Page.printToPDF", preferCSSPageSize=True)["data"])

    def _tell(self, command: str, **values: object) -> Any:
        return self.driver.execute_cdp_cmd(command, values)

    def _log(self, name: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.driver.get_log(name)  # type: ignore[no-untyped-call] # selenium left it out
        return entries
