"""Stories of templates and examples: who keeps them, who is offered them."""

import pytest

from core.shared.actor import Actor
from core.shared.ids import IncidentId, TemplateId, TopicId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from tests.core.city import City
from tests.core.test_substitutions import away, entries, now

POTHOLE = TopicId("pothole")
ANSWER = "Засыпали яму сегодня утром"


@pytest.fixture
async def olga(city: City) -> Actor:
    """A curator."""
    return await city.member(Role.CURATOR, "olga", name="Смирнова Ольга")


@pytest.fixture
async def peter(city: City) -> Actor:
    """An executor."""
    return await city.member(Role.EXECUTOR, "peter", unit="roads", name="Ковалёв Пётр")


async def answered(city: City, olga: Actor, peter: Actor) -> IncidentId:
    """An answer that went out."""
    incident = await city.report(await city.resident("anna"))
    await city.app.assign(incident, peter.person, by=olga)
    await city.app.submit_draft(incident, ANSWER, (), by=peter)
    await city.app.approve(incident, 1, by=olga)
    return incident


async def test_an_executor_is_offered_the_topics_templates_then_those_for_any(
    city: City, olga: Actor, peter: Actor
) -> None:
    """Kept by the curator; the executor reads, and changes nothing."""
    office = city.app.office
    for title, topic in (("Спасибо", None), ("Ямы", POTHOLE), ("Лампы", TopicId("streetlight"))):
        await office.add_template(title, f"Текст про: {title}", topic, by=olga)
    found = await office.templates.for_topic(peter.municipality, POTHOLE)
    assert [each.title for each in found] == ["Ямы", "Спасибо"]
    assert (await office.templates(by=peter, page=0)).total == 3
    with pytest.raises(Refusal, match="no-right"):
        await office.edit_template.remove(found[0].id, by=peter)
    with pytest.raises(Refusal, match="no-right"):
        await office.templates(by=await city.resident("anna"), page=0)


async def test_a_template_is_edited_step_by_step_and_removed_for_good(city: City, olga: Actor) -> None:
    """Each change is a line of the journal; what is removed is unknown."""
    edit = city.app.office.edit_template
    made = await city.app.office.add_template("Ямы", "Засыпем на этой неделе", POTHOLE, by=olga)
    await edit.call(made.id, " Ямы  и выбоины ", by=olga)
    await edit.rewrite(made.id, "Засыпем до пятницы включительно", by=olga)
    await edit.move_to(made.id, None, by=olga)
    found = await city.app.office.templates.get(made.id, by=olga)
    assert (found.title, found.text, found.topic) == (
        "Ямы и выбоины",
        "Засыпем до пятницы включительно",
        None,
    )
    await edit.remove(made.id, by=olga)
    assert len(entries(city, "template-changed")) == 3
    for act in (edit.remove(made.id, by=olga), city.app.office.templates.get(TemplateId("no"), by=olga)):
        with pytest.raises(Refusal, match="template-unknown"):
            await act


@pytest.mark.parametrize(("title", "text", "code"), [
    ("Я", "Засыпем на этой неделе", "too-short"),
    ("Я" * 61, "Засыпем на этой неделе", "too-long"),
    ("Ямы", "Скоро", "too-short"),
    ("Ямы", "я" * 3501, "too-long"),
])  # fmt: skip
async def test_a_template_fits_its_button_and_an_answer(
    city: City, olga: Actor, title: str, text: str, code: str
) -> None:
    """The limits of an answer are those of a template."""
    with pytest.raises(Refusal, match=code):
        await city.app.office.add_template(title, text, None, by=olga)


async def test_a_good_answer_becomes_an_example_once(city: City, olga: Actor, peter: Actor) -> None:
    """With its number, topic and words; taken back by a press; only what went out can be one."""
    office = city.app.office
    early = await city.report(await city.resident("boris"))
    with pytest.raises(Refusal, match="example-too-early"):
        await office.mark_best(early, by=olga)
    incident = await answered(city, olga, peter)
    made = await office.mark_best(incident, by=olga)
    assert await office.mark_best(incident, by=olga) == made
    assert (made.number, made.topic, made.text, made.marked_by) == (2, POTHOLE, ANSWER, olga.person)
    found = await office.best_answers(POTHOLE, by=peter, page=0)
    assert [each.incident for each in found.items] == [incident]
    assert await office.best_answers.marked(incident, by=peter)
    with pytest.raises(Refusal, match="no-right"):
        await office.unmark_best(incident, by=peter)
    await office.unmark_best(incident, by=olga)
    assert not await office.best_answers.marked(incident, by=olga)
    with pytest.raises(Refusal, match="example-unknown"):
        await office.unmark_best(incident, by=olga)
    assert len(entries(city, "answer-marked")) == 1


async def test_a_curators_substitute_marks_for_her(city: City, olga: Actor, peter: Actor) -> None:
    """The journal names both."""
    incident = await answered(city, olga, peter)
    await city.app.office.substitute(away(olga, peter), by=olga)
    await city.app.office.mark_best(incident, by=await now(city, "peter"))
    (marked,) = entries(city, "answer-marked")
    assert (marked.by, marked.acting_for) == (peter.person, olga.person)
