""".ci/run on a bare machine: what it installs, what it says without the right to, and that pytest ends it."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "env", "dirname", "grep", "cat")
WANTED = {"git", "redis-server", "chromium"}


class Machine:
    """A PATH of our own: a few real tools, and fakes that write down how they were called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "calls"
        for name in TOOLS:
            (folder / name).symlink_to(shutil.which(name) or "")
        self.fake("make", 'echo "all tests"; echo "3 passed in 0.01s"')
        self.fake("apt-get", "")
        self.fake("dpkg-query", "exit 1")
        self.fake("id", "echo 0")
        self.fake("initdb", "")

    def fake(self, name: str, does: str) -> None:
        """A program that notes its call and does this."""
        program = self.folder / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.log}"\n{does}\n')
        program.chmod(0o755)

    def run(self) -> subprocess.CompletedProcess[str]:
        """Start .ci/run here, as a machine without a terminal does."""
        return subprocess.run(
            [ROOT / ".ci/run"],
            env={"PATH": str(self.folder), "CI": "true"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """What was called, without the questions."""
        return [
            line
            for line in self.log.read_text().splitlines()
            if line.startswith(("apt-get", "make")) and line != "apt-get "
        ]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """As root, with PostgreSQL and nothing else."""
    return Machine(tmp_path)


def test_as_root_what_is_missing_is_installed_before_the_tests(machine: Machine) -> None:
    """The list first, then the packages, then make; the last line is pytest's."""
    ran = machine.run()

    assert ran.returncode == 0, ran.stderr
    update, install, make = machine.calls
    assert update.startswith("apt-get update")
    assert set(install.split()) >= WANTED
    assert "postgresql" not in install.split()
    assert make == "make --no-print-directory test"
    assert ran.stdout.splitlines()[-1] == "3 passed in 0.01s"


def test_what_is_there_is_not_installed_again(machine: Machine) -> None:
    """A second run touches no package list."""
    for name in (*WANTED, "python3.11"):
        machine.fake(name, "")
    machine.fake("dpkg-query", 'echo "install ok installed"')

    machine.run()

    assert machine.calls == ["make --no-print-directory test"]


def test_without_the_right_to_install_it_says_what_is_missing_and_goes_on(machine: Machine) -> None:
    """An ordinary user may have a browser elsewhere; the tests will tell."""
    machine.fake("id", "echo 1000")

    ran = machine.run()

    assert machine.calls == ["make --no-print-directory test"]
    assert "The tests also need:" in ran.stderr
    assert all(name in ran.stderr for name in WANTED)


def test_a_failing_test_fails_the_run(machine: Machine) -> None:
    """The exit code is make's."""
    machine.fake("make", "exit 2")

    assert machine.run().returncode == 2
