### The team: who is in it, who does whose work, invitations.

team-card =
    <b>Team</b>
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
    .members = Who is in the team
    .guides = 📚 Templates and examples
    .city = 🏙 Units and topics
    .former = Who worked here before
    .substitutions = 🔁 Substitutions
    .invite = ➕ Invite
members-list = <b>Who is in the team</b>
    .empty = Nobody is in the team yet.

role-curator = Curator
role-executor = Executor
role-specialist = Specialist
role-head = Head of the centre
role-deputy = Deputy head of the city
role-first-deputy = First deputy head of the city
role-head-of-staff = Head of staff
role-city-head = Head of the city
role-administrator = Administrator

invite-name = <b>Whom do we invite?</b> Write their name.
    .too-short = At least { $min } characters, please.
    .too-long = That is too long: { signs }, and { $max } fit.
invite-role = <b>Which role?</b>
invite-unit = <b>Which unit?</b>
invite-done =
    <b>The invitation is ready: { $name }</b>
    { $days ->
        [one] It works once, for { $days } day.
       *[other] It works once, for { $days } days.
    }

    Forward a link:
    { $links }

    Or the code, to be typed in the staff bot:
    <code>{ $code }</code>
invite-link-max = MAX: { $url }
invite-link-telegram = Telegram: { $url }
invite-link-none = (the staff bots have no links yet, forward the code)

# One of the staff
members-row = { $name } · { $role }
    .away = 🔁 { $name } · { $role }
former-list = <b>Who worked here before</b>
    .empty = Nobody has left yet.
role-none = No role
member-card =
    <b>{ $name }</b>
    Unit: { $unit }
    .absence = 🗓 Substitution
    .roles = Roles
    .unit = Unit
    .name = Name
    .remove = Remove from the team
member-left =
    <b>{ $name }</b> · no longer works here
    Unit: { $unit }
    .restore = ↩️ Back into the team
member-role = • { $role }
member-channel-max = 💬 Signed in to the bot in MAX
member-channel-telegram = 💬 Signed in to the bot in Telegram
member-channel-none = 🔕 The bot cannot reach them: not signed in, or left the bot
member-away = 🔁 { $substitute } stands in: { $days }
member-stands-for = 🔁 Stands in for { $absent }
member-roles =
    <b>Roles: { $name }</b>
    Press a role to give it or to take it away. It counts at once.
    .given = Role given: { $role }
    .taken = Role taken away: { $role }
member-unit-choice = <b>{ $name }</b>: which unit?
member-unit-none = No unit
member-name-text = <b>{ $name }</b>: how is the name written now?
    .too-short = At least { $min } characters, please.
    .too-long = That is too long: { signs }, and { $max } fit.
member-changed = Done: { $name }.

remove-work =
    <b>{ $name }</b>
    { $count ->
        [0] No open messages. Who gets what comes?
        [one] { $count } open message. What is to become of it?
       *[other] { $count } open messages. What is to become of them?
    }
    .hand-over = Hand over to a successor
    .give-back = Back to the curators
    .change = The work
remove-successor = <b>Who goes on with the work?</b> Choose, or begin to type the name.
    .change = Successor
remove-check =
    <b>Remove from the team: { $name }?</b>
    The roles end at once, and the staff bot closes. They may come back any day.
    .hand-over = { $successor } goes on with the work.
    .give-back = Open messages go back to the curators.
    .confirm = ✅ Remove
remove-loses = ⚠️ A substitution breaks off: { $absent } gets their own work again.
remove-done = Done: { $name } is no longer in the team.
restore-check =
    <b>Back into the team: { $name }?</b>
    With the roles:
    .confirm = ✅ Back into the team
restore-done = Done: { $name } is in the team again.

refusal-last-administrator = This is the last administrator. Give that role to somebody else first.
refusal-work-open =
    { $count ->
        [one] { $count } message is open, and without this role nobody answers it.
       *[other] { $count } messages are open, and without this role nobody answers them.
    } Reassign them on their cards, or remove the person from the team.
refusal-successor-cannot-draft = { $name } does not write answers. Give the executor's role, or choose somebody else.
refusal-person-here = { $name } is in the team already.
refusal-person-gone = { $name } is no longer in the team.

