### Общее: слова, которые встречаются во многих местах.

text-missing = Здесь должен быть текст, но он потерялся. Мы уже знаем и поправим.

near-today = сегодня в { $time }
near-tomorrow = завтра в { $time }
near-yesterday = вчера в { $time }

# (Обе строки называют оба слова: у текста одни и те же переменные на всех языках.)
topic-title = { $en ->
   *[other] { $ru }
}
lines =
    { $first }
    { $second }

language-name-ru = Русский
language-name-en = English
language-choice = <b>На каком языке продолжим?</b>
language-chosen = Готово, говорим по-русски.

somebody = имя не указано
nobody-yet = пока не назначен
no-unit = не указано

# Как сообщение выглядит на экране
incident-said = <blockquote>{ $text }</blockquote>
incident-address = 📍 { $address }
incident-point = 📍 <a href="https://yandex.ru/maps/?pt={ $longitude },{ $latitude }&amp;z=17">Точка на карте</a>
incident-files = 📷 Фото и видео: { $count }

mark-open = 🕓
mark-asked = ❓
mark-closed = ⚪
mark-new = 🆕
mark-assigned = 🛠
mark-on-approval = 👀
mark-rework = ↩️
mark-interim = 🕓
mark-approved = 📤
mark-answered = ✅
mark-declined = 🚫
mark-redirected = 📮
mark-joined = 🔗

# Команды в меню мессенджера
command-menu = Главное меню
command-report = Сообщить о проблеме
command-mine = Мои обращения
command-help = Помощь
command-settings = Настройки
command-inbox = Входящие
command-tasks = Мои поручения
command-approval = На согласовании
command-team = Команда
command-register = Реестр

# Подсказки о тексте: решает человек
hint-threat = ⚠️ Похоже на угрозу
hint-obscenity = ⚠️ Похоже, есть брань
hint-insult = ⚠️ Похоже, есть оскорбление
hint-personal-data = ⚠️ Похоже, есть чужие личные данные
hint-appeal = ⚠️ Похоже на обращение по закону № 59-ФЗ

# Сколько знаков
signs = { $length ->
    [one] { $length } знак
    [few] { $length } знака
   *[many] { $length } знаков
}

# Сколько времени
span-minutes = { $minutes ->
    [one] { $minutes } минута
    [few] { $minutes } минуты
   *[many] { $minutes } минут
}
span-hours = { $hours ->
    [one] { $hours } час
    [few] { $hours } часа
   *[many] { $hours } часов
}
span-both = { $hours } { $minutes }
