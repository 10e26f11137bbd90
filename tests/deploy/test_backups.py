"""Backups for real: dumped, kept, thinned out, restored, and refused when damaged."""

import os
import re
import subprocess
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from storage.embedded import wheels
from tests.servers import Databases

SCRIPTS = Path(__file__).resolve().parents[2] / "deploy/backup"
DAY = 86_400


class Operator:
    """Somebody at the server: the scripts, a database with three incidents, a folder of dumps."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder
        found = urlsplit(url)
        programs = wheels.find().postgres.parent
        self.environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PGHOST": parse_qs(found.query)["host"][0],
            "PGUSER": found.username or "",
            "PGDATABASE": found.path[1:],
            "BACKUP_FOLDER": str(folder),
        }

    def does(self, script: str, *given: object, **more: str) -> subprocess.CompletedProcess[str]:
        """Run one of the scripts."""
        return subprocess.run(
            [SCRIPTS / script, *map(str, given)],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            check=False,
        )

    def beside(self, database: str) -> "Operator":
        """The same operator at another database of the server."""
        return Operator(re.sub(r"/test_[^?]+", f"/{database}", self.url), self.folder)

    @property
    def dumps(self) -> list[str]:
        """Names of the finished dumps, oldest first; nothing else may lie in the folder."""
        return sorted(path.name for path in self.folder.iterdir())

    async def sql(self, statement: str) -> object:
        """One value from the database."""
        connection = await asyncpg.connect(self.url)
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()


@pytest.fixture
async def operator(empty_database_url: str, databases: Databases, tmp_path: Path) -> Operator:
    """As in production, the user of the backups owns the server."""
    name = urlsplit(empty_database_url).path[1:]
    operator = Operator(databases.url(name, user="postgres"), tmp_path)
    await operator.sql(
        "CREATE TABLE incidents AS SELECT n AS number, 'Яма ' || n AS text FROM generate_series(1, 3) n"
    )
    return operator


async def test_what_was_lost_after_a_backup_comes_back(operator: Operator) -> None:
    """Dump, lose rows, restore: the rows are there, and the damaged database is kept under another name."""
    assert operator.does("backup").returncode == 0
    assert re.fullmatch(r"test_\w+-\d{8}T\d{6}Z\.dump", operator.dumps[0])
    await operator.sql("DELETE FROM incidents WHERE number > 1")

    restored = operator.does("restore", operator.folder / operator.dumps[0])

    assert restored.returncode == 0, restored.stderr
    assert (
        await operator.sql("SELECT string_agg(text, ', ' ORDER BY number) FROM incidents")
        == "Яма 1, Яма 2, Яма 3"
    )
    kept = re.search(r"kept as (\w+)", restored.stdout)
    assert kept
    before = operator.beside(kept[1])
    assert await before.sql("SELECT count(*) FROM incidents") == 1
    await operator.sql(f'DROP DATABASE "{kept[1]}"')


async def test_a_restore_onto_an_empty_server_makes_the_database(operator: Operator) -> None:
    """A new machine has no database to keep."""
    operator.does("backup")
    name = f"{operator.environment['PGDATABASE']}_anew"

    restored = operator.does("restore", operator.folder / operator.dumps[0], PGDATABASE=name)

    assert restored.returncode == 0, restored.stderr
    anew = operator.beside(name)
    assert await anew.sql("SELECT count(*) FROM incidents") == 3
    await operator.sql(f'DROP DATABASE "{name}"')


async def test_a_damaged_dump_changes_nothing(operator: Operator) -> None:
    """Neither the database nor a trace on the server."""
    operator.does("backup")
    dump = operator.folder / operator.dumps[0]
    dump.write_bytes(dump.read_bytes()[:-200])
    (operator.folder / "text.dump").write_text("это не копия")

    for file in (dump, operator.folder / "text.dump"):
        refused = operator.does("restore", file)
        assert refused.returncode == 1
        assert "nothing was changed" in refused.stderr

    assert await operator.sql("SELECT count(*) FROM incidents") == 3
    assert await operator.sql("SELECT count(*) FROM pg_database WHERE datname LIKE '%\\_restored\\_%'") == 0


async def test_a_restore_under_running_bots_is_refused(operator: Operator) -> None:
    """Their connections would write into the database that is taken away."""
    operator.does("backup")
    bot = await asyncpg.connect(operator.url)

    refused = operator.does("restore", operator.folder / operator.dumps[0])

    await bot.close()
    assert refused.returncode == 1
    assert "stop the bots and the worker first" in refused.stderr


async def test_old_dumps_go_and_the_newest_stay(operator: Operator) -> None:
    """By age, but never below the number that is always kept."""
    database = operator.environment["PGDATABASE"]
    for day in range(1, 6):
        old = operator.folder / f"{database}-2026010{day}T233000Z.dump"
        old.write_text("an old dump")
        os.utime(old, (time.time() - 40 * DAY,) * 2)
    (operator.folder / "other-20260101T233000Z.dump").write_text("another database's")

    made = operator.does("backup", BACKUP_KEEP_DAYS="14", BACKUP_KEEP_LEAST="3")

    assert made.returncode == 0, made.stderr
    own = [name for name in operator.dumps if name.startswith(database)]
    assert [name[-21:-5] for name in own[:2]] == ["20260104T233000Z", "20260105T233000Z"]
    assert len(own) == 3
    assert "other-20260101T233000Z.dump" in operator.dumps


async def test_a_failed_backup_removes_nothing_and_leaves_no_half_dump(operator: Operator) -> None:
    """An empty database is not worth a dump; a database that is away even less."""
    await operator.sql("DROP TABLE incidents")
    empty = operator.does("backup")
    away = operator.does("backup", PGHOST="/nowhere")

    assert empty.returncode == 1
    assert "holds no tables" in empty.stderr
    assert away.returncode != 0
    assert operator.dumps == []


async def test_backups_are_unwell_without_a_fresh_dump(operator: Operator) -> None:
    """The health check looks at the newest dump's age."""
    assert operator.does("healthy").returncode == 1
    operator.does("backup")
    assert operator.does("healthy").returncode == 0
    os.utime(operator.folder / operator.dumps[0], (time.time() - 2 * DAY,) * 2)
    assert operator.does("healthy").returncode == 1


async def test_a_dump_is_for_its_owner_alone(operator: Operator) -> None:
    """It holds personal data."""
    operator.does("backup")
    assert (operator.folder / operator.dumps[0]).stat().st_mode & 0o077 == 0


def test_the_schedule_dumps_at_start_and_ends_on_term(operator: Operator) -> None:
    """A container that starts has a fresh dump soon, and stops at once."""
    with subprocess.Popen(
        [SCRIPTS / "schedule"],
        env=operator.environment | {"BACKUP_AT": "03:00"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as schedule:
        assert schedule.stdout
        assert "tables" in schedule.stdout.readline()
        schedule.terminate()
        assert schedule.wait() == 0
    assert len(operator.dumps) == 1
