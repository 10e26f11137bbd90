"""A mistake in a profile or a calendar, told so that whoever wrote the file can mend it."""

import re
from collections.abc import Iterable
from difflib import get_close_matches


class ProfileError(Exception):
    """A profile or a calendar cannot be used: mend the named line of the named file and start again.

    `line` counts from 1; `remedy` says what to write there.
    """

    def __init__(self, file: str, line: int, wrong: str, remedy: str) -> None:
        super().__init__(f"{file}:{line}: {wrong}. {remedy}")
        self.file = file
        self.line = line
        self.wrong = wrong
        self.remedy = remedy


class Source:
    """The text of a file, in which a key's line can be found."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._lines = text.splitlines()

    def line_of(self, table: str, index: int | None, key: str | None = None) -> int:
        """The line of a key, or of its table where the key is missing; 1 where neither stands.

        `index` is the number of the table in an array of tables, from 0; None for a plain table.
        """
        start = self._header(table, index)
        if key is None:
            return start or 1
        wanted = re.compile(rf"""^\s*["']?{re.escape(key)}["']?\s*[.=]""")
        for number, line in enumerate(self._lines[start:], start + 1):
            if line.lstrip().startswith("["):
                break
            if wanted.match(line):
                return number
        return self._header(f"{table}.{key}", None) or start or 1

    def _header(self, table: str, index: int | None) -> int:
        name = re.escape(table)
        header = rf"^\s*\[?\[\s*{name}\s*\]" if index is None else rf"^\s*\[\[\s*{name}\s*\]\]"
        seen = 0
        for number, line in enumerate(self._lines, 1):
            if re.match(header, line):
                if seen == (index or 0):
                    return number
                seen += 1
        return 0

    def error(self, where: tuple[str, int | None, str | None], wrong: str, remedy: str) -> ProfileError:
        """The mistake at `(table, index, key)`."""
        return ProfileError(self.file, self.line_of(*where), wrong, remedy)


def nearest(word: str, words: Iterable[str]) -> str:
    """What was probably meant, as the end of a sentence."""
    known = sorted(words)
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"Known here: {', '.join(known)}."
