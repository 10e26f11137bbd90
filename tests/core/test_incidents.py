"""The main job in the core: report, assign, draft, return, approve, and who is told."""

from dataclasses import replace

import pytest

from core.incidents.use_cases import ApproveAnswer, Report
from core.incidents.values import State
from core.notices.model import Assurance
from core.regulation.rules import Rules
from core.shared.ids import FileId, TopicId, UnitId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from core.shared.unit_of_work import Conflict, Duplicate
from storage.memory.work import MemoryWork
from tests.core.city import DEMO, City

WORDS = "Яма на улице Ленина, объехать нельзя"


async def test_the_main_job_from_report_to_answer(city: City) -> None:
    """Each fact is told to whom it concerns, the answer exactly once."""
    anna = await city.resident("anna")
    olga = await city.member(Role.CURATOR, "olga")
    peter = await city.member(Role.EXECUTOR, "peter", unit="roads")

    incident = await city.report(anna, WORDS)
    await city.app.assign(incident, peter.person, by=olga)
    await city.app.submit_draft(incident, "Засыплем яму завтра утром", (), by=peter)
    await city.app.return_draft(incident, 1, "Приложите фото", by=olga)
    await city.app.submit_draft(incident, "Яму засыпали, фото ниже", (FileId("photo"),), by=peter)
    await city.app.approve(incident, 2, by=olga)

    card = await city.app.own_card(incident, by=anna)
    assert card.incident.state is State.ANSWERED
    assert card.incident.draft is not None
    assert card.incident.draft.text == "Яму засыпали, фото ниже"
    assert [key.split(":")[0] for key in city.told(olga.person)] == [
        "registered", "draft-submitted", "draft-submitted",
    ]  # fmt: skip
    assert [key.split(":")[0] for key in city.told(peter.person)] == [
        "assigned",
        "draft-returned",
        "answered",
    ]
    assert [key.split(":")[0] for key in city.told(anna.person)] == ["taken-up", "answered"]
    answer = next(
        row for row in city.world.state.outbox if row.person == anna.person and row.key.startswith("answered")
    )
    assert answer.assurance is Assurance.ONCE
    assert answer.audience == "citizen"


async def test_a_key_registers_once_and_gives_the_same_number(city: City) -> None:
    """The session's id is the key: whatever is delivered twice is one incident, told once."""
    anna = await city.resident("anna")
    olga = await city.member(Role.CURATOR, "olga")
    report = Report(text=WORDS, topic=TopicId("pothole"))

    first = await city.app.report(report, key="session", source="max-citizen", by=anna)
    again = await city.app.report(report, key="session", source="max-citizen", by=anna)
    other = await city.app.report(report, key="another", source="max-citizen", by=anna)

    assert (first.number, again.number, other.number) == (1, 1, 2)
    assert len(city.told(olga.person)) == 2


async def test_an_update_delivered_twice_changes_nothing(city: City) -> None:
    """The cause's inbox rows are done in the action's own commit."""
    incident = await city.report(await city.resident("anna"))
    olga = await city.member(Role.CURATOR, "olga")
    peter = await city.member(Role.EXECUTOR, "peter")

    await city.app.assign(incident, peter.person, by=city.moved_by(olga, "update-7"))
    with pytest.raises(Duplicate):
        await city.app.assign(incident, peter.person, by=city.moved_by(olga, "update-7"))


async def test_two_curators_who_assign_to_the_same_executor_assign_once(city: City) -> None:
    """The second press changes nothing and tells nobody."""
    incident = await city.report(await city.resident("anna"))
    olga, vera = await city.member(Role.CURATOR, "olga"), await city.member(Role.CURATOR, "vera")
    peter = await city.member(Role.EXECUTOR, "peter")

    await city.app.assign(incident, peter.person, by=olga)
    await city.app.assign(incident, peter.person, by=vera)

    assert len(city.told(peter.person)) == 1


async def test_whoever_had_it_before_is_told_that_it_went_on(city: City) -> None:
    """From Peter to Vera and back: every change is a fact of its own."""
    incident = await city.report(await city.resident("anna"))
    olga = await city.member(Role.CURATOR, "olga")
    peter, vera = await city.member(Role.EXECUTOR, "peter"), await city.member(Role.EXECUTOR, "vera")

    for executor in (peter, vera, peter):
        await city.app.assign(incident, executor.person, by=olga)

    assert [key.rsplit(":", 1)[1] for key in city.told(peter.person)] == ["executor", "previous", "executor"]
    assert [key.rsplit(":", 1)[1] for key in city.told(vera.person)] == ["executor", "previous"]


