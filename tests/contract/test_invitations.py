"""Invitations: a code that is used once, whoever brings it first."""

from datetime import timedelta

import pytest

from core.notices.model import ToPerson
from core.people.model import Invitation, Person, StaffName
from core.people.passport import system_actor
from core.shared.ids import PersonId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from tests.contract.stage import DEMO, NOON, ROADS, Stage, account_of, acts, note

PHONE = "+79001234567"


async def _invite(stage: Stage, name: str = "Мария Котова") -> str:
    code = stage.codes.new()
    by = system_actor(DEMO)
    invitation = Invitation.make(
        code_hash=stage.codes.hash(code),
        name=StaffName(name),
        roles=frozenset({Role.CURATOR, Role.HEAD}),
        unit=ROADS,
        by=by,
        now=NOON,
    )
    async with stage.open() as work:
        work.people.invite(invitation)
        await work.commit(by)
    return code


async def _accept(stage: Stage, code: str, person: Person) -> None:
    async with stage.open() as work:
        invitation = await work.people.invitation(code)
        assert invitation is not None
        invitation.accept(person.id, now=NOON)
        work.people.use(invitation)
        await work.commit(acts(person))


async def test_an_invitation_is_found_by_its_code_and_by_nothing_else(stage: Stage) -> None:
    """Only the hash is kept."""
    code = await _invite(stage)
    async with stage.open() as work:
        found = await work.people.invitation(code)
        assert found is not None
        assert (found.name, found.unit) == ("Мария Котова", ROADS)
        assert found.roles == {Role.CURATOR, Role.HEAD}
        assert await work.people.invitation(found.code_hash) is None
        assert await work.people.invitation("\0") is None


async def test_a_code_is_used_once_though_its_bearer_may_repeat(stage: Stage) -> None:
    """The update may be delivered twice; a second person is refused."""
    mary, eve = await stage.settle("Мария"), await stage.settle("Ева")
    code = await _invite(stage)
    await _accept(stage, code, mary)
    await _accept(stage, code, mary)
    with pytest.raises(Refusal, match="invitation-used"):
        await _accept(stage, code, eve)


async def test_of_two_who_bring_the_same_code_at_once_one_is_refused(stage: Stage) -> None:
    """Both read it unused; the commit decides."""
    mary, eve = await stage.settle("Мария"), await stage.settle("Ева")
    code = await _invite(stage)
    async with stage.open() as first, stage.open() as second:
        for work, person in ((first, mary), (second, eve)):
            invitation = await work.people.invitation(code)
            assert invitation is not None
            invitation.accept(person.id, now=NOON + timedelta(hours=1))
            work.people.use(invitation)
        await first.commit(acts(mary))
        with pytest.raises(Refusal, match="invitation-used"):
            await second.commit(acts(eve))
    async with stage.open() as work:
        used = await work.people.invitation(code)
    assert used is not None
    assert used.used_by == mary.id


async def test_who_joins_by_the_very_commit_that_tells_them_is_told(stage: Stage) -> None:
    """The channel is new, and is there already."""
    anna = Person(id=PersonId(stage.new()), municipality=DEMO, name="Анна")
    async with stage.open() as work:
        work.people.add(anna)
        work.people.attach(anna, account_of(anna, "max-citizen"))
        await work.commit(acts(anna))
    async with stage.open() as work:
        found = await work.people.get(DEMO, anna.id)
        work.people.attach(found, account_of(anna, "telegram-citizen"))
        await work.commit(acts(anna))
    await stage.tell(anna, note("hello", ToPerson(anna.id)))
    assert await stage.texts("telegram-citizen") == ["hello"]
