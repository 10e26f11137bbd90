### Уведомления. Срок называется словами того дня, когда уведомление отправлено: мессенджер показывает этот день рядом.

notice-text = <blockquote>{ $text }</blockquote>
notice-due = ⏱ { $what }: <b>{ DUE($at) }</b>
due-triage = Срок распределения
due-return = Если не ваше, верните до срока
due-contribution = Срок вашей части
due-draft = Срок проекта ответа
due-approval = Срок согласования
due-rework = Срок доработки
due-publish = Срок публикации
due-answer = Срок ответа жителю
due-final-draft = Срок окончательного ответа
due-clarification = Ждём ответа жителя до срока

notice-high = ❗ Важность: высокая
notice-significant-mark = ‼️ Важность: общественно значимое
notice-repeat = 🔁 Повторное: об этом уже спрашивали
notice-source = Откуда: { $source }
notice-link = 🔗 { $link }
source-network = соцсеть
source-hotline = горячая линия
source-portal = портал

# Путь к исполнителю
notice-registered =
    🆕 <b>Новое сообщение № { PLAIN($number) }</b>
    { $topic }
    .assign = Распределить
    .open = Открыть
notice-proposed = 💡 По теме отвечает: { $unit }
    .assign = ✅ Назначить сразу
notice-assigned =
    🛠 <b>Вам поручено № { PLAIN($number) }</b>
    { $topic }
    Назначил куратор: { $curator }
    .draft = ✏️ Написать ответ
    .contribute = ✏️ Написать свою часть
    .give-back = ↩️ Это не моё
notice-first-of = 👥 Исполнителей { $count }, вы начинаете. Напишите свою часть, и сообщение перейдёт к следующему. Общий ответ соберёт последний по списку.
notice-for-unit =
    🛠 <b>Вашему подразделению поручено № { PLAIN($number) }</b>
    { $topic }
notice-withdrawn = № { PLAIN($number) } ({ $topic }) передано другому исполнителю. Вам больше ничего делать не нужно.
notice-taken-up =
    🛠 <b>Сообщение № { PLAIN($number) } взяли в работу</b>
    { $topic }
notice-answer-by = Ответ придёт сюда. Срок: { DUE($at) }.
notice-passed =
    🛠 <b>Ваша очередь: № { PLAIN($number) }</b>
    { $topic }
    Кто передал: { $who }
notice-your-turn = Напишите свою часть, и сообщение перейдёт к следующему.
notice-last-turn = Вы завершаете: соберите общий ответ. Части всех коллег есть на карточке.
notice-resident-said = Житель написал: <i>{ $text }</i>
notice-part =
    { $who }:
    <blockquote>{ $text }</blockquote>
notice-given-back =
    ↩️ <b>№ { PLAIN($number) } вернули: не по адресу</b>
    { $topic }
    Кто вернул: { $who }
notice-given-back-late = ⚠️ Возвращено позже срока
notice-executor-left =
    ↩️ <b>№ { PLAIN($number) } осталось без исполнителя</b>
    { $topic }
    Исполнитель больше не в команде. Сроки идут.
notice-significant =
    ‼️ <b>Общественно значимое сообщение № { PLAIN($number) }</b>
    { $topic }

# Согласование
kind-answer = Ответ
kind-interim = Промежуточный ответ
kind-question = Вопрос жителю
notice-draft =
    👀 <b>{ $kind } на согласование: № { PLAIN($number) }</b>
    { $topic }
    Исполнитель: { $executor }
    .approve = ✅ Согласовать
    .return = ↩️ Вернуть
notice-endorsed =
    👀 <b>{ $kind } на согласование: № { PLAIN($number) }</b>
    { $topic }
    Уже согласовано: { $who }
notice-slack = Если вернуть на доработку, до срока ответа останется { $left }
notice-no-slack = ⚠️ Если вернуть на доработку, ответ в срок уже не успеть
notice-question = Житель написал: <i>{ $text }</i>
notice-returned =
    ↩️ <b>Ответ на № { PLAIN($number) } вернули на доработку</b>
    { $topic }
    Кто вернул: { $curator }
