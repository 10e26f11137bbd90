"""What is wrong with a message's HTML: only the subset both messengers know, opened and closed in order."""

import re

ALLOWED = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}
_TAG = re.compile(r"<(/?)([a-zA-Z0-9]*)([^<>]*)>")
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;)")


def complaints(html: str) -> list[str]:
    """Sentences about every mistake; empty when there is none."""
    found: list[str] = []
    standing: list[str] = []
    for closing, name, attributes in _TAG.findall(html):
        if name not in ALLOWED:
            found.append(f"<{closing}{name}> is not in the common subset")
        elif closing:
            if not standing or standing.pop() != name:
                found.append(f"</{name}> closes nothing")
        else:
            standing.append(name)
            if attributes and not re.fullmatch(r' href="[^"]*"', attributes):
                found.append(f"<{name}> has attributes{attributes}")
    found += [f"<{name}> stays open" for name in standing]
    bare = _TAG.sub("", html)
    if "<" in bare or ">" in bare:
        found.append("a bare < or >")
    if _ENTITY.search(bare):
        found.append("a bare &")
    return found
