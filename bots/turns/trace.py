"""Where an error was raised, without what it says: its text may hold a person's words."""


def place_of(error: BaseException) -> str:
    """File and line of the innermost frame, such as `draw.py:41`."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