notice-remark = <b>Замечание:</b> { $text }
notice-approved =
    ✅ <b>{ $kind } на № { PLAIN($number) } можно публиковать</b>
    { $topic }
    .publish = 🔗 Опубликовано
notice-publish-there = Разместите текст там, где было сообщение, и пришлите ссылку.
notice-publish-otherwise = Передайте ответ тому, кто обратился, и отметьте это здесь.

# Жителю
notice-answered =
    ✅ <b>Ответ на сообщение № { PLAIN($number) }</b>
    { $topic }
    .score = { $score } ⭐
    .unsolved = Не решено
    .open = Открыть обращение
notice-rate-it = Оцените ответ: от 1 до 5. Если проблема осталась, нажмите «Не решено».
notice-published = ✅ Ваш ответ на № { PLAIN($number) } ({ $topic }) согласован и отправлен жителю.
notice-interim =
    🛠 <b>Новости о сообщении № { PLAIN($number) }</b>
    { $topic }
notice-interim-more = Это промежуточный ответ. Когда работа закончится, пришлём окончательный.
notice-interim-out = ✅ Промежуточный ответ на № { PLAIN($number) } ({ $topic }) отправлен жителю.
    .published = ✅ Промежуточный ответ на № { PLAIN($number) } ({ $topic }) опубликован. Теперь — окончательный.
    .by-phone = ✅ Промежуточный ответ на № { PLAIN($number) } ({ $topic }) передан. Теперь — окончательный.
notice-asked =
    ❓ <b>Уточните, пожалуйста: сообщение № { PLAIN($number) }</b>
    { $topic }
    .reply = ✍️ Ответить
notice-reply-by = Ответьте до срока: { DUE($at) }. Без ответа сообщение закроется, но его можно будет подать снова.
notice-asked-out = ✅ Вопрос по № { PLAIN($number) } ({ $topic }) отправлен жителю.
notice-closed-unanswered =
    <b>Сообщение № { PLAIN($number) } закрыто</b>
    { $topic }

    Мы не дождались вашего ответа на вопрос. Если проблема осталась, напишите нам снова.
notice-declined =
    <b>Сообщение № { PLAIN($number) } не приняли в работу</b>
    { $topic }

    { $reason }
notice-closed-follower = Сообщение № { PLAIN($number) } ({ $topic }), к которому вы присоединились, закрыли без ответа. Если проблема осталась, напишите нам о ней.
declined-harm = В нём говорится о намерении причинить вред человеку. Если кому-то нужна помощь прямо сейчас, звоните 112. О самой проблеме напишите, пожалуйста, заново.
declined-insult = В нём есть обидные или бранные слова. Опишите, пожалуйста, проблему без них: мы поможем.
declined-threat = В нём есть угрозы. Опишите, пожалуйста, проблему без них: мы поможем.
notice-redirected =
    📄 <b>Сообщение № { PLAIN($number) } — официальное обращение</b>
    { $topic }

    На такие обращения отвечают по закону № 59-ФЗ, и подать их нужно отдельно. Нажмите кнопку: покажем как.
    .way = Как подать обращение
notice-joined =
    🔗 <b>Сообщение № { PLAIN($number) } объединили с № { PLAIN($into) }</b>
    { $topic }

    Оно о том же. Ответ на № { PLAIN($into) } придёт и вам.

# Рядом с ответом
notice-replied =
    💬 <b>Житель ответил на вопрос: № { PLAIN($number) }</b>
    { $topic }
notice-author-wrote =
    💬 <b>Житель дополнил сообщение № { PLAIN($number) }</b>
    { $topic }
notice-closed-staff = № { PLAIN($number) } ({ $topic }) закрыто. Вам больше ничего делать не нужно.
notice-threat =
    🚨 <b>Угрозы в сообщении № { PLAIN($number) }</b>
    { $topic }
    Кто отклонил: { $who }
