"""What can be wrong with a text; in tests these are raised, in service they are logged."""


class UnknownText(LookupError):
    """No locale has this id: write it into `locales/<language>/*.ftl`, or mend the id in the code."""


class BadText(ValueError):
    """A text cannot be rendered: an argument is missing, or the Fluent text itself is wrong."""
