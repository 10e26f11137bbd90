"""Phone numbers in the one form that can be compared: E.164."""

from core.shared.refusal import Refusal


def e164(raw: str, region: str = "RU") -> str:
    """The number as `+79001234567`; refuses `phone-impossible`.

    Messengers send numbers with and without the plus; a number without a country's code is read as
    one of `region`.
    """
    # The tables of all countries' numbers: loaded when the first contact comes, not at every start.
    import phonenumbers  # noqa: PLC0415

    for guess in (raw, f"+{raw.strip().lstrip('+')}"):
        try:
            number = phonenumbers.parse(guess, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    raise Refusal("phone-impossible")
