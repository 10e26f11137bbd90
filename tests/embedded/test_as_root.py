"""What is special for root: the servers run as a service user, and no permission is ever changed."""

import os
import pwd
import stat
from dataclasses import replace

import psutil
import pytest

from storage.embedded import EmbeddedError
from tests.embedded.houses import House, copy_code, copy_wheels, ourselves, people, save, saved


async def test_no_server_runs_as_root(our_house: House) -> None:
    """Guard and servers are the service user; only he and root reach the data."""
    await our_house.owner()
    service = pwd.getpwnam("veche").pw_uid

    for pid in our_house.pids().values():
        assert psutil.Process(pid).uids() == (service, service, service)
        assert "VECHE_TEST_HOUSE" not in psutil.Process(pid).environ()
    for folder in our_house.layout.private:
        assert (service, 0o700) == (folder.stat().st_uid, stat.S_IMODE(folder.stat().st_mode))


async def test_a_closed_home_is_named_and_stays_closed(our_house: House) -> None:
    """The wheel's own launcher opens every parent folder to everybody; we refuse and explain."""
    home = our_house.place / "home"
    home.mkdir(mode=0o700)
    our_house.data_dir = home / "city" / "data"

    with pytest.raises(EmbeddedError) as refused:
        await our_house.owner()
    assert f"The folder {home} is closed to the user veche" in str(refused.value)
    assert f"chmod o+x {home}" in str(refused.value)
    assert "VECHE_DATA_DIR" in str(refused.value)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


async def test_permissions_of_what_was_there_are_never_changed(our_house: House) -> None:
    """Neither the data folder's, nor its parents'."""
    our_house.data_dir = our_house.place / "open" / "data"
    our_house.data_dir.mkdir(parents=True)
    ways = [our_house.data_dir, our_house.data_dir.parent, our_house.place, our_house.place.parent]
    our_house.data_dir.chmod(0o751)
    before = [path.stat().st_mode for path in ways]

    await our_house.owner()
    assert before == [path.stat().st_mode for path in ways]


async def test_data_that_root_copied_back_are_refused_with_the_command_that_helps(our_house: House) -> None:
    """A backup restored by root belongs to root."""
    await (await our_house.owner()).stop()
    os.chown(our_house.layout.postgres, 0, 0)

    with pytest.raises(EmbeddedError, match=f"belongs to root.*chown -R veche: {our_house.layout.postgres}"):
        await our_house.owner()


async def test_root_continues_an_ordinary_users_data_as_that_user(our_house: House) -> None:
    """So that the user can come back to them."""
    ordinary = people()[1]
    os.chown(our_house.place, ordinary.uid, ordinary.gid)
    our_house.person = ordinary
    owner = await our_house.owner()
    await save(owner, "Яма")
    await owner.stop()

    our_house.person = ourselves()
    owner = await our_house.owner()
    assert await saved(owner) == (["Яма"], ["Яма"])
    assert psutil.Process(our_house.pids()["postgres"]).uids().effective == ordinary.uid
    await owner.stop()

    our_house.person = ordinary
    assert await saved(await our_house.owner()) == (["Яма"], ["Яма"])


async def test_an_ordinary_user_does_not_get_into_roots_data(our_house: House) -> None:
    """Neither while the servers run nor when they do not."""
    owner = await our_house.owner()
    our_house.person = people()[1]
    with pytest.raises(EmbeddedError, match=r"belong to another user\. Start Veche as"):
        await our_house.owner()
    await owner.stop()

    with pytest.raises(EmbeddedError, match=r"belong to another user\. Start Veche as"):
        await our_house.owner()


async def test_a_project_in_roots_closed_home_works(our_house: House) -> None:
    """The service user gets a copy of the programs beside the data, made once; the home stays closed."""
    home = our_house.place / "root"
    home.mkdir(mode=0o700)
    our_house.person = replace(ourselves(), code=copy_code(home / "code"), site=copy_wheels(home / "site"))
    owner = await our_house.owner()
    await save(owner, "Яма")
    (copy,) = (our_house.data_dir / "programs").iterdir()
    made = copy.stat().st_ctime_ns
    await owner.stop()

    assert await saved(await our_house.owner()) == (["Яма"], ["Яма"])
    assert psutil.Process(our_house.pids()["postgres"]).exe().startswith(str(copy))
    assert copy.stat().st_ctime_ns == made
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
