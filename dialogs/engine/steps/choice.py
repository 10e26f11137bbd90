"""One of several options, pressed or typed; long lists turn pages."""

from collections.abc import Sequence
from typing import Any

from core.shared.msg import Msg, Value
from dialogs.engine import data
from dialogs.engine.dialog import Choice, Option
from dialogs.engine.screen import Row
from dialogs.engine.steps.kind import Answered, Drawn, Here, Kind, Outcome, Stay, by_words, grid
from dialogs.engine.update import Said

ALL_ROWS = 20
"""So many rows are shown at once (MAX allows 30, the engine adds its own)."""

PAGE_ROWS = 10


def page_of(here: Here[Any], count: int, columns: int) -> tuple[int, int, range]:
    """The page of options being looked at, how many there are, and the options on it."""
    if count <= ALL_ROWS * columns:
        return 0, 1, range(count)
    size = PAGE_ROWS * columns
    pages = -(-count // size)
    page = looked_at(here.session.drafts.get(f"{here.step.name}.page"), pages)
    return page, pages, range(page * size, min(count, (page + 1) * size))


def looked_at(kept: Any, pages: int) -> int:
    """A page number from a session, within what there is now."""
    return min(max(kept, 0), pages - 1) if isinstance(kept, int) else 0


def turners(here: Here[Any], page: int, pages: int) -> list[Row]:
    """The buttons to the page before and after."""
    row = []
    if page > 0:
        row.append(here.button(Msg("engine-previous"), data.PAGE, str(page - 1)))
    if page < pages - 1:
        row.append(here.button(Msg("engine-next"), data.PAGE, str(page + 1)))
    return [tuple(row)] if row else []


def turn_page(here: Here[Any], arg: str) -> Stay | None:
    """Look at another page of options; None when the argument is no page."""
    if not (arg.isascii() and arg.isdigit() and len(arg) <= 6):  # noqa: PLR2004 (digits of a page number)
        return None
    here.session.drafts[f"{here.step.name}.page"] = int(arg)
    return Stay()


def page_note(page: int, pages: int) -> tuple[Msg, ...]:
    """Which page this is, when there are several."""
    return (Msg("engine-page", {"page": page + 1, "pages": pages}),) if pages > 1 else ()


class ChoiceKind(Kind[Choice]):
    """A question with buttons."""

    expected = "engine-expected-choice"

    async def draw(self, here: Here[Choice]) -> Drawn:
        """The question and its options."""
        options = await here.step.options(here.ctx)
        page, pages, shown = page_of(here, len(options), here.step.columns)
        buttons = [here.button(options[at].title, data.OPTION, options[at].id) for at in shown]
        return Drawn(
            (await here.text(), *page_note(page, pages)),
            grid(buttons, here.step.columns) + turners(here, page, pages),
        )

    async def press(self, here: Here[Choice], verb: str, arg: str) -> Outcome | None:
        """An option, if it is still offered; another page."""
        if verb == data.PAGE:
            return turn_page(here, arg)
        if verb != data.OPTION:
            return None
        if _find(await here.step.options(here.ctx), arg) is None:
            return Stay(Msg("engine-option-gone"))
        return Answered(arg)

    async def said(self, here: Here[Choice], said: Said) -> Outcome:
        """A title typed instead of pressed."""
        if not said.text:
            return self.wrong()
        found = by_words(await here.step.options(here.ctx), said.text, here)
        return self.wrong() if found is None else Answered(found.id)

    async def fits(self, here: Here[Choice], answer: Any) -> bool:
        """Whether the option is still offered."""
        if answer is None:
            return here.step.optional
        return _find(await here.step.options(here.ctx), answer) is not None

    async def now(self, here: Here[Choice], answer: Any) -> Value:
        """The option's title."""
        found = _find(await here.step.options(here.ctx), answer)
        return None if found is None else found.title


def _find(options: Sequence[Option], wanted: Any) -> Option | None:
    return next((option for option in options if option.id == wanted), None)
