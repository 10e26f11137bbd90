"""The operating system user that the servers run as: PostgreSQL refuses to be root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage.embedded.errors import EmbeddedError
from storage.embedded.layout import Layout

_SERVICE = "veche"


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the operating system."""

    name: str
    uid: int
    gid: int


def choose(layout: Layout) -> Account:
    """The user for the servers: ourselves; as root, the owner of the data, else the user `veche`.

    Raises EmbeddedError when existing data belong to root or when the user cannot be made.
    """
    if os.geteuid() != 0:
        return _by_uid(os.geteuid())
    if _owner(layout.postgres) == 0:
        raise EmbeddedError(
            f"The folder {layout.postgres} belongs to root, and PostgreSQL refuses to run as root. "
            f"Give it to the user {_SERVICE}: chown -R {_SERVICE}: {layout.postgres} {layout.valkey}"
        )
    for folder in (layout.postgres, layout.root):
        uid = _owner(folder)
        if uid:
            return _by_uid(uid)
    return _service_account()


@contextmanager
def acting_as(account: Account) -> Iterator[None]:
    """See files as the servers will see them; needs a process without threads."""
    if os.geteuid() == account.uid:
        yield
        return
    groups = os.getgroups()
    os.initgroups(account.name, account.gid)
    os.setegid(account.gid)
    os.seteuid(account.uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


def become(account: Account) -> None:
    """Give root's rights up for good."""
    if os.geteuid() == account.uid:
        return
    try:
        os.initgroups(account.name, account.gid)
        os.setgid(account.gid)
        os.setuid(account.uid)
    except OSError as error:
        raise EmbeddedError(
            f"Cannot run the servers as the user {account.name} ({error.strerror}). "
            "Start Veche as an ordinary user, or allow this container to change users (SETUID, SETGID)."
        ) from error


def closed_folder(path: Path) -> Path | None:
    """The first folder on the way to `path` that we may not pass; None when the way is open."""
    for folder in (*reversed(path.parents), path):
        if not os.access(folder, os.X_OK, effective_ids=os.access in os.supports_effective_ids):
            return folder
    return None


def _owner(folder: Path) -> int | None:
    try:
        return folder.stat().st_uid
    except OSError:
        return None


def _by_uid(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError as error:
        # PostgreSQL itself insists on a name.
        raise EmbeddedError(
            f"The user with the number {uid} has no name on this machine, and PostgreSQL needs one. "
            f"Add it: useradd --uid {uid} {_SERVICE}"
        ) from error
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _service_account() -> Account:
    try:
        entry = pwd.getpwnam(_SERVICE)
    except KeyError:
        entry = _make_service_account()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _make_service_account() -> pwd.struct_passwd:
    remedy = (
        f"Make a system user named {_SERVICE} (useradd --system {_SERVICE}), or start as an ordinary user."
    )
    tool = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if tool is None:
        raise EmbeddedError(f"As root the servers run as the user {_SERVICE}, which does not exist. {remedy}")
    command = [tool, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    made = subprocess.run(  # noqa: S603 a fixed command with fixed arguments
        [*command, "--shell", "/usr/sbin/nologin", _SERVICE], capture_output=True, text=True, check=False
    )
    try:
        return pwd.getpwnam(_SERVICE)  # also when another process was quicker
    except KeyError as error:
        raise EmbeddedError(f"Cannot add the user {_SERVICE}: {made.stderr.strip()}. {remedy}") from error
