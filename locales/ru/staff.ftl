### Бот для сотрудников.

# Вход
sign-in-code =
    Это рабочий бот для сотрудников. Введите код приглашения или откройте ссылку, которую вам прислали.

    Нет кода? Попросите его у руководителя или администратора.
    .malformed = Это не похоже на код приглашения. Скопируйте его целиком, без лишних слов.
sign-in-done = Вход выполнен. Добро пожаловать!

# Меню
menu-staff = <b>{ $name }</b>
    .inbox = Входящие
    .assignments = Мои поручения
    .awaiting = На согласовании
    .team = Команда
    .settings = Настройки
    .doubts = ⚠️ Не ясно, дошло ли
menu-staff-new = 🆕 Ждут назначения: { $count }
menu-staff-mine = 🛠 Мои поручения: { $count }
menu-staff-approval = 👀 Ждут согласования: { $count }

# Списки
queue-row = { $mark } № { PLAIN($number) } · { $topic } · { NEAR($at) }
inbox-list = <b>Входящие</b>: ждут назначения, сначала давние
    .empty = Новых сообщений нет. Всё разобрано.
assignments-list = <b>Мои поручения</b>, сначала давние
    .empty = Поручений сейчас нет.
awaiting-list = <b>На согласовании</b>, сначала давние
    .empty = На согласовании ничего нет.

# Карточка сообщения
incident-staff =
    { $mark } <b>№ { PLAIN($number) }</b> · { $topic }
    { $stage }
    От кого: { $author }
    Исполнитель: { $executor }
    Подразделение: { $unit }
    .approve = ✅ Согласовать
    .return = ↩️ Вернуть
    .draft = ✏️ Написать ответ
    .redraft = ✏️ Новый вариант ответа
    .assign = Назначить
    .reassign = Сменить исполнителя
    .words = Сообщение целиком
incident-draft =
    <b>Ответ, вариант { $number }</b>
    <blockquote>{ $text }</blockquote>
incident-remark = ↩️ <b>Замечание:</b> { $text }
incident-history = <b>История</b>
words-card =
    <b>Сообщение № { PLAIN($number) }</b>

    { $text }

stage-new = Новое, ждёт назначения
stage-assigned = У исполнителя
stage-on-approval = Ответ на согласовании
stage-rework = Ответ на доработке
stage-answered = Ответ отправлен

history-registered = { NEAR($at) } — поступило
history-assigned = { NEAR($at) } — { $who }: исполнитель назначен
history-draft-submitted = { NEAR($at) } — { $who }: ответ на согласование
history-draft-returned = { NEAR($at) } — { $who }: возвращено на доработку
history-answered = { NEAR($at) } — { $who }: согласовано и отправлено
history-acting = { $who } за { $for }

# Назначить
executor-choice =
    <b>Кому поручить № { PLAIN($number) }?</b>
    { $topic }
    .competent = ⭐ { $name } · { $unit }
    .other = { $name } · { $unit }
    .empty = Назначать пока некому: пригласите исполнителя в разделе «Команда».
assign-done = № { PLAIN($number) } назначено. Исполнитель уже получил уведомление.

# Ответ
draft-title = ответ жителю
draft-text =
    <b>Ответ на № { PLAIN($number) }</b> · { $topic }
    <blockquote>{ $question }</blockquote>
    { $before }
    .hint = Напишите жителю просто и по делу: что сделано или будет сделано и когда. Фото добавите на следующем шаге.
    .returned =
        ↩️ <b>Замечание:</b> { $remark }

        Прежний вариант (нажмите, чтобы скопировать):
        <code>{ $text }</code>

        Пришлите исправленный ответ.
    .waiting =
        Этот вариант сейчас на согласовании, новый его заменит:
        <code>{ $text }</code>
    .too-short = Напишите подробнее: нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { $length } знаков, а помещается { $max }. Оставьте главное.
    .change = Изменить текст
draft-proof = <b>К прошлому варианту были фото.</b> Что с ними?
    .kept = Оставить прежние
    .new = Прислать новые
    .none = Отправить без фото
    .change = Изменить фото
draft-media =
    📷 <b>Есть подтверждение?</b>
    Пришлите фото или видео сделанного, до 10 штук: с ними ответу верят.
    .change = Добавить или заменить фото
draft-check =
    <b>Так ответ увидит житель</b> (№ { PLAIN($number) })

    <blockquote>{ $text }</blockquote>
    .no-proof = 📷 Без фото
    .send = Отправить на согласование
draft-sent = Ответ на № { PLAIN($number) } ушёл на согласование. О решении сообщим.

# Решение
approve-done = ✅ № { PLAIN($number) }: согласовано, ответ ушёл жителю.
confirm-check =
    <b>Отправить этот ответ жителю?</b> (№ { PLAIN($number) })

    <blockquote>{ $text }</blockquote>
    .send = ✅ Да, отправить
return-remark =
    <b>Что исправить в ответе на № { PLAIN($number) }?</b> (вариант { $draft })
    Напишите замечание, исполнитель увидит его сразу.
    .too-short = Напишите хотя бы { $min } знака, чтобы исполнителю было понятно.
    .too-long = Слишком длинно: { $length } знаков, а помещается { $max }.
return-done = № { PLAIN($number) } возвращено на доработку. Исполнитель уже знает.

# Настройки
settings-staff =
    <b>{ $name }</b>
    Подразделение: { $unit }
    Язык: { $language }
    .language = Язык
    .absence = 🗓 Меня не будет
    .substitution = 🔁 Замещение с { $first }
settings-away = 🔁 Вас замещает { $substitute }: { $days }
settings-stands-for = 🔁 Вы замещаете: { $absent }

# Не ясно, дошло ли
doubts-list = <b>Не ясно, дошло ли</b>
    .empty = Сомнений нет: всё отправлено.
doubts-row = { $name } · { NEAR($at) }
doubt-card =
    <b>Не ясно, дошло ли это до адресата.</b>
    Кому: { $name }
    Когда: { NEAR($at) }

    Связь оборвалась при отправке. Если отправить ещё раз, человек может получить это дважды.
    .resend = Отправить ещё раз
    .leave = Оставить как есть
    .open = Открыть сообщение
doubt-resent = Отправляем ещё раз.
doubt-left = Хорошо, оставили как есть.
