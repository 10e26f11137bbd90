"""The beginning of a long text, cut between words."""


def excerpt(text: str, most: int) -> str:
    """At most `most` characters of the text in one paragraph; what was cut is marked by an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    kept = flat[: most - 1]
    whole, _, tail = kept.rpartition(" ")
    return (whole if whole and len(tail) < most // 2 else kept).rstrip(" .,;:-") + "…"
