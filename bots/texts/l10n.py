"""Messages of the domain rendered as texts: strict in tests, never an exception to a person."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bots.texts.errors import BadText, UnknownText
from bots.texts.library import Library
from bots.texts.speech import Speech
from core.shared.msg import Msg
from core.shared.voice import Voice

log = logging.getLogger(__name__)

FIRST: Final = "ru"
"""The language that has every text; another one's gaps are filled from it."""

_SORRY: Final = Msg("text-missing")
_NOTHING: Final = "…"


class Texts:
    """All texts of all languages in `folder`, read once.

    With `strict` whatever is wrong is raised; without it the person gets a safe text and the log an
    error. `now` is asked for the present: it moves with the sandbox's clock.
    """

    def __init__(
        self, folder: Path, *, strict: bool = False, now: Callable[[], datetime] | None = None
    ) -> None:
        self._strict = strict
        self._now = now or _utc_now
        self._libraries = {path.name: Library(path) for path in sorted(folder.iterdir()) if path.is_dir()}
        if FIRST not in self._libraries:
            raise UnknownText(f"there is no folder {FIRST} in {folder}")

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages there are texts in."""
        return tuple(self._libraries)

    def inventory(self, language: str) -> dict[str, frozenset[str]]:
        """Every id of a language with the arguments its text asks for."""
        return self._libraries[language].inventory()

    def render(self, msg: Msg, voice: Voice) -> str:
        """The message as HTML in the messengers' common subset; every argument is escaped."""
        return self._told(msg, voice, escape=True)

    def label(self, label: Msg | str, voice: Voice) -> str:
        """A button's title as plain text."""
        return label if isinstance(label, str) else self._told(label, voice, escape=False)

    def _told(self, msg: Msg, voice: Voice, *, escape: bool) -> str:
        library = self._libraries.get(voice.language) or self._libraries[FIRST]
        fragments = library.flat.get(msg.id)
        if fragments is not None and len(fragments) == 1 and isinstance(fragments[0], str):
            return fragments[0]
        try:
            return Speech(library, voice.zone, self._now(), escape).text(msg)
        except (UnknownText, BadText) as error:
            if self._strict:
                raise
            log.error("A text is wrong: %s", error)  # noqa: TRY400 (the trace says nothing more)
            return self._instead(msg, voice, escape=escape)

    def _instead(self, msg: Msg, voice: Voice, *, escape: bool) -> str:
        """The Russian text where another language fails, else an apology in the reader's language."""
        for language, text in ((FIRST, msg), (voice.language, _SORRY), (FIRST, _SORRY)):
            library = self._libraries.get(language)
            if library is not None and text.id in library.flat:
                try:
                    return Speech(library, voice.zone, self._now(), escape).text(text)
                except (UnknownText, BadText):
                    continue
        return _NOTHING


def _utc_now() -> datetime:
    return datetime.now(UTC)
