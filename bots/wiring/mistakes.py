"""What can be wrong in well-formed settings: addresses, files, misspelt names; each with its remedy."""

import re
import ssl
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from os import environ
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

PREFIX: Final = "VECHE_"
WEB: Final = ("http", "https")
_SET: Final = re.compile(r"^\s*(?:export\s+)?(\w+)\s*=", re.MULTILINE)
_LIKE: Final = 0.75
"""So near a name has to be to be a misspelt one: others' variables are none of our business."""

POSTGRESQL: Final = "postgresql://veche:password@host:5432/veche"
REDIS: Final = "redis://:password@host:6379/0"
_SCHEMES: Final[Mapping[str, tuple[str, ...]]] = {
    POSTGRESQL: ("postgresql", "postgres"),
    REDIS: ("redis", "rediss", "unix"),
}


class NoEnvFile(Exception):
    """The file of settings is missing, or is no text. The message says which one and what to do."""


def names(file: str | None, *, wanted: bool) -> set[str]:
    """Every variable of the file and the environment; raises `NoEnvFile`, also for one that is missing."""
    found = set(environ)
    if file is not None and (wanted or Path(file).exists()):
        try:
            found.update(_SET.findall(Path(file).read_text("utf-8")))
        except OSError as error:
            raise NoEnvFile(f"{file}: cannot be read ({error.strerror}); correct its path.") from None
        except UnicodeDecodeError:
            raise NoEnvFile(f"{file}: is no text in UTF-8; save it anew in this encoding.") from None
    return {name.upper() for name in found}


def misspelt(given: Iterable[str], known: Iterable[str]) -> list[str]:
    """Names that are nearly ours: without a word the setting would have no effect."""
    ours = {name.upper() for name in known}
    strange = sorted(name for name in given if name.startswith(PREFIX) and name[len(PREFIX) :] not in ours)
    found = []
    for name in strange:
        near = get_close_matches(name[len(PREFIX) :], ours, n=1, cutoff=_LIKE)
        if near:
            found.append(f"{name}: there is no such setting; perhaps you meant {PREFIX}{near[0]}.")
    return found


def wrong_web(name: str, url: str | None, *, public: bool = False) -> list[str]:
    """An address on the web; `public`: messengers deliver to it, so it has to be https."""
    if url is None:
        return []
    parts = _split(url)
    if parts is None or parts[0] not in WEB or not parts[1]:
        return [f"{name}: write a full address that begins with https://."]
    if public and parts[0] != "https":
        return [f"{name}: messengers deliver to https:// addresses only; write one."]
    return [f"{name}: write the address without ? and #."] if set(url) & {"?", "#"} else []


def wrong_server(name: str, url: str | None, sample: str) -> list[str]:
    """The address of PostgreSQL or Redis, which holds a password and is never repeated."""
    if url is None or ((parts := _split(url)) is not None and parts[0] in _SCHEMES[sample]):
        return []
    return [f"{name}: this is no such address; write it as {sample}."]


def wrong_certificates(name: str, path: Path | None) -> list[str]:
    """A file of certificates."""
    if path is None:
        return []
    try:
        ssl.create_default_context(cafile=path)
    except OSError:  # what ssl raises is one, too
        return [f"{name}: {path} is no readable PEM file with certificates; write the path of one."]
    return []


def _split(url: str) -> tuple[str, str | None] | None:
    try:
        parts = urlsplit(url.strip())
        if "," not in parts.netloc:  # PostgreSQL's address may name several hosts
            _ = parts.port
    except ValueError:
        return None
    return parts.scheme.lower(), parts.hostname
