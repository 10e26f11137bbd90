"""How a person is spoken to: in which language, and on whose clock."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """`language` is `ru` or `en`; `zone` is an IANA time zone, the municipality's."""

    language: str = "ru"
    zone: str = "Europe/Moscow"
