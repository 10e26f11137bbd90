"""The Makefile from a bare clone: which Python it takes, and what it says when there is none."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with spaces and a comma, with the Makefile alone."""
    folder = tmp_path / "вече, a clone"
    folder.mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    return folder


@pytest.fixture
def pythons(tmp_path: Path) -> Path:
    """A folder for the PATH: `make`, a shell, and whatever a test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("make", "sh", "rm", "touch"):
        (folder / name).symlink_to(shutil.which(name) or "")
    return folder


def _python(folder: Path, name: str, *, new: bool = True, venv: bool = True) -> None:
    """An interpreter that answers as the Makefile asks and makes environments with itself inside."""
    script = folder / name
    script.write_text(
        "#!/bin/sh\n"
        f'case "$2" in *version_info*) exit {0 if new else 1};; *ensurepip*) exit {0 if venv else 1};; esac\n'
        f'[ "$2" = venv ] && echo "{name} makes $3"\n'
    )
    script.chmod(0o755)


def _make(clone: Path, path: Path, *given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", ".venv/bin/python", *given],
        cwd=clone,
        env={"PATH": str(path), "HOME": os.environ.get("HOME", "/")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_first_python_that_is_new_enough_is_taken(clone: Path, pythons: Path) -> None:
    """A python3.11 that is only an empty shim is passed over."""
    _python(pythons, "python3.11", new=False)
    _python(pythons, "python3.13")
    _python(pythons, "python3")

    made = _make(clone, pythons)

    assert made.returncode == 0, made.stderr
    assert "python3.13 makes .venv" in made.stdout


def test_a_python_may_be_named(clone: Path, pythons: Path, tmp_path: Path) -> None:
    """Also one in a folder with spaces."""
    folder = tmp_path / "my pythons"
    folder.mkdir()
    _python(folder, "python3.14")
    _python(pythons, "python3")

    made = _make(clone, pythons, f"PYTHON={folder}/python3.14")

    assert "python3.14 makes .venv" in made.stdout


def test_an_old_python_is_refused_with_a_remedy(clone: Path, pythons: Path) -> None:
    """No traceback, no half environment."""
    _python(pythons, "python3", new=False)

    for given in ((), (f"PYTHON={pythons}/python3",)):
        refused = _make(clone, pythons, *given)
        assert refused.returncode != 0
        assert "Veche needs Python 3.11 or newer" in refused.stdout
        assert "make PYTHON=" in refused.stdout
    assert not (clone / ".venv").exists()


def test_debians_python_without_venv_is_told_what_is_missing(clone: Path, pythons: Path) -> None:
    """Debian keeps ensurepip in a package of its own."""
    _python(pythons, "python3.11", venv=False)

    refused = _make(clone, pythons)

    assert refused.returncode != 0
    assert "apt install python3-venv" in refused.stdout
