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
    .register = Реестр
    .team = Команда
    .settings = Настройки
    .doubts = ⚠️ Не ясно, дошло ли
menu-staff-found = 💡 Нашли сообщение в сети? Перешлите его сюда или пришлите текст со ссылкой.
menu-staff-acting = 🔁 Сейчас вы замещаете: { $name }
menu-staff-new = 🆕 Ждут распределения: { $count }
menu-staff-mine = 🛠 Мои поручения: { $count }
menu-staff-approval = 👀 Ждут согласования: { $count }
menu-staff-late = { $told }, ⏰ просрочено: { $count }

# Списки
queue-row = { $mark } № { PLAIN($number) } · { $left } · { $topic }
    .bare = { $mark } № { PLAIN($number) } · { $topic }
inbox-list = <b>Входящие</b>: ждут распределения, сначала срочные. После номера — сколько осталось.
    .empty = Новых сообщений нет. Всё разобрано.
assignments-list = <b>Мои поручения</b>, сначала срочные. После номера — сколько осталось.
    .empty = Поручений сейчас нет.
awaiting-list = <b>На согласовании</b>, сначала срочные. После номера — сколько осталось.
    .empty = На согласовании ничего нет.

# Реестр
register-card = <b>Реестр сообщений</b>
    .all = Все открытые
    .late = ⏰ Просроченные
    .by-state = По состоянию
    .by-unit = По подразделению
    .number = 🔎 Найти по номеру
    .found = ➕ Найдено в сети
register-late = <b>Просроченные сообщения</b>, сначала самые давние
    .empty = Просроченных сообщений нет.
register-count-late = ⏰ Просрочено: { $count }
register-open = Открыто: { $count }
by-state-choice = <b>Какие сообщения показать?</b>
by-unit-choice = <b>Какое подразделение?</b>
    .late = ⏰ только просроченные
cut-list = <b>Реестр:</b> { $cut }{ $timed ->
        [1] . После номера — сколько осталось.
       *[other] { "" }
    }
    .empty = Таких сообщений нет.
    .open = все открытые
    .unit = { $state }, { $unit }
    .topic = «{ $topic }», { $state }
    .late = { $cut }, только просроченные
number-number = <b>Какой номер?</b> Номер можно прислать и просто так, из меню.

# Сколько осталось
left-overdue = ⏰ −{ $time }
left-date = { DUE($at) }
brief-minutes = { $minutes } мин
brief-hours = { $hours } ч
brief-both = { $hours } ч { $minutes } мин
brief-days = { $days } раб. дн.
due-left = { DUE($at) }, ещё { $time } рабочего времени
due-overdue = { DUE($at) }, просрочено на { $time } рабочего времени
due-remains = { DUE($at) }, осталось { $time }
due-late = { DUE($at) }, просрочено на { $time }
due-date = { DUE($at) }
joined = { $first }, { $second }
marks = { $first }{ $second }
mark-high = ❗
mark-significant = ‼️
why-rest = сейчас время не идёт, пойдёт { DUE($at) }
why-lunch = обед { $start }–{ $end }
why-weekend = выходные
why-moved = { $on } выходной (перенос)
why-holiday = { $on } выходной: { $title }
why-short-today = сегодня короткий день
why-short-tomorrow = завтра короткий день
why-short = { $on } короткий день

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
    .refused =
        <b>Мессенджер не принял сообщение.</b>
        Кому: { $name }
        Когда: { NEAR($at) }

        Отправьте ещё раз, если помеха позади, или свяжитесь с человеком иначе.
    .resend = Отправить ещё раз
    .leave = Оставить как есть
    .open = Открыть сообщение
doubt-resent = Отправляем ещё раз.
doubt-left = Хорошо, оставили как есть.
