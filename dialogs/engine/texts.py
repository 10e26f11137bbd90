"""Every text that the engine itself can show: ids with their arguments, and those it makes of a registry."""

from collections.abc import Iterator
from typing import Final

from dialogs.engine.dialog import Card, Check, Listing, Registry, Step

OWN: Final[dict[str, tuple[str, ...]]] = {
    # Buttons.
    "engine-back": (),
    "engine-cancel": (),
    "engine-skip": (),
    "engine-drop": (),
    "engine-keep": (),
    "engine-done": (),
    "engine-confirm": (),
    "engine-menu": (),
    "engine-next": (),
    "engine-previous": (),
    "engine-continue": (),
    "engine-continue-with": ("what",),
    "engine-media-clear": (),
    "engine-ticked": ("title",),
    "engine-unticked": ("title",),
    "engine-numbered": ("number", "title"),
    "engine-today": (),
    "engine-tomorrow": (),
    # Values: `weekday` is mon..sun, `month` jan..dec, `year` text.
    "engine-day": ("weekday", "day", "month"),
    "engine-day-year": ("weekday", "day", "month", "year"),
    "engine-point": (),
    # Paragraphs.
    "engine-now": ("value",),
    "engine-page": ("page", "pages"),
    "engine-media-count": ("count", "most"),
    "engine-changed": (),
    "engine-dialog-gone": (),
    "engine-already": (),
    "engine-nothing": (),
    "engine-files-gone": (),
    # Toasts; paragraphs when nothing was pressed.
    "engine-stale": (),
    "engine-cancelled": (),
    "engine-media-caption": (),
    "engine-brought-media": (),
    "engine-brought-place": (),
    "engine-sorry": (),
    # Errors.
    "engine-expected-choice": (),
    "engine-expected-choices": (),
    "engine-expected-text": (),
    "engine-expected-number": (),
    "engine-expected-day": (),
    "engine-expected-media": (),
    "engine-expected-place": (),
    "engine-expected-contact": (),
    "engine-expected-item": (),
    "engine-expected-button": (),
    "engine-expected-words": (),
    "engine-odd": ("kind", "wanted"),
    "engine-unknown-command": (),
    "engine-option-gone": (),
    "engine-choose-least": ("least",),
    "engine-choose-most": ("most",),
    "engine-number-range": ("least", "most"),
    "engine-day-range": ("first", "last"),
    "engine-media-most": ("most",),
    "engine-contact-foreign": (),
    # Refusals the engine makes, or passes on from the media keeper.
    "refusal-media-later": (),
    "refusal-media-too-big": (),
    "refusal-media-too-detailed": (),
    "refusal-media-unreadable": (),
}


def asked(registry: Registry) -> Iterator[str]:
    """The ids that the engine makes of a registry's dialogs: questions, empty lists, "change this"."""
    for dialog in registry.dialogs.values():
        checks = [step for step in dialog.steps if isinstance(step, Check)]
        for step in dialog.steps:
            own = f"{dialog.name}-{step.name}"
            if not isinstance(step, Card | Check):
                yield own
            if isinstance(step, Listing):
                yield f"{own}.empty"
            if any(_changeable(step, check) for check in checks):
                yield f"{own}.change"


def _changeable(step: Step, check: Check) -> bool:
    if isinstance(step, Card | Check | Listing):
        return False
    return check.changeable is None or step.name in check.changeable
