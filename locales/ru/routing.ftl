### Что делает куратор: распределяет, регистрирует найденное, связывает, отклоняет, спрашивает.

# Распределение
plan-title = распределение
plan-check = <b>Распределить № { PLAIN($number) }</b>
    .send = ✅ Распределить
plan-topic-line = Тема: <b>{ $topic }</b>
plan-topic-other = 💡 Похоже на тему «{ $topic }»
plan-alike = 🔁 Похоже на № { PLAIN($number) } ({ $stage }, { NEAR($at) })
plan-no-place = 📍 Место не указано
plan-term-line = { $term }: { $told }
plan-executor-line = Исполнитель: <b>{ $executor }</b>
plan-no-executor = Исполнитель: не выбран
plan-order = <b>Исполнители по порядку</b>
    .part = { $number }. { $executor }: даёт свою часть
    .last = { $number }. { $executor }: собирает общий ответ
plan-slack = Если каждый возьмёт всё своё время, до срока проекта останется { $time }.
    .none = ⚠️ Если каждый возьмёт всё своё время, проект опоздает на { $time }. Исполнителей { $count }: лучше меньше, или договоритесь, что ответят быстрее.
plan-topic = <b>Какая тема у № { PLAIN($number) }?</b>
    .change = Тема
plan-also = <b>О чём ещё?</b> Отметьте и нажмите «Готово».
    .change = Ещё темы
plan-place = <b>Где это?</b> Отправьте точку или напишите адрес.
    .change = Место
    .too-short = Напишите адрес подробнее: нужно хотя бы { $min } знака.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
plan-importance = <b>Насколько это важно?</b> Об общественно значимом сразу узнает глава.
    .change = Важность
plan-term = <b>Какой срок ответа?</b>
    .usual = Обычный
    .shorter = { $hours ->
        [one] { $hours } рабочий час
        [few] { $hours } рабочих часа
       *[many] { $hours } рабочих часов
    }
    .change = Срок
plan-executor = <b>Кому поручить № { PLAIN($number) }?</b> Можно написать начало фамилии.
    .auto = По теме: { $name }
    .change = Исполнитель
plan-others = <b>Кто сначала даст свою часть?</b> Отмечайте по порядку. Общий ответ соберёт исполнитель.
    .change = ➕ Соисполнители
plan-done = № { PLAIN($number) } поручено: { $executor }. Уведомление уже ушло.
    .several = № { PLAIN($number) } поручено по порядку, исполнителей: { $count }. Первый: { $executor }, уведомление ушло.
assigned-card =
    ✅ <b>№ { PLAIN($number) } поручено: { $executor }</b>
    { $topic }
    Уведомление уже ушло.
topic-likely = 💡 { $title }

executor-choice =
    <b>Кому поручить № { PLAIN($number) }?</b>
    { $topic }
    .competent = ⭐ { $name } · { $unit }
    .other = { $name } · { $unit }
    .away = 🌴 { $name } · { $unit } (сейчас замещают)
    .had = ↩️ { $name } · { $unit } (уже поручали)
    .empty = Назначать пока некому: пригласите исполнителя в разделе «Команда».
assign-done = № { PLAIN($number) } назначено. Исполнитель уже получил уведомление.

# Найдено в сети
found-title = найденное сообщение
found-text = <b>Что найдено?</b> Перешлите пост или напишите текст сообщения. Ссылку можно прислать вместе с текстом.
    .too-short = Слишком коротко: нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }. Оставьте главное.
    .change = Текст
found-source = <b>Где это найдено?</b>
    .change = Откуда
found-link = <b>Ссылка на пост?</b> По ней опубликуют ответ.
    .link-malformed = Это не похоже на ссылку. Скопируйте адрес поста целиком.
    .change = Ссылка
found-page = <b>Есть ссылка на сообщение?</b>
    .link-malformed = Это не похоже на ссылку. Скопируйте адрес целиком.
    .change = { $given ->
        [no] Добавить ссылку
       *[yes] Ссылка
    }
found-topic = <b>Какая тема?</b>
    .change = Тема
found-media = 📷 <b>Есть фото или видео?</b> Можно до 10.
    .change = { $given ->
        [no] Добавить фото
       *[yes] Фото
    }
found-author = <b>Как зовут автора?</b> Так, как он подписан.
    .too-short = Нужно хотя бы { $min } знака.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
    .change = { $given ->
        [no] Указать автора
       *[yes] Автор
    }
