### Shared: words that appear in many places.

text-missing = A text should be here, but it got lost. We know, and will mend it.

near-today = today at { $time }
near-tomorrow = tomorrow at { $time }
near-yesterday = yesterday at { $time }

# (Both lines name both words: a text has the same variables in every language.)
topic-title = { $ru ->
   *[other] { $en }
}
lines =
    { $first }
    { $second }

language-name-ru = Русский
language-name-en = English
language-choice = <b>Which language shall we speak?</b>
language-chosen = Done, we speak English now.

somebody = no name given
nobody-yet = nobody yet
no-unit = not given

# How an incident reads on a screen
incident-said = <blockquote>{ $text }</blockquote>
incident-address = 📍 { $address }
incident-point = 📍 <a href="https://yandex.com/maps/?pt={ $longitude },{ $latitude }&amp;z=17">A point on the map</a>
incident-files = 📷 Photos and videos: { $count }

mark-open = 🕓
mark-asked = ❓
mark-closed = ⚪
mark-new = 🆕
mark-assigned = 🛠
mark-on-approval = 👀
mark-rework = ↩️
mark-interim = 🕓
mark-approved = 📤
mark-answered = ✅
mark-declined = 🚫
mark-redirected = 📮
mark-joined = 🔗

# Commands in the messenger's menu
command-menu = Main menu
command-report = Report a problem
command-mine = My messages
command-help = Help
command-settings = Settings
command-inbox = Inbox
command-tasks = My assignments
command-approval = Awaiting approval
command-team = Team
command-register = Register

# Hints about a text: a person decides
hint-threat = ⚠️ Looks like a threat
hint-obscenity = ⚠️ May hold foul language
hint-insult = ⚠️ May hold an insult
hint-personal-data = ⚠️ May hold somebody's personal data
hint-appeal = ⚠️ Reads as an appeal under Law No. 59-FZ

# How many characters
signs = { $length ->
    [one] { $length } character
   *[other] { $length } characters
}

# How long
span-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
span-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
span-both = { $hours } { $minutes }