async def test_a_draft_handed_in_twice_with_its_key_counts_once(city: City) -> None:
    """An impatient second press, or a delivery that overtook the first: whatever happened meanwhile."""
    incident = await city.report(await city.resident("anna"))
    olga = await city.member(Role.CURATOR, "olga")
    peter = await city.member(Role.EXECUTOR, "peter")
    await city.app.assign(incident, peter.person, by=olga)
    for key in ("session-1", "session-1", "session-2"):
        found = await city.app.submit_draft(incident, "Засыплем яму завтра утром", (), key=key, by=peter)
    assert [draft.key for draft in found.drafts] == ["session-1", "session-2"]
    assert len([key for key in city.told(olga.person) if "draft-submitted" in key]) == 2
    await city.app.approve(incident, 2, by=olga)
    again = await city.app.submit_draft(incident, "Засыплем яму", (), key="session-1", by=peter)
    assert again.state is State.ANSWERED


async def test_a_conflict_is_decided_anew_and_a_lasting_one_is_told(city: City) -> None:
    """Three retries, each on what was read anew; then one clear refusal."""
    incident = await city.report(await city.resident("anna"))
    olga = await city.member(Role.CURATOR, "olga")
    peter = await city.member(Role.EXECUTOR, "peter")
    await city.app.assign(incident, peter.person, by=olga)
    await city.app.submit_draft(incident, "Засыплем яму завтра утром", (), by=peter)

    stubborn = Stubborn(city, times=4)
    with pytest.raises(Refusal, match="changed-meanwhile"):
        await ApproveAnswer(open=stubborn.open, desk=city.app.desk)(incident, 1, by=olga)
    assert stubborn.opened == 4

    yielding = Stubborn(city, times=3)
    found = await ApproveAnswer(open=yielding.open, desk=city.app.desk)(incident, 1, by=olga)
    assert found.state is State.ANSWERED


async def test_the_competent_units_people_come_first(city: City) -> None:
    """A pothole belongs to the roads unit (LAB-2.1.2); others follow by name; residents are no choice."""
    incident = await city.report(await city.resident("anna"))
    olga = await city.member(Role.CURATOR, "olga", name="Ольга")
    await city.member(Role.EXECUTOR, "a", name="Антон", unit="housing")
    await city.member(Role.EXECUTOR, "b", name="Яков", unit="roads")
    await city.member(Role.SPECIALIST, "c", name="Борис")

    found = await city.app.executors(incident, by=olga, page=0, per_page=2)
    rest = await city.app.executors(incident, by=olga, page=1, per_page=2)

    assert [(one.person.name, one.competent) for one in found.items] == [("Яков", True), ("Антон", False)]
    assert [(one.person.name, one.unit_title) for one in rest.items] == [("Борис", None)]
    assert found.total == 3


async def test_a_topic_that_the_profile_dropped_keeps_nobody_from_routing_its_incidents(city: City) -> None:
    """Nobody is competent for it by the profile any more; whoever can write an answer can be chosen."""
    incident = await city.report(await city.resident("anna"))
    olga = await city.member(Role.CURATOR, "olga", name="Ольга")
    peter = await city.member(Role.EXECUTOR, "peter", name="Пётр", unit="roads")
    newer = Rules({DEMO: replace(city.rules.of(DEMO), topics=())})

    found = await replace(city.app.executors, topics=newer)(incident, by=olga, page=0)

    assert [(one.person.id, one.competent) for one in found.items] == [(peter.person, False)]


async def test_the_profiles_limits_hold_beyond_the_dialog(city: City) -> None:
    """A forged session cannot register what the municipality does not take."""
    anna = await city.resident("anna")

    for report, code in (
        (Report(text="мало", topic=TopicId("pothole")), "text-too-short"),
        (Report(text="я" * 4001, topic=TopicId("pothole")), "text-too-long"),
        (Report(text=WORDS, topic=TopicId("nothing")), "topic-unknown"),
        (Report(text=WORDS, topic=TopicId("pothole"), media=(FileId("f"),) * 11), "media-too-many"),
    ):
        with pytest.raises(Refusal, match=code):
            await city.app.report(report, key="key", source="max-citizen", by=anna)


async def test_a_cause_of_a_refused_action_is_not_used_up(city: City) -> None:
    """Nothing was committed: the person may press again after setting things right."""
    incident = await city.report(await city.resident("anna"))
    olga = await city.member(Role.CURATOR, "olga")
    peter = await city.member(Role.EXECUTOR, "peter", unit="roads")
    moved = city.moved_by(olga, "update-1")

    with pytest.raises(Refusal):
        await city.app.approve(incident, 1, by=moved)

    assert (await city.app.assign(incident, peter.person, by=moved)).executor == peter.person
    assert peter.unit == UnitId("roads")


class Stubborn:
    """Opens units of work of which the first `times` find somebody quicker."""

    def __init__(self, city: City, times: int) -> None:
        self._city = city
        self._times = times
        self.opened = 0

    def open(self) -> MemoryWork:
        """One more."""
        self.opened += 1
        work = self._city.world.open()
        if self.opened <= self._times:
            work.commit = overtaken  # type: ignore[method-assign]  # this commit comes second
        return work


async def overtaken(by: object) -> int | None:
    """Somebody was quicker."""
    del by
    raise Conflict
