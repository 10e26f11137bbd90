"""A paged list: an item is opened by its button, an empty list says so."""

from typing import Any

from core.shared.msg import Msg
from dialogs.engine import data
from dialogs.engine.dialog import Listing
from dialogs.engine.steps.choice import looked_at, page_note, turn_page, turners
from dialogs.engine.steps.kind import Answered, Drawn, Here, Kind, Outcome, Stay, by_words
from dialogs.engine.update import Said


class ListingKind(Kind[Listing]):
    """Something to choose from that may be long."""

    expected = "engine-expected-item"
    question = False

    async def draw(self, here: Here[Listing]) -> Drawn:
        """One page; the last one when the list became shorter meanwhile."""
        page = max(looked_at(here.session.drafts.get(_page(here)), 10**6), 0)
        found = await here.step.page(here.ctx, page)
        if page and page >= found.pages:
            found = await here.step.page(here.ctx, found.pages - 1)
        if not found.items:
            return Drawn((here.msg("empty"),))
        rows = [(here.button(item.title, data.OPTION, item.id),) for item in found.items]
        return Drawn(
            (await here.text(), *page_note(found.page, found.pages)),
            [*rows, *turners(here, found.page, found.pages)],
        )

    async def press(self, here: Here[Listing], verb: str, arg: str) -> Outcome | None:
        """An item, or another page. What opens the item checks that it may be seen."""
        if verb == data.PAGE:
            return turn_page(here, arg)
        return Answered(arg) if verb == data.OPTION and arg else None

    async def said(self, here: Here[Listing], said: Said) -> Outcome:
        """The title of an item on this page, typed."""
        if not said.text:
            return self.wrong()
        shown = await here.step.page(here.ctx, looked_at(here.session.drafts.get(_page(here)), 10**6))
        if not shown.items:
            return Stay(Msg("engine-expected-button"))
        found = by_words(shown.items, said.text, here)
        return self.wrong() if found is None else Answered(found.id)

    async def fits(self, here: Here[Listing], answer: Any) -> bool:
        """What opens the item checks it."""
        return isinstance(answer, str) or (answer is None and here.step.optional)


def _page(here: Here[Listing]) -> str:
    return f"{here.step.name}.page"
