### Отказы: одно ясное предложение, что случилось и что делать.

refusal-no-right = На это у вас нет прав. Если они нужны, обратитесь к администратору.
refusal-changed-meanwhile = Кто-то изменил это в ту же секунду. Попробуйте ещё раз.
refusal-too-short = Слишком коротко: нужно хотя бы { $min } знаков.
refusal-too-long = Слишком длинно: { $length } знаков, а помещается { $max }.
refusal-malformed = Это не похоже на код приглашения.

refusal-municipality-unknown = Этого муниципалитета здесь больше нет. Нажмите /start, чтобы начать заново.
refusal-consent-outdated = Текст согласия обновился. Нажмите /start и прочитайте новый.
refusal-language-unknown = На этом языке бот пока не говорит.
refusal-person-unknown = Этого человека здесь нет.
refusal-phone-impossible = Такого номера телефона не бывает. Проверьте его в настройках мессенджера.
refusal-contact-not-own = Это чужой номер. Отправьте свой — кнопкой под сообщением.

refusal-invitation-unknown = Такого кода нет. Проверьте, что он скопирован целиком.
refusal-invitation-used = Этим кодом уже воспользовались. Попросите новое приглашение.
refusal-invitation-expired = Срок приглашения вышел. Попросите новое.
refusal-staff-only = Приглашение открывают в рабочем боте для сотрудников.
refusal-roles-missing = Выберите хотя бы одну роль.
refusal-unit-unknown = Такого подразделения больше нет. Выберите другое.

refusal-incident-unknown = Такого сообщения нет.
refusal-incident-not-yours = Это сообщение сейчас поручено не вам.
refusal-incident-answered = Ответ на это сообщение уже отправлен жителю.
refusal-incident-assigned = Исполнитель уже назначен: { $executor }. Сменить его можно в карточке сообщения.
refusal-incident-not-assignable =
    { $state ->
        [answered] Ответ на это сообщение уже отправлен, назначать нечего.
       *[other] Ответ уже на согласовании: сначала согласуйте его или верните.
    }
refusal-executor-gone = Этот сотрудник больше не готовит ответы. Выберите другого.
refusal-draft-not-on-approval = Этот ответ сейчас не на согласовании: решение уже приняли.
refusal-draft-outdated = Исполнитель прислал новый вариант ответа. Решайте по нему.

refusal-topic-unknown = Этой темы больше нет. Выберите другую.
refusal-text-too-short = Напишите подробнее: нужно хотя бы { $min } знаков, сейчас { $length }.
refusal-text-too-long = Слишком длинно: { $length } знаков, а помещается { $max }.
refusal-media-too-many = Слишком много файлов: можно до { $max }.
refusal-place-impossible = Такой точки на карте нет. Отправьте место ещё раз или напишите адрес.
refusal-doubt-settled = С этой отправкой уже разобрались.
