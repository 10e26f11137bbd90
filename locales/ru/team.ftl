### Команда: кто в ней, кто кого замещает, приглашения.

team-card =
    <b>Команда</b>
    { $count ->
        [one] { $count } сотрудник
        [few] { $count } сотрудника
       *[other] { $count } сотрудников
    }
    .members = Кто в команде
    .guides = 📚 Шаблоны и примеры ответов
    .city = 🏙 Подразделения и темы
    .former = Кто работал раньше
    .substitutions = 🔁 Замещения
    .invite = ➕ Пригласить
members-list = <b>Кто в команде</b>
    .empty = В команде пока никого.

role-curator = Куратор
role-executor = Исполнитель
role-specialist = Специалист
role-head = Руководитель
role-deputy = Заместитель главы
role-first-deputy = Первый заместитель главы
role-head-of-staff = Руководитель аппарата
role-city-head = Глава города
role-administrator = Администратор

invite-name = <b>Кого приглашаем?</b> Напишите фамилию и имя.
    .too-short = Нужно хотя бы { $min } знака.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
invite-role = <b>Какая роль?</b>
invite-unit = <b>Какое подразделение?</b>
invite-done =
    <b>Приглашение готово: { $name }</b>
    { $days ->
        [one] Сработает один раз, действует { $days } день.
        [few] Сработает один раз, действует { $days } дня.
       *[other] Сработает один раз, действует { $days } дней.
    }

    Перешлите ссылку:
    { $links }

    Или код, его вводят в рабочем боте:
    <code>{ $code }</code>
invite-link-max = MAX: { $url }
invite-link-telegram = Telegram: { $url }
invite-link-none = (у рабочих ботов пока нет ссылок, перешлите код)

# Сотрудник
members-row = { $name } · { $role }
    .away = 🔁 { $name } · { $role }
former-list = <b>Кто работал раньше</b>
    .empty = Пока никто не уходил.
role-none = Без роли
member-card =
    <b>{ $name }</b>
    Подразделение: { $unit }
    .absence = 🗓 Замещение
    .roles = Роли
    .unit = Подразделение
    .name = Имя
    .remove = Снять с работы
member-left =
    <b>{ $name }</b> · больше не работает
    Подразделение: { $unit }
    .restore = ↩️ Вернуть в команду
member-role = • { $role }
member-channel-max = 💬 Подключён к боту в MAX
member-channel-telegram = 💬 Подключён к боту в Telegram
member-channel-none = 🔕 Бот сейчас не достучится: человек не входил или закрыл бота
member-away = 🔁 Замещает { $substitute }: { $days }
member-stands-for = 🔁 Замещает коллегу: { $absent }
member-roles =
    <b>Роли: { $name }</b>
    Нажмите роль, чтобы дать её или забрать. Действует сразу.
    .given = Роль дана: { $role }
    .taken = Роль снята: { $role }
member-unit-choice = <b>{ $name }</b>: какое подразделение?
member-unit-none = Без подразделения
member-name-text = <b>{ $name }</b>: как писать имя теперь? Фамилия и имя.
    .too-short = Нужно хотя бы { $min } знака.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
member-changed = Готово: { $name }.

remove-work =
    <b>{ $name }</b>
    { $count ->
        [0] Открытых сообщений нет. Кому пойдут новые дела?
        [one] { $count } открытое сообщение. Что с ним сделать?
        [few] { $count } открытых сообщения. Что с ними сделать?
       *[other] { $count } открытых сообщений. Что с ними сделать?
    }
    .hand-over = Передать преемнику
    .give-back = Вернуть кураторам
    .change = Что с работой
remove-successor = <b>Кто продолжит работу?</b> Выберите или начните писать фамилию.
    .change = Преемник
remove-check =
    <b>Снять с работы: { $name }?</b>
    Роли снимаются сразу, рабочий бот закроется. Вернуть можно в любой день.
    .hand-over = Работу продолжит { $successor }.
    .give-back = Открытые сообщения вернутся кураторам.
    .confirm = ✅ Снять с работы
remove-loses = ⚠️ Замещение прервётся: { $absent } снова получит свою работу.
remove-done = Готово: { $name } больше не в команде.
restore-check =
    <b>Вернуть в команду: { $name }?</b>
    С ролями:
    .confirm = ✅ Вернуть
restore-done = Готово: { $name } снова в команде.

refusal-last-administrator = Это последний администратор. Сначала дайте эту роль кому-нибудь ещё.
refusal-work-open =
    { $count ->
        [one] Осталось { $count } открытое сообщение, без этой роли на него некому ответить.
        [few] Остались { $count } открытых сообщения, без этой роли на них некому ответить.
       *[other] Осталось { $count } открытых сообщений, без этой роли на них некому ответить.
    } Передайте их в карточках или снимите сотрудника с работы.
refusal-successor-cannot-draft = { $name } не готовит ответы. Дайте роль исполнителя или выберите другого.
refusal-person-here = { $name } уже в команде.
refusal-person-gone = { $name } уже не в команде.

