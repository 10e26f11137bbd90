"""Russian order of titles and names, whatever locale the database was made with."""


def sort_key(text: str) -> str:
    """Case does not count, Ё stands with Е: compared code point by code point."""
    return text.casefold().replace("ё", "е")
