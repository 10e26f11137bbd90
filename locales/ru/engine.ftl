### Тексты движка диалогов: общие для всех диалогов.

## Кнопки

engine-back = ‹ Назад
engine-cancel = Отмена
engine-skip = Пропустить
engine-drop = Не указывать
engine-keep = Оставить как есть
engine-done = Готово
engine-confirm = Всё верно
engine-menu = В меню
engine-next = Дальше ›
engine-previous = ‹ Раньше
engine-continue = ↩ Продолжить начатое
engine-continue-with = ↩ Продолжить: { $what }
engine-media-clear = Убрать все
engine-ticked = ✅ { $title }
engine-unticked = ▫️ { $title }
engine-numbered = { $number }. { $title }
engine-today = Сегодня
engine-tomorrow = Завтра

## Значения

engine-point = точка на карте
engine-weekday = { $weekday ->
    [mon] пн
    [tue] вт
    [wed] ср
    [thu] чт
    [fri] пт
    [sat] сб
   *[sun] вс
}
engine-month = { $month ->
    [jan] января
    [feb] февраля
    [mar] марта
    [apr] апреля
    [may] мая
    [jun] июня
    [jul] июля
    [aug] августа
    [sep] сентября
    [oct] октября
    [nov] ноября
   *[dec] декабря
}
engine-day = { engine-weekday }, { $day } { engine-month }
engine-day-year = { engine-weekday }, { $day } { engine-month } { $year }

## Над вопросом и под ним

engine-now = Сейчас: { $value }
engine-page = Страница { $page } из { $pages }
engine-media-count = { $count ->
    [one] Прикреплён { $count } файл, можно до { $most }.
    [few] Прикреплено { $count } файла, можно до { $most }.
   *[many] Прикреплено { $count } файлов, можно до { $most }.
}
engine-changed = Мы обновили этот диалог. Ваши ответы на месте, продолжим с того, чего не хватает.
engine-dialog-gone = Этого раздела больше нет.
engine-already = Готово: это уже сделано.
engine-nothing = Сейчас показать нечего. Попробуйте ещё раз чуть позже.
engine-stale = Эта кнопка уже не действует. Вот где мы остановились.
engine-cancelled = Отменили.
engine-media-caption = Файл сохранили. Подпись к нему не добавится: текст можно поправить на странице проверки.
engine-brought-media = 📷 Фото и видео сохранили, ещё раз присылать не нужно.
engine-files-gone = Фото и видео, которые вы прикрепили раньше, пролежали без дела больше недели, и мы их удалили. Если они нужны, пришлите их ещё раз.
engine-brought-place = 📍 Место запомнили, ещё раз указывать не нужно.
engine-sorry = Что-то пошло не так. Мы уже разбираемся, попробуйте ещё раз.

## Ошибки

engine-expected-choice = Нажмите одну из кнопок или напишите её название.
engine-expected-choices = Отметьте подходящее кнопками и нажмите «Готово».
engine-expected-text = Здесь нужен ответ словами: напишите его сообщением.
engine-expected-number = Напишите целое число цифрами.
engine-expected-day = Не получилось понять дату. Напишите, например, «завтра», «пятница», «5 мая» или 05.05.2026.
engine-expected-media = Здесь нужно фото или видео. Добавить нечего? Нажмите кнопку ниже.
engine-expected-place = Отправьте точку на карте или напишите адрес.
engine-expected-contact = Нажмите кнопку отправки номера: так мессенджер подтвердит, что номер ваш.
engine-expected-item = Выберите кнопкой то, что хотите открыть.
engine-expected-button = Нажмите одну из кнопок.
engine-expected-words = Напишите словами или нажмите кнопку.
engine-odd = { $kind ->
    [voice] Слушать голосовые бот пока не умеет, простите.
    [audio] Слушать аудио бот пока не умеет, простите.
    [sticker] Стикер милый, но бот их не понимает.
    [poll] Отвечать на опросы бот не умеет, простите.
    [file] Такие файлы бот не открывает, простите.
   *[other] Такое сообщение бот прочитать не может, простите.
} { $wanted }
engine-unknown-command = Такой команды нет.
engine-option-gone = Этого варианта больше нет. Выберите другой.
engine-choose-least = Отметьте не меньше { $least }.
engine-choose-most = Можно отметить не больше { $most }.
engine-number-range = Нужно число от { $least } до { $most }.
engine-day-range = Нужна дата от «{ $first }» до «{ $last }».
engine-media-most = Больше { $most } прикрепить нельзя, лишнее не добавили.
engine-contact-foreign = Не получилось убедиться, что это ваш номер. Отправьте свой кнопкой внизу.

## Файлы

refusal-media-later = Мессенджер пока не отдаёт файл. Пришлите его ещё раз чуть позже.
refusal-media-too-big = Файл слишком большой. Пришлите фото или видео поменьше.
refusal-media-too-detailed = В этой картинке слишком много точек: пришлите её как обычное фото, не файлом, и мессенджер уменьшит её сам.
refusal-media-unreadable = Не получилось открыть файл. Пришлите другое фото или видео.
