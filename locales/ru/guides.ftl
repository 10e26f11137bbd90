### Что ведут администраторы и кураторы: подразделения, темы, шаблоны и примеры ответов.

# Подразделения и темы
city-card =
    <b>Подразделения и темы</b>
    Подразделений: { $units }. Тем: { $topics }.
    Что вы измените здесь, больше не меняется из файла профиля.
    .units = Подразделения
    .unit-add = ➕ Подразделение
    .topics = Темы
    .topic-add = ➕ Тема
units-list = <b>Подразделения</b>
    .empty = Подразделений пока нет.
units-row =
    .closed = 🚫 { $title }
unit-card =
    <b>{ $title }</b>
    Тем: { $topics }
    Сотрудников: { $people }
    .name = Переименовать
    .close = 🚫 Закрыть
unit-closed =
    🚫 <b>{ $title }</b> · закрыто
    Тем: { $topics }
    Сотрудников: { $people }
    .reopen = ↩️ Открыть снова
unit-add-title = <b>Как называется подразделение?</b>
    .too-short = Нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
unit-name-title = <b>{ $title }</b>: как называть теперь?
    .too-short = Нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
unit-done = Готово: { $title }.
unit-done-closed = Закрыто: { $title }.
unit-done-opened = Снова открыто: { $title }.

topics-sector = <b>Темы: какая область?</b>
topics-list = <b>Темы</b>
    .empty = В этой области тем пока нет.
topic-card =
    <b>{ $title }</b>
    По-английски: { $english }
    Область: { $sector }
    Отвечает: { $unit }
    .name = Переименовать
    .unit = Кто отвечает
    .close = 🚫 Закрыть
topic-closed =
    🚫 <b>{ $title }</b> · закрыта
    По-английски: { $english }
    Область: { $sector }
    Отвечает: { $unit }
    .reopen = ↩️ Открыть снова
topic-no-english = как по-русски
topic-add-sector = <b>Новая тема: какая область?</b>
topic-add-title = <b>Как называется тема?</b> Житель увидит её на кнопке.
    .too-short = Нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
topic-add-english = <b>Как по-английски?</b> Можно пропустить: будет как по-русски.
    .too-short = Нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
topic-add-unit = <b>Кто отвечает за эту тему?</b>
topic-name-title = <b>{ $title }</b>: как называть теперь?
    .too-short = Нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
topic-name-english = <b>А по-английски?</b> Сейчас: { $english }. Можно пропустить: будет как по-русски.
    .too-short = Нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
topic-unit-choice = <b>{ $title }</b>: кто отвечает?

refusal-unit-in-use =
    Подразделение закрыть нельзя: за ним тем — { $topics }, сотрудников — { $people }. Сначала передайте их другому.
refusal-sector-unknown = Такой области в профиле города больше нет. Выберите другую.

# Шаблоны
guides-card =
    <b>Шаблоны и примеры ответов</b>
    Шаблонов: { $templates }. Примеров: { $examples }.
    Исполнитель увидит их, когда готовит ответ.
    .templates = Шаблоны
    .add = ➕ Шаблон
    .examples = ⭐ Примеры
templates-list = <b>Шаблоны</b>
    .empty = Шаблонов пока нет.
templates-row = { $title } · { $topic }
templates-any = Для всех тем
templates-topic-closed = тема закрыта
template-card =
    <b>{ $title }</b>
    Тема: { $topic }
    .title = Название
    .text = Текст
    .topic = Тема
    .remove = 🗑 Удалить
template-words = <code>{ $text }</code>
template-add-title-of = новый шаблон
template-add-topic = <b>Для какой темы шаблон?</b> Выберите или начните писать название.
template-add-title = <b>Как назвать шаблон?</b> Коротко: по названию его выбирают.
    .too-short = Нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
template-add-text = <b>Пришлите текст шаблона.</b> Исполнитель возьмёт его за основу и поправит под сообщение.
    .too-short = Нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
template-title-words = <b>{ $title }</b>: как назвать теперь?
    .too-short = Нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
template-text-words =
    <b>{ $title }</b>: пришлите новый текст.
    Прежний (нажмите, чтобы скопировать):

    <code>{ $text }</code>
    .too-short = Нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
template-topic-choice = <b>{ $title }</b>: для какой темы? Сейчас: { $topic }.
template-remove-check = <b>Удалить шаблон «{ $title }»?</b> Готовые ответы не изменятся.
    .confirm = 🗑 Удалить
template-done = Готово: { $title }.
template-removed = Шаблон удалён: { $title }.

# Примеры
examples-list = <b>Примеры ответов</b>, сначала новые
    .empty = Примеров пока нет. Отметьте хороший ответ в карточке сообщения.
examples-row = ⭐ № { PLAIN($number) } · { $topic }
example-card =
    ⭐ <b>Пример ответа: № { PLAIN($number) }</b>
    Тема: { $topic }
    .open = Открыть сообщение
    .mark = ⭐ Сделать примером
    .marked = ⭐ Это пример ответа
    .unmark = Снять отметку
example-marked = ⭐ Ответ на № { PLAIN($number) } теперь пример.
example-unmarked = Ответ на № { PLAIN($number) } больше не пример.

# Что предлагается исполнителю
offer-template = 📋 { $title }
offer-example = ⭐ Пример: ответ на № { PLAIN($number) }

refusal-template-unknown = Этого шаблона больше нет. Выберите другой.
refusal-example-unknown = Этот ответ уже не пример.
refusal-example-too-early = Ответа ещё не было: отметить пока нечего.
