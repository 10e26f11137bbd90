"""The kinds of steps, one small module each."""

from typing import Any, Final

from dialogs.engine.dialog import (
    Card,
    Check,
    Choice,
    Choices,
    Contact,
    Day,
    Listing,
    Media,
    Number,
    Place,
    Step,
    Text,
)
from dialogs.engine.steps.card import CardKind
from dialogs.engine.steps.check import CheckKind
from dialogs.engine.steps.choice import ChoiceKind
from dialogs.engine.steps.choices import ChoicesKind
from dialogs.engine.steps.contact import ContactKind
from dialogs.engine.steps.day import DayKind
from dialogs.engine.steps.kind import Kind
from dialogs.engine.steps.listing import ListingKind
from dialogs.engine.steps.media import MediaKind
from dialogs.engine.steps.number import NumberKind
from dialogs.engine.steps.place import PlaceKind
from dialogs.engine.steps.text import TextKind

KINDS: Final[dict[type[Step], Kind[Any]]] = {
    Card: CardKind(),
    Check: CheckKind(),
    Choice: ChoiceKind(),
    Choices: ChoicesKind(),
    Contact: ContactKind(),
    Day: DayKind(),
    Listing: ListingKind(),
    Media: MediaKind(),
    Number: NumberKind(),
    Place: PlaceKind(),
    Text: TextKind(),
}
