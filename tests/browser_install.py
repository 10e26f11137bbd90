"""Finds a Chromium for the browser tests, or installs one; `python -m tests.browser_install` tells which."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "VECHE_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge")
_APPS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
# Cyrillic letters with the usual proportions and the emoji that messages contain.
_DEBIAN = ("chromium", "fonts-liberation", "fonts-noto-color-emoji")


class NoBrowserError(RuntimeError):
    """No Chromium here and none could be installed: install one, or set VECHE_CHROMIUM to its path."""


def find() -> Path | None:
    """The browser named in VECHE_CHROMIUM, else one on the PATH, else playwright's own."""
    if named := os.environ.get(VARIABLE):
        if not os.access(named, os.X_OK):
            raise NoBrowserError(f"{VARIABLE} names {named}, which cannot be run; correct it or unset it.")
        return Path(named)
    for name in _NAMES:
        if path := shutil.which(name):
            return Path(path)
    return next((path for path in (*_APPS, *_downloaded()) if path.exists()), None)


def _downloaded() -> list[Path]:
    """Where `playwright install chromium` puts its browsers."""
    roots = (
        Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright"),
        Path.home() / "Library/Caches/ms-playwright",
    )
    patterns = (
        "chromium-*/chrome-linux*/chrome",
        "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
    )
    return [
        path for root in roots for pattern in patterns for path in sorted(root.glob(pattern), reverse=True)
    ]


def install() -> Path:
    """Find a browser, or install it: with apt as root on Debian and its kin, elsewhere through playwright."""
    if found := find():
        return found
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _run("apt-get", "update", "-q")
        _run("apt-get", "install", "-y", "-q", "--no-install-recommends", *_DEBIAN)
    else:
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    if found := find():
        return found
    raise NoBrowserError(f"Installed a Chromium but cannot find it; set {VARIABLE} to its path.")


def _run(*command: str) -> None:
    print("Browser tests need Chromium (once):", *command, file=sys.stderr)  # noqa: T201 - a command line tool
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.run(command, check=False, env=environment).returncode:
        raise NoBrowserError(f"`{' '.join(command)}` failed; install Chromium yourself or set {VARIABLE}.")


if __name__ == "__main__":
    try:
        print(f"Browser for the tests: {install()}")  # noqa: T201 - a command line tool
    except NoBrowserError as problem:
        sys.exit(str(problem))
