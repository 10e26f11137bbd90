"""What people do again and again in stories: sign up, report a problem."""

from tests.e2e.city import City, Phone


async def resident(city: City, messenger: str, name: str) -> Phone:
    """A resident who has just agreed to the processing of personal data."""
    phone = await city.phone(messenger, "citizen", name=name)
    await phone.start()
    await phone.press("Русский")
    await phone.press("Согласен")
    await phone.sees("Заметили проблему")
    return phone


async def report(phone: Phone, text: str, *, address: str = "улица Мира, 5") -> str:
    """Report a problem without a photo; the register number as shown."""
    await phone.press("Сообщить о проблеме")
    await phone.say(text)
    await phone.press("Дороги")
    await phone.press("Яма на дороге")
    await phone.say(address)
    await phone.press("Пропустить")
    await phone.press("Отправить")
    told = await phone.sees(r"Сообщение № (\d+) принято")
    return told.split("№ ")[1].split()[0]
