"""The only error a person sees."""

from core.shared.msg import Value


class Refusal(Exception):
    """The domain says no, with the reason as a text id.

    The person is shown `refusal-<code>` (or `<dialog>-<step>.<code>` when a step's parser refuses)
    and stays where they were. Never raised for a bug.
    """

    def __init__(self, code: str, **args: Value) -> None:
        super().__init__(code)
        self.code = code
        self.args_: dict[str, Value] = args
