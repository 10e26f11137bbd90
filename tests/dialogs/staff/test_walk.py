"""Random walks over the staff dialogs, in every role: nothing a client can send breaks anything."""

import asyncio
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.deadlines.terms import SourceKind
from core.incidents.found import Found
from core.people.substitution import Absence, Reason
from core.shared.actor import Actor
from core.shared.ids import IncidentId, TopicId
from core.shared.roles import Role
from dialogs.engine.walk import Walker
from tests.dialogs.town import Town

TODAY = date(2026, 5, 5)

ABOUT_AN_INCIDENT = (
    "incident",
    "more",
    "words",
    "history",
    "due",
    "triage",
    "assign",
    "assign-at-once",
    "assigned",
    "reroute",
    "plan",
    "executor",
    "give-back",
    "contribute",
    "draft",
    "interim",
    "question",
    "status",
    "ask-status",
    "ask",
    "decline",
    "redirect",
    "repeat",
    "merge",
    "grade",
)
ABOUT_A_TEMPLATE = ("template", "template-title", "template-text", "template-topic", "template-remove")
ABOUT_A_DRAFT = ("approve", "confirm", "return", "publish")


async def found(town: Town, curator: Actor, executor: Actor) -> IncidentId:
    """A post whose answer is approved and waits for its link."""
    post = Found(
        source=SourceKind.NETWORK,
        text="Тайна: лифт стоит с утра",
        link="https://vk.com/wall-1_1",
        topic=TopicId("lift"),
    )
    made = await town.app.register_found(post, key="found", by=curator)
    await town.app.assign(made.id, executor.person, by=curator)
    await town.app.submit_draft(made.id, "Лифт запустили", (), by=executor)
    await town.app.approve(made.id, 1, by=curator)
    return made.id


@pytest.mark.parametrize("role", [Role.CURATOR, Role.EXECUTOR, Role.HEAD, Role.ADMINISTRATOR, None], ids=str)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(drawn=st.data())
def test_staff_may_do_anything(role: Role | None, drawn: st.DataObject) -> None:
    """Every screen renders in both languages; a stranger never reads an incident."""

    async def walk() -> None:
        town = Town()
        resident = await town.resident("anna")
        first, second = await town.report(resident, "Тайна за дверью"), await town.report(resident)
        curator = await town.member(Role.CURATOR, "curator")
        other = await town.member(Role.EXECUTOR, "other")
        await town.app.assign(second, other.person, by=curator)
        await town.app.submit_draft(second, "Сделали всё вчера", (), by=other)
        await town.app.office.substitute(
            Absence(
                absent=other.person,
                substitute=curator.person,
                first=TODAY,
                last=None,
                reason=Reason.ILLNESS,
            ),
            by=curator,
        )
        template = await town.app.office.add_template("Спасибо", "Спасибо, что сообщили", None, by=curator)
        staff = await town.colleague(role, "Иванова Мария") if role else town.human("telegram-staff")
        if role is Role.EXECUTOR and (actor := await town.app.who(staff.account)):
            await town.app.assign(first, actor.person, by=curator)
        third = await found(town, curator, other)
        subjects = (first, second, third)
        walker = Walker(
            staff,
            lambda several: drawn.draw(st.sampled_from(several)),
            args={
                **dict.fromkeys(ABOUT_AN_INCIDENT, subjects),
                **dict.fromkeys(ABOUT_A_DRAFT, (f"{second}.1", f"{second}.2", f"{third}.1")),
                "due": (first, f"{first}.answer", f"{third}.publish"),
                "history": (second, f"{second}.1"),
                "cut": ("", "new..", ".roads.late", "answered..late", "nothing.nowhere.never"),
                **dict.fromkeys(
                    ("member", "member-roles", "member-unit", "member-name", "remove", "restore"),
                    (curator.person, other.person, resident.person, "nobody"),
                ),
                "absence": ("", curator.person, other.person, resident.person, "nobody"),
                **dict.fromkeys(("unit", "unit-name"), ("roads", "nothing")),
                **dict.fromkeys(("topic", "topic-name", "topic-unit"), ("pothole", "nothing")),
                **dict.fromkeys(ABOUT_A_TEMPLATE, (template.id, "nothing")),
                **dict.fromkeys(("example", "mark-best", "unmark-best"), (*subjects, "nothing")),
                **dict.fromkeys(("substitution", "back"), (*town.world.state.substitutions, "nothing")),
            },
            words=("Засыпали яму сегодня утром", "№ 2", "Ямы на Мира https://vk.com/wall-1_2"),
            payloads=(f"incident-{first}", "abcdefghijk"),
        )
        for _ in range(30):
            await walker.step()
            if role is None:
                assert not staff.outbound.shown or "Тайна" not in staff.read()

    asyncio.run(walk())
