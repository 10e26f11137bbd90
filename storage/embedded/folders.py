"""Makes the folders of the servers without ever touching the permissions of what was there before."""

import os
import stat
from pathlib import Path

from storage.embedded.accounts import Account, acting_as, closed_folder
from storage.embedded.errors import EmbeddedError
from storage.embedded.layout import Layout


def make_root(layout: Layout) -> None:
    """Make the data folder itself; root leaves it passable for the service user, not readable."""
    missing = [folder for folder in (layout.root, *layout.root.parents) if not folder.exists()]
    mode = 0o711 if os.geteuid() == 0 else 0o700
    try:
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            if folder == layout.root or os.geteuid() == 0:
                folder.chmod(mode)
    except OSError as error:
        raise EmbeddedError(
            f"Cannot make the data folder {layout.root}: {error.strerror} ({error.filename}). "
            "Set VECHE_DATA_DIR to a folder that this user may write."
        ) from error
    if not layout.root.is_dir():
        raise EmbeddedError(f"{layout.root} is not a folder. Set VECHE_DATA_DIR to a folder.")


def make_private(layout: Layout, account: Account) -> None:
    """Make the servers' own folders and see that their user owns and reaches them."""
    for folder in layout.private:
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            _check_owner(folder, account)
            continue
        except OSError as error:
            raise EmbeddedError(
                f"Cannot make the folder {folder}: {error.strerror}. "
                "Set VECHE_DATA_DIR to a folder that this user may write."
            ) from error
        _give(folder, account)
    with acting_as(account):
        closed = next((found for folder in layout.private if (found := closed_folder(folder))), None)
    if closed is not None:
        raise EmbeddedError(
            f"The folder {closed} is closed to the user {account.name}, who runs the servers. "
            f"Set VECHE_DATA_DIR to a folder that this user reaches (as root the default is /var/lib/veche), "
            f"or open the way yourself: chmod o+x {closed}"
        )


def _give(folder: Path, account: Account) -> None:
    if os.geteuid() == account.uid:
        return
    try:
        os.chown(folder, account.uid, account.gid)
    except OSError as error:
        folder.rmdir()
        raise EmbeddedError(
            f"Cannot give the folder {folder} to the user {account.name}: {error.strerror}. "
            "Set VECHE_DATA_DIR to a folder on a disk of this machine."
        ) from error


def _check_owner(folder: Path, account: Account) -> None:
    """In a shared place somebody else could have made the folder first, and would read our traffic."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise EmbeddedError(f"{folder} is not a folder. Move it away.")
    if found.st_uid != account.uid:
        raise EmbeddedError(
            f"The folder {folder} belongs to another user (number {found.st_uid}), not to {account.name}. "
            f"Start Veche as that user, or give the folder over: chown -R {account.name} {folder}"
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise EmbeddedError(f"The folder {folder} is open to other users. Close it: chmod 700 {folder}")