# Substitutions
reason-leave = 🌴 On leave
reason-illness = 🤒 Ill
reason-trip = 🧳 On a trip
reason-study = 🎓 Studying
reason-other = Another reason
reason-left = No longer works here
substitution-days = From { $first } to { $last }
substitution-open = From { $first }, end not known
substitution-order = Order No. { $order }

substitutions-card =
    <b>Substitutions</b>
    Now: { $now }. Planned: { $later }.
    .list = Who does whose work
    .add = ➕ Name a substitute
away-list = <b>Who does whose work</b>
    .empty = No substitutions: everybody is here.
away-row =
    .now = 🔁 { $absent } → { $substitute }
    .later = 🗓 { $absent } → { $substitute }, from { $first }
substitution-card =
    <b>{ $absent }</b>
    Substitute: { $substitute }
    .end = 👋 End the substitution
    .off = Call it off
substitution-doer = The work is done by { $doer }: the substitute is away, too

absence-title = a substitution
absence-who = <b>Who will be away?</b> Choose, or begin to type the name.
    .change = Who is away
absence-substitute = <b>Who will do the work?</b> Now { $name } does it. Choose, or begin to type the name.
    .change = Who substitutes
absence-colleague = { $name } · { $unit }
absence-reason = <b>Why?</b>
    .change = Reason
absence-first = <b>From which day?</b> The substitution begins with that day, today at once.
    .change = First day
absence-last = <b>Until which day, included?</b> If that is not known yet, skip: it lasts until somebody ends it.
    .change = Last day
absence-order = <b>The order's number?</b> For a head it is required, for everybody else you may skip it.
    .too-long = That is too long: { signs }, and { $max } fit.
    .change = Order
absence-check =
    <b>Is all this right?</b>
    Away: { $absent }
    Substitute: { $substitute }
    .confirm = ✅ Confirm
absence-chain = ⚠️ On the first day { $substitute } is away, too, so the work goes to { $doer }.
absence-done = Done: the substitution is in force. Both were told.
absence-planned = Done: the substitution begins on { $first }. Both were told.

back-check = <b>End the substitution?</b> { $absent } does their own work again, at once.
    .confirm = ✅ Yes, end it
back-off = <b>Call the substitution off?</b> It has not begun yet.
back-done = Done. { $absent } does their own work.

notice-substitution-yours =
    🗓 <b>You will stand in for { $absent }</b>
    On the first day we tell you what was handed over.
notice-substitution-of-you =
    🗓 <b>{ $substitute } will stand in for you</b>
    On the first day your work goes over by itself.
notice-substitution-off = The substitution was called off: { $absent } → { $substitute }, from { $first }.
notice-work-yours = 🔁 <b>You stand in for { $absent }</b>
notice-work =
    { $count ->
        [0] There are no open messages now, new ones will come to you.
        [one] { $count } open message was handed to you, new ones will come to you, too.
       *[other] { $count } open messages were handed to you, new ones will come to you, too.
    }
    .open = 🛠 My assignments
notice-work-away =
    🔁 <b>{ $substitute } stands in for you</b>
    News of your work goes there.
    .back = 👋 I am back
notice-work-moved = { $doer } now stands in for { $absent } instead of you. There is nothing left for you to do.
notice-work-back =
    👋 <b>Your work is yours again.</b>
    { $count ->
        [0] There are no open messages.
        [one] You have { $count } open message.
       *[other] You have { $count } open messages.
    }
notice-work-over = The substitution is over: { $absent } does their own work again. Thank you!

refusal-substitution-self = Nobody can stand in for themselves. Choose somebody else.
refusal-substitution-past = The first day has passed. Choose today or a later day.
refusal-substitution-backwards = The last day is before the first. Change one of them.
refusal-substitution-too-long = That is too long: three years at most. Choose a nearer day.
refusal-substitution-overlap = On those days { $substitute } stands in already ({ $days }). End that first, or choose other days.
refusal-substitution-loop = That makes a circle: { $name } is away on those days, too, and the work would come back. Choose somebody else.
refusal-substitution-beyond = An administrator names this person's substitute: you do not have the rights they have.
refusal-substitution-over = This substitution is over already.
refusal-substitute-without-post = { $name } has no role now. Let an administrator give one, or choose somebody else.
refusal-order-missing = A head is substituted by order: give its number.
