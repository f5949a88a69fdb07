"""Pages made once, served from a folder of this machine, and one browser to look at them."""

import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.browser.driver import Browser, driving, missing

#: Set to "required" where a missing browser is a failure: in CI.
_REQUIRED = os.environ.get("WGTRACK_BROWSER") == "required"


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser; the test is skipped where there is none."""
    lack = missing()
    if lack is not None:
        (pytest.fail if _REQUIRED else pytest.skip)(lack)
    with driving(tmp_path_factory.mktemp("profile")) as found:
        yield found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
        """Say nothing."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for pages."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address at which this machine serves that folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def publish(site: Path, served: str) -> Callable[[str, str], str]:
    """``publish(name, html)``: puts a page into the folder and gives its address."""

    def put(name: str, html: str) -> str:
        site.joinpath(name).write_text(html, encoding="utf-8", newline="\n")
        return f"{served}/{name}"

    return put
