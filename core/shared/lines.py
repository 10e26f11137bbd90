"""Several texts one under the other in one paragraph: screens and letters part paragraphs by a blank line."""

from core.shared.msg import Msg


def stacked(first: Msg, *more: Msg) -> Msg:
    """The texts as lines of one paragraph."""
    paragraph = first
    for line in more:
        paragraph = Msg("lines", {"first": paragraph, "second": line})
    return paragraph


def paragraph(*lines: Msg) -> tuple[Msg, ...]:
    """The lines as one paragraph, or none where there are no lines."""
    return (stacked(*lines),) if lines else ()