# Замещения
reason-leave = 🌴 Отпуск
reason-illness = 🤒 Болезнь
reason-trip = 🧳 Командировка
reason-study = 🎓 Учёба
reason-other = Другая причина
reason-left = Больше не работает
substitution-days = С { $first } по { $last }
substitution-open = С { $first }, срок не указан
substitution-order = Приказ № { $order }

substitutions-card =
    <b>Замещения</b>
    Сейчас замещают: { $now }. Запланировано: { $later }.
    .list = Кто кого замещает
    .add = ➕ Назначить замещение
away-list = <b>Кто кого замещает</b>
    .empty = Замещений нет: все на месте.
away-row =
    .now = 🔁 { $absent } → { $substitute }
    .later = 🗓 { $absent } → { $substitute }, с { $first }
substitution-card =
    <b>{ $absent }</b>
    Замещает: { $substitute }
    .end = 👋 Завершить замещение
    .off = Отменить замещение
substitution-doer = Работу сейчас ведёт { $doer }: замещающий тоже отсутствует

absence-title = замещение
absence-who = <b>Кого не будет?</b> Выберите или начните писать фамилию.
    .change = Кого замещают
absence-substitute = <b>Кто будет вести работу?</b> Сейчас её ведёт { $name }. Выберите или начните писать фамилию.
    .change = Кто замещает
absence-colleague = { $name } · { $unit }
absence-reason = <b>Почему?</b>
    .change = Причина
absence-first = <b>С какого дня?</b> Замещение начинается утром этого дня, сегодня — сразу.
    .change = Первый день
absence-last = <b>По какой день включительно?</b> Если пока неизвестно, пропустите: замещение закончится, когда его завершат.
    .change = Последний день
absence-order = <b>Номер приказа?</b> Для руководителя он обязателен, для остальных можно пропустить.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
    .change = Номер приказа
absence-check =
    <b>Всё верно?</b>
    Отсутствует: { $absent }
    Замещает: { $substitute }
    .confirm = ✅ Назначить
absence-chain = ⚠️ В первый день { $substitute } тоже отсутствует, поэтому работу получит { $doer }.
absence-done = Готово: замещение уже действует. Оба получили уведомление.
absence-planned = Готово: замещение начнётся { $first }. Оба получили уведомление.

back-check = <b>Завершить замещение?</b> { $absent } снова ведёт свою работу, сразу.
    .confirm = ✅ Завершить
back-off = <b>Отменить замещение?</b> Оно ещё не началось.
back-done = Готово. Свою работу ведёт { $absent }.

notice-substitution-yours =
    🗓 <b>Вы будете замещать: { $absent }</b>
    В первый день сообщим, что вам передано.
notice-substitution-of-you =
    🗓 <b>Вас будет замещать { $substitute }</b>
    В первый день ваша работа перейдёт сама.
notice-substitution-off = Замещение отменено: { $absent } → { $substitute }, с { $first }.
notice-work-yours = 🔁 <b>Вы замещаете: { $absent }</b>
notice-work =
    { $count ->
        [0] Открытых сообщений сейчас нет, новые придут вам.
        [one] Вам передано { $count } открытое сообщение, новые тоже придут вам.
        [few] Вам передано { $count } открытых сообщения, новые тоже придут вам.
       *[other] Вам передано { $count } открытых сообщений, новые тоже придут вам.
    }
    .open = 🛠 Мои поручения
notice-work-away =
    🔁 <b>Вас замещает { $substitute }</b>
    Уведомления о вашей работе приходят туда.
    .back = 👋 Я на месте
notice-work-moved = Вместо вас теперь { $doer } замещает: { $absent }. Вам больше ничего делать не нужно.
notice-work-back =
    👋 <b>Вы снова ведёте свою работу.</b>
    { $count ->
        [0] Открытых сообщений нет.
        [one] У вас { $count } открытое сообщение.
        [few] У вас { $count } открытых сообщения.
       *[other] У вас { $count } открытых сообщений.
    }
notice-work-over = Замещение окончено: { $absent } снова ведёт свою работу. Спасибо!

refusal-substitution-self = Замещать самого себя нельзя. Выберите другого сотрудника.
refusal-substitution-past = Начало уже прошло. Выберите сегодня или другой день.
refusal-substitution-backwards = Последний день раньше первого. Поправьте один из них.
refusal-substitution-too-long = Так надолго нельзя: до трёх лет. Выберите день поближе.
refusal-substitution-overlap = В эти дни уже замещает { $substitute } ({ $days }). Сначала завершите то замещение или выберите другие дни.
refusal-substitution-loop = Получится круг: в эти дни { $name } тоже отсутствует, и работа вернётся туда же. Выберите другого сотрудника.
refusal-substitution-beyond = Замещение этого сотрудника назначает администратор: у вас нет таких прав, как у него.
refusal-substitution-over = Это замещение уже закончилось.
refusal-substitute-without-post = { $name } сейчас без роли. Пусть администратор сначала даст роль или выберите другого сотрудника.
refusal-order-missing = Руководителя замещают по приказу: укажите его номер.