notice-joined-staff = № { PLAIN($number) } ({ $topic }) объединили с № { PLAIN($into) }. Отвечать на него отдельно не нужно.
notice-linked = 🔁 № { PLAIN($number) } ({ $topic }) — повтор № { PLAIN($earlier) }. Напишите в ответе, что сделано с тех пор.
notice-rated =
    👎 <b>Оценка { $score } за ответ на № { PLAIN($number) }</b>
    { $topic }
notice-status-asked =
    ❔ <b>Как идут дела: № { PLAIN($number) }?</b>
    { $topic }
    Спрашивает: { $who }
    .tell = ✍️ Ответить
notice-status =
    💬 <b>Как идут дела: № { PLAIN($number) }</b>
    { $topic }
    { $who }:

# Сроки
remind-triage = Пора распределить
remind-contribution = Пора написать свою часть
remind-common = Пора собрать общий ответ
remind-draft = Пора готовить ответ
remind-approval = Ждёт согласования
remind-rework = Ждёт доработки
remind-publish = Ждёт публикации
remind-answer = Подходит срок ответа жителю
remind-final-draft = Подходит срок окончательного ответа
missed-triage = Не распределено в срок
missed-contribution = Часть ответа не пришла в срок
missed-common = Общий ответ не собран в срок
missed-draft = Проект ответа не пришёл в срок
missed-approval = Не согласовано в срок
missed-rework = Не доработано в срок
missed-publish = Не опубликовано в срок
missed-answer = Жителю не ответили в срок
missed-final-draft = Окончательный ответ не пришёл в срок
notice-reminder =
    ⏰ <b>{ $what }: № { PLAIN($number) }</b>
    { $topic }
    Срок: <b>{ DUE($at) }</b>
    .ask = ❔ Как дела?
    .reassign = Сменить исполнителя
notice-missed =
    🔴 <b>{ $what }: № { PLAIN($number) }</b>
    { $topic }
    Срок был: { DUE($at) }
notice-responsible = Отвечает: { $who }
notice-on-approval = Ваш ответ ждёт согласования: писать заново не нужно.
    .tell = ✍️ Написать куратору
notice-rung = За это время никто не успел, поэтому пишем и вам.
notice-remind-author =
    ❓ <b>Ждём вашего ответа: сообщение № { PLAIN($number) }</b>
    { $topic }

notice-digest = ⏰ <b>Пока вас не беспокоили, накопилось: { $count }</b>
    .list = Открыть просроченные
    .mine = Открыть мои поручения
notice-digest-line = { $what }: { $count }

# Календарь и всплески
notice-calendar-short =
    📅 <b>Нет рабочего календаря на { PLAIN($year) } год</b>
    Без него сроки дальше { $last } не посчитать. Добавьте год в файлы календарей.
notice-calendar-over =
    📅 <b>Рабочий календарь закончился</b>
    Сроки сейчас не считаются. Добавьте { PLAIN($year) } год в файлы календарей.
notice-activity =
    📈 <b>Много сообщений: { $topic }</b>
    { $hours ->
        [24] За сутки
       *[other] За { span-hours }
    }: { $count }, обычно { $usual }.
    .open = Открыть сообщения

notice-uncertain =
    ⚠️ <b>Не ясно, дошло ли сообщение</b>
    Связь оборвалась при отправке. Решите, отправить ли ещё раз:

    { $what }
    .decide = Решить
notice-unreached =
    📭 <b>Ответ не доставлен: бот остановлен (адресат — { $name })</b>
    Другого мессенджера у человека здесь нет. Вернётся — уйдёт само; срочное сообщите иначе:

    { $what }

notice-failed =
    ⚠️ <b>Сообщение не доставлено</b>
    Мессенджер его не принял. Отправьте ещё раз или свяжитесь с человеком иначе:

    { $what }
