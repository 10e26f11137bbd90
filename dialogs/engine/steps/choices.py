"""Several options, ticked one by one, then "done"."""

from typing import Any

from core.shared.msg import Msg
from dialogs.engine import data
from dialogs.engine.dialog import Choices, Option
from dialogs.engine.screen import Button
from dialogs.engine.steps.choice import page_note, page_of, turn_page, turners
from dialogs.engine.steps.kind import Answered, Drawn, Here, Kind, Outcome, Stay, by_words, grid
from dialogs.engine.update import Said


class ChoicesKind(Kind[Choices]):
    """Options with ticks. Ticking says which way, so that a double press does not undo itself."""

    expected = "engine-expected-choices"
    listed = True

    async def draw(self, here: Here[Choices]) -> Drawn:
        """The question, its options with their ticks, and "done" when enough are ticked."""
        options = await here.step.options(here.ctx)
        ticked = _ticked(here)
        page, pages, shown = page_of(here, len(options), here.step.columns)
        rows = grid([_box(here, options[at], ticked) for at in shown], here.step.columns)
        rows += turners(here, page, pages)
        count = sum(option.id in ticked for option in options)
        if count >= max(here.step.least, 1):
            rows.append((here.button(Msg("engine-done"), data.DONE),))
        return Drawn((await here.text(), *page_note(page, pages)), rows)

    async def press(self, here: Here[Choices], verb: str, arg: str) -> Outcome | None:
        """A tick, another page, or "done"."""
        if verb == data.PAGE:
            return turn_page(here, arg)
        if verb == data.DONE:
            return await self._done(here)
        if verb not in {data.TICK, data.UNTICK}:
            return None
        if not any(option.id == arg for option in await here.step.options(here.ctx)):
            return Stay(Msg("engine-option-gone"))
        return _tick(here, arg, on=verb == data.TICK)

    async def said(self, here: Here[Choices], said: Said) -> Outcome:
        """A title typed instead of pressed: ticked."""
        if not said.text:
            return self.wrong()
        found = by_words(await here.step.options(here.ctx), said.text, here)
        return self.wrong() if found is None else _tick(here, found.id, on=True)

    async def fits(self, here: Here[Choices], answer: Any) -> bool:
        """Whether all that was ticked is still offered, and is enough."""
        if not isinstance(answer, list):
            return False
        if not answer:
            return here.step.optional
        offered = {option.id for option in await here.step.options(here.ctx)}
        enough = here.step.least <= len(answer) <= (here.step.most or len(answer))
        return enough and all(isinstance(one, str) and one in offered for one in answer)

    async def _done(self, here: Here[Choices]) -> Outcome:
        ticked = _ticked(here)
        chosen = [option.id for option in await here.step.options(here.ctx) if option.id in ticked]
        if here.step.ordered:
            chosen.sort(key=ticked.index)
        if len(chosen) < max(here.step.least, 1):
            return Stay(Msg("engine-choose-least", {"least": max(here.step.least, 1)}))
        return Answered(chosen)


def _ticked(here: Here[Choices]) -> list[str]:
    """What is ticked: so far, or from an earlier visit."""
    kept = here.draft if here.draft is not None else here.answer
    return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []


def _box(here: Here[Choices], option: Option, ticked: list[str]) -> Button:
    if option.id in ticked:
        title = Msg("engine-ticked", {"title": option.title})
        if here.step.ordered:
            title = Msg("engine-numbered", {"number": ticked.index(option.id) + 1, "title": option.title})
        return here.button(title, data.UNTICK, option.id)
    return here.button(Msg("engine-unticked", {"title": option.title}), data.TICK, option.id)


def _tick(here: Here[Choices], which: str, *, on: bool) -> Stay:
    ticked = [one for one in _ticked(here) if one != which]
    if on:
        if here.step.most is not None and len(ticked) >= here.step.most:
            return Stay(Msg("engine-choose-most", {"most": here.step.most}))
        ticked.append(which)
    here.draft = ticked
    return Stay()
