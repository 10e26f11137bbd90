### Уведомления: остаются в чате надолго, поэтому время в них — числом, без «сегодня».

notice-registered =
    🆕 <b>Новое сообщение № { PLAIN($number) }</b>
    { $topic }
    .assign = Назначить
    .open = Открыть
notice-text = <blockquote>{ $text }</blockquote>

notice-assigned =
    🛠 <b>Вам поручено № { PLAIN($number) }</b>
    { $topic }
    Назначил куратор: { $curator }
    .draft = ✏️ Написать ответ
notice-withdrawn = № { PLAIN($number) } ({ $topic }) передано другому исполнителю. Вам больше ничего делать не нужно.

notice-draft =
    👀 <b>Ответ на согласование: № { PLAIN($number) }</b>
    { $topic }
    Исполнитель: { $executor }
    .approve = ✅ Согласовать
    .return = ↩️ Вернуть
notice-question = Житель написал: <i>{ $text }</i>

notice-returned =
    ↩️ <b>Ответ на № { PLAIN($number) } вернули на доработку</b>
    { $topic }
    Куратор: { $curator }
notice-remark = <b>Замечание:</b> { $text }

notice-answered =
    ✅ <b>Ответ на ваше сообщение № { PLAIN($number) }</b>
    { $topic }
    .open = Открыть обращение
notice-published = ✅ Ваш ответ на № { PLAIN($number) } ({ $topic }) согласован и отправлен жителю.

notice-uncertain =
    ⚠️ <b>Не ясно, дошло ли сообщение</b>
    Связь оборвалась при отправке. Решите, отправить ли ещё раз:

    { $what }
    .decide = Решить
notice-failed =
    ⚠️ <b>Сообщение не доставлено</b>
    Мессенджер его не принял. Свяжитесь с человеком другим способом:

    { $what }