found-place = <b>Где это?</b> Отправьте точку или напишите адрес.
    .too-short = Напишите адрес подробнее: нужно хотя бы { $min } знака.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
    .change = { $given ->
        [no] Указать место
       *[yes] Место
    }
found-check = <b>Зарегистрировать это сообщение?</b>
    .send = ✅ Зарегистрировать
found-topic-line = Тема: <b>{ $topic }</b>
found-source-line = Откуда: { $source }
found-link-line = 🔗 { $link }
found-author-line = Автор: { $author }
found-author-none = Автор: имя не указано (впишите, если знаете)
found-done = Зарегистрировано: № { PLAIN($number) }. Осталось распределить.

# Повторы и объединение
repeat-number = <b>Какой вопрос повторяет № { PLAIN($number) }?</b> ({ $topic }) Выберите или пришлите номер.
    <blockquote>{ $said }</blockquote>
    .number-malformed = Пришлите номер цифрами, например 12.
    .change = Другой номер
repeat-check = <b>№ { PLAIN($number) } — повтор № { PLAIN($other) }?</b> В ответе расскажут, что сделано с тех пор.
    .send = 🔁 Да, это повтор
repeat-done = № { PLAIN($number) } отмечено как повтор № { PLAIN($other) }.
merge-number = <b>С каким сообщением объединить № { PLAIN($number) }?</b> ({ $topic }) Выберите или пришлите номер.
    <blockquote>{ $said }</blockquote>
    .number-malformed = Пришлите номер цифрами, например 12.
    .change = Другой номер
merge-check = <b>Объединить № { PLAIN($number) } с № { PLAIN($other) }?</b> Автор получит ответ на второе, само оно закроется.
    .send = 🔗 Объединить
merge-done = № { PLAIN($number) } объединено с № { PLAIN($other) }. Автору сообщили.
tied-row = { $mark } № { PLAIN($number) } · { $topic } · { NEAR($at) }
tied-line =
    { $mark } <b>№ { PLAIN($number) }</b> · { $topic }
    { $stage }, { NEAR($at) }
    <blockquote>{ $text }</blockquote>

# Отклонить, перенаправить, спросить
decline-reason =
    <b>Почему отклонить № { PLAIN($number) }?</b> ({ $topic })
    <blockquote>{ $said }</blockquote>
    .change = Причина
decline-comment = <b>Добавить пояснение?</b> Автор прочитает его вместе с причиной.
    .too-short = Слишком коротко: нужно хотя бы { $min } знака.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
    .change = { $given ->
        [no] Добавить пояснение
       *[yes] Пояснение
    }
decline-harm = намерение причинить вред
decline-insult = брань или оскорбления
decline-threat = угрозы должностному лицу или его близким
decline-check =
    <b>Отклонить № { PLAIN($number) }?</b> Автору сообщат причину: { $reason }.
    <blockquote>{ $said }</blockquote>
    .comment = Пояснение: { $text }
    .send = 🚫 Да, отклонить
decline-done = № { PLAIN($number) } отклонено. Автору сообщили причину.
redirect-check =
    <b>№ { PLAIN($number) } — официальное обращение по 59-ФЗ?</b> Автору покажем, как его подать.
    <blockquote>{ $said }</blockquote>
    .send = 📮 Да, перенаправить
redirect-done = № { PLAIN($number) } перенаправлено. Автор знает, куда обратиться.
ask-title = вопрос автору
ask-text =
    <b>Что спросить у автора № { PLAIN($number) }?</b> ({ $topic })
    <blockquote>{ $said }</blockquote>
    .too-short = Напишите подробнее: нужно хотя бы { $min } знаков, сейчас { $length }.
    .too-long = Слишком длинно: { signs }, а помещается { $max }.
    .change = Изменить вопрос
ask-check =
    <b>Вопрос уйдёт автору сразу</b> (№ { PLAIN($number) })
    <blockquote>{ $text }</blockquote>
    .send = Спросить
ask-done = Вопрос по № { PLAIN($number) } ушёл автору. Об ответе сообщим.
ask-status-done = № { PLAIN($number) }: спросили исполнителя, как дела.
grade-score =
    <b>Как хорош ответ на № { PLAIN($number) }?</b> От 1 до 5.
    <blockquote>{ $text }</blockquote>
grade-done = Оценка ответа на № { PLAIN($number) } записана.
