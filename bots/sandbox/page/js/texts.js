/** Every word the page shows, Russian and English side by side, and the switch between them. */

const TABLE = {
  "product": ["Вече", "Veche"],
  "sandbox": ["песочница", "sandbox"],
  "title": ["Вече · песочница", "Veche · sandbox"],
  "language": ["English", "Русский"],
  "language.label": ["Switch to English", "Переключить на русский"],
  "more": ["Ещё", "More"],
  "close": ["Закрыть", "Close"],
  "cancel": ["Отмена", "Cancel"],
  "sound.on": ["Включить звук", "Turn sound on"],
  "sound.off": ["Выключить звук", "Turn sound off"],
  "phones": ["Телефоны", "Phones"],
  "phones.empty": ["Пока нет ни одного телефона", "No phones yet"],
  "phones.coming": ["Ставим первые телефоны…", "Setting out the first phones…"],
  "phones.empty.text": [
    "Поставьте рядом жителя, куратора и исполнителя и пройдите путь обращения от начала до ответа.",
    "Put a resident, a curator and an executor side by side and follow a report from start to answer.",
  ],
  "phones.set": ["Поставить пять телефонов", "Put five phones here"],
  "set.resident-max": ["Анна Смирнова", "Anna Smirnova"],
  "set.resident-telegram": ["Иван Петров", "Ivan Petrov"],
  "set.curator": ["Мария Кузнецова", "Maria Kuznetsova"],
  "set.executor": ["Сергей Волков", "Sergey Volkov"],
  "set.head": ["Вера Орлова", "Vera Orlova"],
  "offline": ["Связь с песочницей пропала. Подключаемся снова…", "Lost the sandbox. Reconnecting…"],
  "offline.send": ["Нет связи с песочницей. Попробуйте ещё раз.", "The sandbox does not answer. Please try again."],
  "failed.404": ["Этого уже нет. Обновите страницу.", "This is gone. Please reload the page."],
  "failed.409": ["Сейчас это сделать нельзя.", "This cannot be done now."],
  "failed.413": ["Файл слишком большой.", "The file is too large."],
  "failed.502": ["Сам продукт не отвечает. Он запущен?", "The product itself does not answer. Is it running?"],
  "failed": ["Не получилось. Попробуйте ещё раз.", "That did not work. Please try again."],

  "clock": ["Часы продукта", "Product clock"],
  "clock.quarter": ["+15 мин", "+15 min"],
  "clock.hour": ["+1 ч", "+1 h"],
  "clock.working-hour": ["+1 рабочий час", "+1 working hour"],
  "clock.working-day": ["+1 рабочий день", "+1 working day"],
  "clock.work": ["рабочее время", "working time"],
  "clock.rest": ["нерабочее время", "off hours"],
  "clock.virtual": ["учебное время", "training time"],
  "clock.real": ["обычные часы, перевести нельзя", "ordinary clock, cannot be moved"],
  "clock.none": ["часы недоступны", "clock unavailable"],
  "clock.moved": ["Часы переведены: {time}", "Clock moved: {time}"],

  "guide": ["Сценарий", "Tour"],
  "guide.open": ["Показать сценарий", "Show the tour"],
  "guide.close": ["Скрыть сценарий", "Hide the tour"],
  "guide.all": ["Все шаги", "All steps"],
  "guide.title": ["Путь сообщения", "The way of a message"],
  "guide.count": ["{n} из {all}", "{n} of {all}"],
  "guide.done": ["Сделано: {step}", "Done: {step}"],
  "guide.go": ["Телефон: {name}", "Phone: {name}"],
  "guide.clock": ["Показать часы", "Show the clock"],
  "guide.later": ["Можно посмотреть на следующем сообщении", "Can be seen with the next message"],
  "guide.about": [
    "Вече — чат-боты города. На этих телефонах отвечают настоящие боты, а за людей играете вы. Наружу ничего не уходит.",
    "Veche is a city's chat bots. On these phones real bots answer, and you play the people. Nothing leaves this computer.",
  ],
  "guide.report": ["Житель сообщает о проблеме", "A resident reports a problem"],
  "guide.report.how": [
    "Выберите язык, дайте согласие, нажмите «Сообщить о проблеме». Место и фото — под скрепкой.",
    "Choose the language, give consent, press “Report a problem”. Place and photo are under the paper clip.",
  ],
  "guide.assign": ["Куратор назначает исполнителя", "The curator assigns it"],
  "guide.assign.how": [
    "Пришло новое сообщение. Нажмите «Назначить сразу» или «Распределить».",
    "A new message has come: press “Assign at once” or “Route it”. Staff bots speak Russian at first; «Настройки», «Язык» changes that.",
  ],
  "guide.remind": ["Часы напоминают", "The clock reminds"],
  "guide.remind.how": [
    "Пока ответа нет, нажимайте «+1 рабочий час»: бот сам напомнит исполнителю.",
    "While there is no answer, press “+1 working hour”: the bot reminds the executor by itself.",
  ],
  "guide.draft": ["Исполнитель готовит ответ", "The executor writes the answer"],
  "guide.draft.how": [
    "Нажмите «Написать ответ», приложите фото сделанного, отправьте на согласование.",
    "Press “Write the answer”, attach a photo of what was done, send it for approval.",
  ],
  "guide.approve": ["Куратор согласует ответ", "The curator approves"],
  "guide.approve.how": [
    "Прочитайте ответ и нажмите «Согласовать». Или верните с замечанием.",
    "Read the answer and press “Approve”. Or return it with a remark.",
  ],
  "guide.rate": ["Житель читает и оценивает", "The resident reads and rates"],
  "guide.rate.how": ["Ответ пришёл туда, откуда писали. Поставьте оценку.", "The answer came where the message was written. Rate it."],
  "guide.miss": ["Срок пропущен: кто узнает", "A deadline is missed: who is told"],
  "guide.miss.how": [
    "Отправьте ещё одно сообщение, никому не поручайте и нажимайте «+1 рабочий час». Узнает куратор, потом руководитель.",
    "Send one more message, assign it to nobody and press “+1 working hour”. The curator is told, then the head.",
  ],
  "guide.end": [
    "Весь путь пройден. Ещё можно вернуть ответ на доработку, написать о том же с другого телефона, устроить неполадку. Как поставить Вече в своём городе — в README.",
    "The whole way is done. More to try: return an answer for rework, report the same from another phone, switch a fault on. How to set Veche up in your city is in the README.",
  ],

  "add": ["Добавить телефон", "Add a phone"],
  "add.name": ["Имя", "Name"],
  "add.name.hint": ["Например, Анна Петрова", "For example, Anna Petrova"],
  "add.name.note": [
    "Имя с соседнего телефона — тот же человек в другом мессенджере.",
    "A name from the next phone is the same person in the other messenger.",
  ],
  "add.messenger": ["Мессенджер", "Messenger"],
  "add.who": ["Кто это", "Who is it"],
  "add.role": ["Роль", "Role"],
  "add.role.none": ["Пока никакой: войдёт по приглашению", "None yet: will sign in by invitation"],
  "add.no-roles": [
    "Роли появятся, когда запустится сам продукт.",
    "Roles appear as soon as the product itself has started.",
  ],
  "add.submit": ["Добавить", "Add"],
  "citizen": ["Житель", "Resident"],
  "staff": ["Сотрудник", "Staff"],
  "max": ["MAX", "MAX"],
  "telegram": ["Telegram", "Telegram"],

  "phone.menu": ["Меню телефона", "Phone menu"],
  "phone.restart": ["Начать заново: /start", "Start over: /start"],
  "phone.block": ["Заблокировать бота", "Block the bot"],
  "phone.unblock": ["Разблокировать бота", "Unblock the bot"],
  "phone.remove": ["Убрать телефон", "Remove the phone"],
  "phone.remove.ask": ["Убрать телефон «{name}»? Переписка на нём пропадёт.", "Remove “{name}”? The chat on it will be lost."],
  "phone.remove.yes": ["Убрать", "Remove"],
  "phone.blocked": ["Бот заблокирован", "The bot is blocked"],
  "phone.start": ["Запустить", "Start"],
  "phone.start.max": ["Начать", "Start"],
  "phone.hello": ["Здесь пока пусто. Начните разговор с ботом.", "Nothing here yet. Start the chat with the bot."],
  "phone.unread": ["Новых сообщений: {n}", "New messages: {n}"],
  "bot": ["бот", "bot"],
  "typing": ["печатает…", "typing…"],

  "chat": ["Чат: {name}", "Chat: {name}"],
  "chat.new": ["Новые сообщения: {n}", "New messages: {n}"],
  "chat.drop": ["Отпустите, чтобы приложить", "Drop to attach"],
  "chat.said": ["{name}: {text}", "{name}: {text}"],
  "chat.media": ["вложение", "attachment"],
  "today": ["Сегодня", "Today"],
  "edited": ["изм.", "edited"],
  "message.menu": ["Действия с сообщением", "Message actions"],
  "message.reply": ["Ответить", "Reply"],
  "message.forwarded": ["Переслано: {name}", "Forwarded from {name}"],
  "message.forward": ["Переслать боту", "Forward to the bot"],
  "message.copy": ["Скопировать текст", "Copy text"],
  "message.edit": ["Изменить", "Edit"],
  "message.delete": ["Удалить", "Delete"],
  "copied": ["Скопировано", "Copied"],
  "photo": ["Фото {n}", "Photo {n}"],
  "video": ["Видео", "Video"],
  "audio": ["Аудио", "Audio"],
  "sticker": ["Стикер", "Sticker"],
  "file": ["Файл", "File"],
  "contact": ["Контакт", "Contact"],
  "place": ["Место", "Place"],
  "next": ["Следующее", "Next"],
  "previous": ["Предыдущее", "Previous"],

  "write": ["Сообщение", "Message"],
  "write.to": ["Сообщение боту, {name}", "Message to the bot, {name}"],
  "send": ["Отправить", "Send"],
  "commands": ["Меню", "Menu"],
  "commands.label": ["Команды бота", "Bot commands"],
  "keyboard": ["Показать или скрыть клавиатуру бота", "Show or hide the bot keyboard"],
  "attach": ["Приложить", "Attach"],
  "attach.media": ["Фото или видео", "Photo or video"],
  "attach.sample": ["Пример фото", "Sample photo"],
  "attach.place": ["Место", "Place"],
  "attach.contact": ["Мой контакт", "My contact"],
  "attach.more": ["Ещё…", "More…"],
  "attach.voice": ["Голосовое сообщение", "Voice message"],
  "attach.sticker": ["Стикер", "Sticker"],
  "attach.poll": ["Опрос", "Poll"],
  "attach.forward": ["Пересланное сообщение", "Forwarded message"],
  "attach.forged": ["Проверить бота на прочность", "Try to fool the bot"],
  "attach.other-user": ["Чужой контакт", "Someone else's contact"],
  "attach.bad-hash": ["Контакт с неверной подписью", "Contact with a wrong signature"],
  "attach.forwarded": ["Пересланный контакт", "Forwarded contact"],
  "attach.remove": ["Убрать {name}", "Remove {name}"],
  "replying": ["Ответ: {text}", "Reply: {text}"],
  "editing": ["Изменение: {text}", "Editing: {text}"],
  "forward.ask": ["Что переслать боту?", "What to forward to the bot?"],
  "forward.from": ["От кого", "From"],
  "forward.from.value": ["Новости города", "City news"],
  "forward.text": ["Текст", "Text"],
  "forward.text.value": [
    "Завтра с 9:00 до 17:00 отключат горячую воду на улице Мира.",
    "No hot water in Mira street tomorrow, 9:00 to 17:00.",
  ],
  "forward.link": ["Адрес поста, если это пост", "Address of the post, if it is one"],
  "forward.note": [
    "Имя канала MAX (адрес на max.ru) бот не увидит: настоящий MAX его не передаёт.",
    "The bot will not see the name of a MAX channel (an address on max.ru): the real MAX does not pass it on.",
  ],
  "forward.submit": ["Переслать", "Forward"],

  "sample.hole": ["Яма на дороге", "Pothole"],
  "sample.patch": ["Яма заделана", "Pothole repaired"],
  "sample.bin": ["Переполненный контейнер", "Overflowing bin"],
  "sample.lamp": ["Не горит фонарь", "Dead street lamp"],

  "place.ask": ["Какое место отправить?", "Which place to send?"],
  "place.lat": ["Широта", "Latitude"],
  "place.lon": ["Долгота", "Longitude"],
  "place.bad": ["Широта от −90 до 90, долгота от −180 до 180.", "Latitude is −90 to 90, longitude −180 to 180."],
  "place.square": ["Центральная площадь", "Central square"],
  "place.yard": ["Двор на улице Мира", "Yard in Mira street"],
  "place.school": ["Школа № 1", "School No. 1"],
  "place.park": ["Городской парк", "City park"],
  "place.stop": ["Остановка «Вокзал»", "Station bus stop"],
  "place.away": ["За городом", "Out of town"],

  "faults": ["Неполадки", "Faults"],
  "faults.about": [
    "Пусть мессенджер отвечает боту ошибкой. Вече должно пережить и это.",
    "Let the messenger answer the bot with an error. Veche has to survive that too.",
  ],
  "faults.bot": ["Бот", "Bot"],
  "faults.method": ["На какой вызов", "Which call"],
  "faults.any": ["на любой", "any"],
  "faults.kind": ["Что случится", "What happens"],
  "faults.times": ["Сколько раз", "How many times"],
  "faults.wait": ["Подождать, с", "Wait, s"],
  "faults.submit": ["Включить", "Switch on"],
  "faults.clear": ["Убрать все", "Clear all"],
  "faults.done": ["Включено: {kind}, раз: {n}", "On: {kind}, times: {n}"],
  "faults.cleared": ["Неполадок больше нет", "No more faults"],
  "fault.429": ["429: слишком часто", "429: too many requests"],
  "fault.500": ["500: сбой сервера", "500: server error"],
  "fault.502-html": ["502 с HTML вместо JSON", "502 with HTML instead of JSON"],
  "fault.timeout": ["Нет ответа", "No answer"],
  "fault.disconnect": ["Обрыв до приёма", "Cut before it is accepted"],
  "fault.accept-then-disconnect": ["Принято, но связь оборвалась", "Accepted, then cut"],
  "fault.success-false": ["Отказ: success false", "Refused: success false"],
  "fault.401": ["401: неверный токен", "401: wrong token"],
};

