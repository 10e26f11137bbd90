"""Stories of templates and examples as storage keeps them."""

from datetime import timedelta

import pytest

from core.answers.model import BestAnswer, Template, TemplateText, TemplateTitle
from core.people.model import Person
from core.shared.ids import IncidentId, MunicipalityId, TemplateId, TopicId
from core.shared.roles import Role
from core.shared.unit_of_work import Conflict
from tests.contract.stage import DEMO, EAST, NOON, Stage, acts

POTHOLES, LIGHTS = TopicId("potholes"), TopicId("lights")


async def template(stage: Stage, by: Person, title: str, topic: TopicId | None = None) -> Template:
    """A new one."""
    made = Template.make(
        stage.new(), TemplateTitle(title), TemplateText(f"Текст: {title}"), topic, by=acts(by), now=NOON
    )
    async with stage.open() as work:
        work.answers.keep(made)
        await work.commit(acts(by))
    return made


async def example(stage: Stage, by: Person, incident: str, topic: TopicId, *, later: int = 0) -> BestAnswer:
    """An answer is marked."""
    made = BestAnswer.mark(
        IncidentId(incident), 7, topic, "Яму засыпали", by=acts(by), now=NOON + timedelta(days=later)
    )
    async with stage.open() as work:
        work.answers.mark(made)
        await work.commit(acts(by))
    return made


async def test_templates_are_listed_by_topic_and_title(stage: Stage) -> None:
    """Those for any topic first; in a topic its own before those; another city has its own."""
    mary = await stage.curator()
    vera = await stage.settle("Вера", roles=frozenset({Role.CURATOR}), municipality=EAST)
    for title, topic in (("Ямы", POTHOLES), ("Ёлки", POTHOLES), ("Лампы", LIGHTS), ("Спасибо", None)):
        await template(stage, mary, title, topic)
    await template(stage, vera, "Наш", POTHOLES)
    first = await stage.guides.templates(DEMO, page=0, per_page=3)
    second = await stage.guides.templates(DEMO, page=1, per_page=3)
    assert [each.title for each in (*first.items, *second.items)] == ["Спасибо", "Лампы", "Ёлки", "Ямы"]
    assert (first.total, second.page) == (4, 1)
    offered = await stage.guides.for_topic(DEMO, POTHOLES)
    assert [each.title for each in offered] == ["Ёлки", "Ямы", "Спасибо"]
    assert [each.title for each in await stage.guides.for_topic(EAST, LIGHTS)] == []
    assert (await stage.guides.templates(MunicipalityId("no"), page=0, per_page=3)).total == 0


async def test_a_template_is_edited_and_removed(stage: Stage) -> None:
    """Read back as it was written; a removed one is unknown."""
    mary = await stage.curator()
    made = await template(stage, mary, "Ямы", POTHOLES)
    async with stage.open() as work:
        found = await work.answers.template(DEMO, made.id)
        assert found == made
        assert found is not None
        found.rewrite(TemplateText("Засыпем до конца недели"), by=acts(mary), now=NOON)
        found.move_to(None, by=acts(mary), now=NOON)
        work.answers.keep(found)
        await work.commit(acts(mary))
    async with stage.open() as work:
        found = await work.answers.template(DEMO, made.id)
        assert found is not None
        assert (found.text, found.topic, found.version) == ("Засыпем до конца недели", None, 2)
        found.remove(by=acts(mary), now=NOON)
        work.answers.keep(found)
        await work.commit(acts(mary))
    async with stage.open() as work:
        for home, wanted in ((DEMO, made.id), (EAST, made.id), (DEMO, TemplateId("no\0"))):
            assert await work.answers.template(home, wanted) is None


async def test_of_two_who_edit_a_template_at_once_the_second_has_to_look_again(stage: Stage) -> None:
    """Or one's words would be lost in silence."""
    mary = await stage.curator()
    made = await template(stage, mary, "Ямы", POTHOLES)
    async with stage.open() as work, stage.open() as other:
        mine = await work.answers.template(DEMO, made.id)
        theirs = await other.answers.template(DEMO, made.id)
        assert mine is not None
        assert theirs is not None
        for opened, each in ((work, mine), (other, theirs)):
            each.call(TemplateTitle("Иначе"), by=acts(mary), now=NOON)
            opened.answers.keep(each)
        await work.commit(acts(mary))
        with pytest.raises(Conflict):
            await other.commit(acts(mary))


async def test_examples_are_listed_newest_first_and_by_topic(stage: Stage) -> None:
    """Each city has its own."""
    mary = await stage.curator()
    for day, (incident, topic) in enumerate((("a", POTHOLES), ("b", LIGHTS), ("c", POTHOLES))):
        await example(stage, mary, incident, topic, later=day)
    everything = await stage.guides.best(DEMO, None, page=0, per_page=2)
    assert ([each.incident for each in everything.items], everything.total) == (["c", "b"], 3)
    potholes = await stage.guides.best(DEMO, POTHOLES, page=0, per_page=9)
    assert [each.incident for each in potholes.items] == ["c", "a"]
    assert (await stage.guides.best(EAST, None, page=0, per_page=9)).items == ()


async def test_an_example_is_marked_once_and_unmarked_once(stage: Stage) -> None:
    """Of two at once one has to look again."""
    mary = await stage.curator()
    made = await example(stage, mary, "a", POTHOLES)
    async with stage.open() as work:
        assert await work.answers.best(DEMO, IncidentId("a")) == made
        assert await work.answers.best(EAST, IncidentId("a")) is None
        work.answers.mark(made)
        with pytest.raises(Conflict):
            await work.commit(acts(mary))
    async with stage.open() as first, stage.open() as second:
        for opened in (first, second):
            opened.answers.unmark(made)
        await first.commit(acts(mary))
        with pytest.raises(Conflict):
            await second.commit(acts(mary))
    assert (await stage.guides.best(DEMO, None, page=0, per_page=9)).total == 0
