"""Specialists draft for the executor of their unit where the chain says so; the hotline is told by phone."""

from dataclasses import replace

import pytest

from core.deadlines.terms import SourceKind
from core.incidents.found import Found
from core.incidents.values import State
from core.shared.ids import TopicId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from tests.core.city import DEMO, City

CHAIN = (Role.EXECUTOR, Role.CURATOR)


def chained(city: City) -> None:
    """The city's chain asks the executor before the curator."""
    terms = replace(city.app.desk.terms(DEMO), approval_chain=CHAIN)
    desk = replace(city.app.desk, terms=lambda _: terms)
    city.app = replace(
        city.app,
        **{
            name: replace(getattr(city.app, name), desk=desk)
            for name in ("assign", "submit_draft", "approve", "assignments", "register_found", "publish")
        },
    )


async def test_a_specialist_finds_the_work_of_their_unit_and_the_executor_approves(city: City) -> None:
    """The list of a specialist is their unit's; a draft waits for the executor, then for the curator."""
    chained(city)
    incident = await city.report(await city.resident("anna"))
    olga = await city.member(Role.CURATOR, "olga")
    peter = await city.member(Role.EXECUTOR, "peter", unit="roads")
    nina = await city.member(Role.SPECIALIST, "nina", unit="roads")
    oleg = await city.member(Role.SPECIALIST, "oleg", unit="housing")
    assert (await city.app.assignments(by=nina, page=0)).total == 0
    await city.app.assign(incident, peter.person, by=olga)

    assert [row.number for row in (await city.app.assignments(by=nina, page=0)).items] == [1]
    assert (await city.app.assignments(by=oleg, page=0)).total == 0
    await city.app.submit_draft(incident, "Засыпали яму утром", (), by=nina)
    assert (await city.app.awaiting(by=olga, page=0)).total == 0
    assert [row.number for row in (await city.app.awaiting(by=peter, page=0)).items] == [1]
    await city.app.approve(incident, 1, by=peter)
    assert (await city.app.awaiting(by=olga, page=0)).total == 1
    assert (await city.app.approve(incident, 1, by=olga)).state is State.ANSWERED


@pytest.mark.parametrize("source", [SourceKind.HOTLINE, SourceKind.NETWORK, SourceKind.PORTAL])
async def test_only_who_called_is_answered_without_a_link(city: City, source: SourceKind) -> None:
    """A post and the portal have an address where the answer stands (ZAR-14)."""
    olga = await city.member(Role.CURATOR, "olga")
    peter = await city.member(Role.EXECUTOR, "peter")
    found = Found(source=source, text="Яма на улице Ленина", link="vk.com/wall-1_2", topic=TopicId("pothole"))
    made = await city.app.register_found(found, key="found", by=olga)
    await city.app.assign(made.id, peter.person, by=olga)
    await city.app.submit_draft(made.id, "Засыпали яму утром", (), by=peter)
    await city.app.approve(made.id, 1, by=olga)

    if source is SourceKind.HOTLINE:
        assert (await city.app.publish(made.id, 1, by=peter)).state is State.ANSWERED
        return
    with pytest.raises(Refusal, match="link-missing"):
        await city.app.publish(made.id, 1, by=peter)
