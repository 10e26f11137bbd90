"""Keep templates, mark examples, and offer both to whoever drafts an answer (NVK-3.2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.answers.model import BestAnswer, Template, TemplateText, TemplateTitle
from core.answers.ports import AnswerOf, Guides, OpenAnswers
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.ids import Ids, IncidentId, MunicipalityId, TemplateId, TopicId
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from core.shared.retried import retried
from core.shared.roles import Right

PAGE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTemplate:
    """A new template for a topic, or for any."""

    open: OpenAnswers
    ids: Ids
    clock: Clock

    @retried
    async def __call__(self, title: str, text: str, topic: TopicId | None, *, by: Actor) -> Template:
        """What was added. Refuses `no-right`, `too-short`, `too-long`."""
        acting = by.with_(Right.GUIDE)
        made = Template.make(
            self.ids.new(),
            TemplateTitle.parse(title),
            TemplateText.parse(text),
            topic,
            by=acting,
            now=self.clock.now(),
        )
        async with self.open() as work:
            work.answers.keep(made)
            await work.commit(acting)
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class EditTemplate:
    """A template gets another title, text or topic, or is removed."""

    open: OpenAnswers
    clock: Clock

    async def call(self, template: TemplateId, title: str, *, by: Actor) -> Template:
        """Another title. Refuses `no-right`, `template-unknown`, `too-short`, `too-long`."""
        value = TemplateTitle.parse(title)
        return await self._edit(
            template, by, lambda found, acting, now: found.call(value, by=acting, now=now)
        )

    async def rewrite(self, template: TemplateId, text: str, *, by: Actor) -> Template:
        """Another text. Refuses as `call` does."""
        value = TemplateText.parse(text)
        return await self._edit(
            template, by, lambda found, acting, now: found.rewrite(value, by=acting, now=now)
        )

    async def move_to(self, template: TemplateId, topic: TopicId | None, *, by: Actor) -> Template:
        """Another topic, or any. Refuses `no-right`, `template-unknown`."""
        return await self._edit(
            template, by, lambda found, acting, now: found.move_to(topic, by=acting, now=now)
        )

    async def remove(self, template: TemplateId, *, by: Actor) -> Template:
        """Offered no longer. Refuses `no-right`, `template-unknown`."""
        return await self._edit(template, by, lambda found, acting, now: found.remove(by=acting, now=now))

    @retried
    async def _edit(
        self, template: TemplateId, by: Actor, change: Callable[[Template, Actor, datetime], None]
    ) -> Template:
        acting = by.with_(Right.GUIDE)
        async with self.open() as work:
            found = known_template(await work.answers.template(by.municipality, template))
            change(found, acting, self.clock.now())
            work.answers.keep(found)
            await work.commit(acting)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkBest:
    """An answer that went out becomes an example on its topic."""

    open: OpenAnswers
    answer_of: AnswerOf
    clock: Clock

    @retried
    async def __call__(self, incident: IncidentId, *, by: Actor) -> BestAnswer:
        """The example; marked before, it stays as it was marked then.

        Refuses `no-right`, `incident-unknown`, `example-too-early`.
        """
        acting = by.with_(Right.GUIDE)
        answer = await self.answer_of(by.municipality, incident)
        if answer is None:
            raise Refusal("example-too-early")
        async with self.open() as work:
            known = await work.answers.best(by.municipality, incident)
            if known is not None:
                return known
            made = BestAnswer.mark(
                incident, answer.number, answer.topic, answer.text, by=acting, now=self.clock.now()
            )
            work.answers.mark(made)
            await work.commit(acting)
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmarkBest:
    """An answer is an example no longer."""

    open: OpenAnswers
    clock: Clock

    @retried
    async def __call__(self, incident: IncidentId, *, by: Actor) -> BestAnswer:
        """What it was. Refuses `no-right`, `example-unknown`."""
        acting = by.with_(Right.GUIDE)
        async with self.open() as work:
            found = known_example(await work.answers.best(by.municipality, incident))
            found.unmark(by=acting, now=self.clock.now())
            work.answers.unmark(found)
            await work.commit(acting)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The templates of a municipality, for its staff."""

    open: OpenAnswers
    guides: Guides

    async def __call__(self, *, by: Actor, page: int, per_page: int = PAGE) -> Slice[Template]:
        """All. Refuses `no-right` to residents."""
        staff_only(by)
        return await self.guides.templates(by.municipality, page=page, per_page=per_page)

    async def get(self, template: TemplateId, *, by: Actor) -> Template:
        """One. Refuses `no-right`, `template-unknown`."""
        staff_only(by)
        async with self.open() as work:
            return known_template(await work.answers.template(by.municipality, template))

    async def for_topic(self, municipality: MunicipalityId, topic: TopicId) -> Sequence[Template]:
        """What the draft dialog offers: the topic's own first, then those for any."""
        return await self.guides.for_topic(municipality, topic)


@dataclass(frozen=True, slots=True, kw_only=True)
class BestAnswers:
    """The examples of a municipality, for its staff."""

    open: OpenAnswers
    guides: Guides

    async def __call__(
        self, topic: TopicId | None = None, *, by: Actor, page: int, per_page: int = PAGE
    ) -> Slice[BestAnswer]:
        """The newest first, of a topic if given. Refuses `no-right` to residents."""
        staff_only(by)
        return await self.guides.best(by.municipality, topic, page=page, per_page=per_page)

    async def get(self, incident: IncidentId, *, by: Actor) -> BestAnswer:
        """One. Refuses `no-right`, `example-unknown`."""
        staff_only(by)
        return known_example(await self._find(incident, by))

    async def marked(self, incident: IncidentId, *, by: Actor) -> bool:
        """Whether an incident's answer is an example. Refuses `no-right` to residents."""
        staff_only(by)
        return await self._find(incident, by) is not None

    async def _find(self, incident: IncidentId, by: Actor) -> BestAnswer | None:
        async with self.open() as work:
            return await work.answers.best(by.municipality, incident)


def known_template(found: Template | None) -> Template:
    """Refuses `template-unknown`."""
    if found is None:
        raise Refusal("template-unknown")
    return found


def known_example(found: BestAnswer | None) -> BestAnswer:
    """Refuses `example-unknown`."""
    if found is None:
        raise Refusal("example-unknown")
    return found


def staff_only(by: Actor) -> None:
    """Refuses `no-right` to residents."""
    if not by.roles:
        raise Refusal("no-right")
