### The staff bot.

# Signing in
sign-in-code =
    This bot is for the municipality's staff. Type your invitation code, or open the link you were sent.

    No code? Ask your head or administrator for one.
    .malformed = This does not look like an invitation code. Copy all of it, and nothing else.
sign-in-done = You are signed in. Welcome!

# Menu
menu-staff = <b>{ $name }</b>
    .inbox = Inbox
    .assignments = My assignments
    .awaiting = Awaiting approval
    .register = Register
    .team = Team
    .settings = Settings
    .doubts = ⚠️ Did it arrive?
menu-staff-found = 💡 Found a message on the web? Forward it here, or send its text with the link.
menu-staff-acting = 🔁 You stand in for { $name } now
menu-staff-new = 🆕 To be routed: { $count }
menu-staff-mine = 🛠 My assignments: { $count }
menu-staff-approval = 👀 Awaiting approval: { $count }
menu-staff-late = { $told }, ⏰ late: { $count }

# Lists
queue-row = { $mark } No. { PLAIN($number) } · { $left } · { $topic }
    .bare = { $mark } No. { PLAIN($number) } · { $topic }
inbox-list = <b>Inbox</b>: to be routed, the most urgent first. After the number: the time left.
    .empty = No new messages. Everything is sorted.
assignments-list = <b>My assignments</b>, the most urgent first. After the number: the time left.
    .empty = No assignments right now.
awaiting-list = <b>Awaiting approval</b>, the most urgent first. After the number: the time left.
    .empty = Nothing awaits approval.

# The register
register-card = <b>Register of messages</b>
    .all = All that are open
    .late = ⏰ The late ones
    .by-state = By state
    .by-unit = By unit
    .number = 🔎 Find by number
    .found = ➕ Found elsewhere
register-late = <b>Late messages</b>, the longest first
    .empty = No messages are late.
register-count-late = ⏰ Late: { $count }
register-open = Open: { $count }
by-state-choice = <b>Which messages do you want to see?</b>
by-unit-choice = <b>Which unit?</b>
    .late = ⏰ only the late ones
cut-list = <b>Register:</b> { $cut }{ $timed ->
        [1] . After the number: the time left.
       *[other] { "" }
    }
    .empty = There are no such messages.
    .open = all that are open
    .unit = { $state }, { $unit }
    .topic = “{ $topic }”, { $state }
    .late = { $cut }, only the late ones
number-number = <b>Which number?</b> You can also just type it at the menu.

# How much is left
left-overdue = ⏰ −{ $time }
left-date = { DUE($at) }
brief-minutes = { $minutes } min
brief-hours = { $hours } h
brief-both = { $hours } h { $minutes } min
brief-days = { $days } work days
due-left = { DUE($at) }, { $time } of working time left
due-overdue = { DUE($at) }, late by { $time } of working time
due-remains = { DUE($at) }, { $time } left
due-late = { DUE($at) }, late by { $time }
due-date = { DUE($at) }
joined = { $first }, { $second }
marks = { $first }{ $second }
mark-high = ❗
mark-significant = ‼️
why-rest = the clock stands now and goes on { DUE($at) }
why-lunch = lunch { $start }–{ $end }
why-weekend = a weekend
why-moved = { $on } is a moved day off
why-holiday = { $on } is off: { $title }
why-short-today = today is a short day
why-short-tomorrow = tomorrow is a short day
why-short = { $on } is a short day

# Settings
settings-staff =
    <b>{ $name }</b>
    Unit: { $unit }
    Language: { $language }
    .language = Language
    .absence = 🗓 I will be away
    .substitution = 🔁 Substitution from { $first }
settings-away = 🔁 Your work is done by { $substitute }: { $days }
settings-stands-for = 🔁 You stand in for { $absent }

# Did it arrive?
doubts-list = <b>Did it arrive?</b>
    .empty = No doubts: everything was sent.
doubts-row = { $name } · { NEAR($at) }
doubt-card =
    <b>It is not clear whether this arrived.</b>
    To: { $name }
    When: { NEAR($at) }

    The connection broke while it was sent. If you send it again, the person may get it twice.
    .refused =
        <b>The messenger did not take the message.</b>
        To: { $name }
        When: { NEAR($at) }

        Send it again if whatever was in the way is over, or reach the person otherwise.
    .resend = Send again
    .leave = Leave it
    .open = Open the message
doubt-resent = Sending it again.
doubt-left = All right, left as it is.
