### Карточка сообщения для сотрудников, его история и сроки.

incident-staff =
    { $mark } <b>№ { PLAIN($number) }</b> · { $topic }
    { $stage }
    { $about }
    .approve = ✅ Согласовать
    .return = ↩️ Вернуть
    .draft = ✏️ Написать ответ
    .redraft = ✏️ Новый вариант ответа
    .contribute = ✏️ Написать свою часть
    .give-back = ↩️ Это не моё
    .assign = Распределить
    .reassign = Изменить распределение
    .ask-status = ❔ Как дела?
    .grade = Оценить ответ
    .more = Ещё…
    .due = ⏱ Почему такой срок
    .history = Вся история
    .words = Сообщение целиком
incident-people =
    От кого: { $author }
    Исполнитель: { $executor }
    Подразделение: { $unit }
incident-also = Ещё темы: { $topics }
incident-source = Откуда: { $source }
    .linked = Откуда: { $source }, { $link }
source-bot = наш бот
incident-repeats = 🔁 Повтор вопроса № { PLAIN($number) }
incident-joined = 🔗 Объединено с № { PLAIN($number) }
incident-followers = 👥 Присоединились: { $count }
incident-rating = Оценка автора: { $score } из 5
    .told = Оценка автора: { $score } из 5. «{ $comment }»
incident-quality = Оценка куратора: { $score } из 5
incident-shares = <b>Исполнители по порядку</b>
incident-share = { $number }. { $name }: ждёт своей очереди
    .given = { $number }. ✅ { $name }: { $text }
    .turn = { $number }. ✏️ { $name }: сейчас пишет
    .last = { $number }. { $name }: соберёт общий ответ
incident-asked = ❓ <b>Ждём ответа автора:</b> { $text }
incident-note = 💬 { NEAR($at) }, { $name }: { $text }
incident-draft =
    <b>{ $kind }, вариант { $number }</b>
    <blockquote>{ $text }</blockquote>
draft-of-answer = Ответ
draft-of-interim = Промежуточный ответ
draft-of-question = Вопрос автору
incident-published = 🔗 Опубликовано: { $link }
incident-remark = ↩️ <b>Замечание:</b> { $text }
incident-history = <b>История</b>
words-card =
    <b>Сообщение № { PLAIN($number) }</b>

    { $text }
words-added =
    <b>{ $name }, { NEAR($at) }:</b>
    { $text }
words-more = <b>Сообщение № { PLAIN($number) }, дополнения</b>
    .later = Дальше ›

more-card = Что ещё можно сделать:
    .interim = 🕓 Промежуточный ответ
    .question = ❓ Спросить автора
    .status = 💬 Сообщить, как дела
    .ask = ❓ Спросить автора
    .repeat = 🔁 Это повтор
    .merge = 🔗 Объединить с другим
    .decline = 🚫 Отклонить
    .redirect = 📮 Это обращение по 59-ФЗ

stage-new = Новое, ждёт распределения
stage-assigned = У исполнителя
stage-on-approval = На согласовании
stage-rework = На доработке
stage-interim = Дан промежуточный ответ, готовится итоговый
stage-approved = Согласовано, ждёт публикации
stage-answered = Ответ дан
stage-declined = Отклонено
stage-redirected = Перенаправлено: обращение по 59-ФЗ
stage-closed = Закрыто: автор не ответил
stage-joined = Объединено с другим

importance-line = Важность: { $importance }
importance-ordinary = обычная
importance-high = ❗ высокая
importance-significant = ‼️ общественно значимое

curators = кураторы
the-author = автор