const MEMORY = "veche-sandbox-language";
const bound = new WeakMap();
let column = remembered() === "en" ? 1 : 0;

function remembered() {
  try {
    return localStorage.getItem(MEMORY);
  } catch {
    return null; // storage may be forbidden; the page still works in Russian
  }
}

export const language = () => (column ? "en" : "ru");
export const known = (key) => key in TABLE;

/** The text of a key in the current language; `{name}` is filled from args. */
export function t(key, args = {}) {
  const row = TABLE[key];
  if (!row) throw new Error(`no text for ${key}`);
  return row[column].replace(/\{(\w+)\}/g, (_, name) => String(args[name] ?? ""));
}

/** Ties a text (or an attribute) of an element to a key, so that the switch finds it again. */
export function bind(el, target, key, args) {
  const all = bound.get(el) ?? new Map();
  all.set(target, [key, args]);
  bound.set(el, all);
  el.setAttribute("data-t", "");
  write(el, target, t(key, args));
}

function write(el, target, value) {
  if (target === "text") el.textContent = value;
  else if (el.getAttribute(target) !== value) el.setAttribute(target, value);
}

export function switchLanguage() {
  column = 1 - column;
  try {
    localStorage.setItem(MEMORY, language());
  } catch {
    // nothing to remember it in
  }
  retell();
}

/** Writes every bound text of the document again. */
export function retell() {
  document.documentElement.lang = language();
  for (const el of document.querySelectorAll("[data-t]")) {
    for (const [target, [key, args]] of bound.get(el) ?? []) write(el, target, t(key, args));
  }
}