# Сроки
deadline-next = ⏱ <b>{ $term }:</b> { $told } ({ $owner })
deadline-other = • { $term }: { $told } ({ $owner })
deadline-paused = • { $term }: отсчёт остановлен ({ $owner })
term-triage = Распределение
term-return = Возврат, если не ваше
term-contribution = Часть соисполнителя
term-draft = Проект ответа
term-approval = Согласование
term-rework = Доработка
term-publish = Публикация
term-answer = Ответ автору
term-final-draft = Проект итогового ответа
term-clarification = Ответ на вопрос
due-card = <b>{ $term }: почему такой срок</b> (№ { PLAIN($number) })
due-rule =
    По регламенту: { $length }
    { $clause }
due-clause = Пункт { $point }: { $document }
    .decided = Документы об этом молчат, так решено в Veche.
due-start = Отсчёт начался: { NEAR($at) }
due-paused = Отсчёт остановлен, пока автор не ответит на вопрос.
due-beyond = Рабочий календарь так далеко ещё не составлен.
due-day = • { $day }: { $told } — { $time }
due-off = • { $day }: не считаем, { $told }
due-cut = • … и ещё дней: { $count }
due-sum = <b>Всего: { $time }</b>
due-end = Срок: <b>{ $told }</b>
due-calendar = <i>По рабочему календарю в редакции { $version }.</i>
hours = { $start }–{ $end }
hours-short = короткий день
length-time = { $time } рабочего времени
length-working-days = { $count ->
    [one] { $count } рабочий день
    [few] { $count } рабочих дня
   *[many] { $count } рабочих дней
}
length-calendar-days = { $count ->
    [one] { $count } календарный день
    [few] { $count } календарных дня
   *[many] { $count } календарных дней
}
length-ahead = за { $time } рабочего времени до ответа, на который даётся { $length }

# История
history-card = <b>История № { PLAIN($number) }</b>
    .earlier = ‹ Раньше
history-line = { NEAR($at) } — { $what }
history-acting = { $who } (замещает: { $for })
history-late = ⏰ позже срока
history-shortened = срок сокращён до { $hours } ч
history-in-bot = отправлен в бот
history-where = опубликован: { $link }
history-replied = ответ на вопрос
history-added = дополнение
history-registered = поступило ({ $source })
history-assigned = { $who }: поручено ({ $executor })
history-passed = { $who }: часть готова, дальше { $executor }
history-given-back = { $who }: возвращено, «{ $reason }»
history-draft-submitted = { $who }: на согласовании «{ $kind }», вариант { $draft }
history-draft-endorsed = { $who }: согласовано, теперь решает { $role }
history-draft-returned = { $who }: возвращён вариант { $draft }, «{ $remark }»
history-approved = { $who }: согласовано, ждёт публикации
history-answered = { $who }: ответ { $where }
history-interim-answered = { $who }: промежуточный ответ { $where }
history-asked = { $who }: автору задан вопрос
history-deadline-missed = 🔴 срок пропущен: { $term } ({ $owner })
history-escalated = 🔴 о просрочке узнал { $role }: { $term }
history-author-wrote = { $who }: { $what }
history-closed-unanswered = закрыто: автор не ответил на вопрос
history-declined = { $who }: отклонено, { $reason }
history-told = 🚨 сразу узнали: { $roles }
history-comment = «{ $text }»
history-redirected = { $who }: перенаправлено, обращение по 59-ФЗ
history-followed = { $who } ждёт того же ответа
history-joined = { $who }: объединено с № { PLAIN($into_number) }
history-linked = { $who }: это повтор № { PLAIN($earlier_number) }
history-rated = { $who }: оценка { $score } из 5
history-not-solved = { $who }: не решено, открыто повторное сообщение
history-graded = { $who }: оценка ответа { $score } из 5
history-status-asked = { $who }: спрашивает, как дела
history-status-told = { $who }: «{ $said }»
history-significant = { $who }: общественно значимое
history-executor-left = исполнитель { $executor } больше не работает, снова у кураторов
history-activity-alarmed = 📈 много сообщений на эту тему ({ $hours ->
        [24] за сутки
       *[other] за { span-hours }
    }: { $count }, обычно { $usual })
