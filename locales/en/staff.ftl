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
    .team = Team
    .settings = Settings
    .doubts = ⚠️ Did it arrive?
menu-staff-new = 🆕 To be assigned: { $count }
menu-staff-mine = 🛠 My assignments: { $count }
menu-staff-approval = 👀 Awaiting approval: { $count }

# Lists
queue-row = { $mark } No. { PLAIN($number) } · { $topic } · { NEAR($at) }
inbox-list = <b>Inbox</b>: to be assigned, the oldest first
    .empty = No new messages. Everything is sorted.
assignments-list = <b>My assignments</b>, the oldest first
    .empty = No assignments right now.
awaiting-list = <b>Awaiting approval</b>, the oldest first
    .empty = Nothing awaits approval.

# The card
incident-staff =
    { $mark } <b>No. { PLAIN($number) }</b> · { $topic }
    { $stage }
    From: { $author }
    Executor: { $executor }
    Unit: { $unit }
    .approve = ✅ Approve
    .return = ↩️ Return
    .draft = ✏️ Write the answer
    .redraft = ✏️ A new version of the answer
    .assign = Assign
    .reassign = Change the executor
    .words = The whole message
incident-draft =
    <b>Answer, version { $number }</b>
    <blockquote>{ $text }</blockquote>
incident-remark = ↩️ <b>Remark:</b> { $text }
incident-history = <b>History</b>
words-card =
    <b>Message No. { PLAIN($number) }</b>

    { $text }

stage-new = New, to be assigned
stage-assigned = With the executor
stage-on-approval = The answer awaits approval
stage-rework = The answer is being reworked
stage-answered = Answered

history-registered = { NEAR($at) }: came in
history-assigned = { NEAR($at) }, { $who }: executor assigned
history-draft-submitted = { NEAR($at) }, { $who }: answer up for approval
history-draft-returned = { NEAR($at) }, { $who }: returned for rework
history-answered = { NEAR($at) }, { $who }: approved and sent
history-acting = { $who } for { $for }

# Assign
executor-choice =
    <b>Who takes No. { PLAIN($number) }?</b>
    { $topic }
    .competent = ⭐ { $name } · { $unit }
    .other = { $name } · { $unit }
    .empty = There is nobody to assign to yet: invite an executor under “Team”.
assign-done = No. { PLAIN($number) } is assigned. The executor has been notified.

# The answer
draft-title = the answer to a resident
draft-text =
    <b>Answer to No. { PLAIN($number) }</b> · { $topic }
    <blockquote>{ $question }</blockquote>
    { $before }
    .hint = Write plainly and to the point: what was or will be done, and when. Photos come on the next step.
    .returned =
        ↩️ <b>Remark:</b> { $remark }

        The earlier version (tap to copy):
        <code>{ $text }</code>

        Send the improved answer.
    .waiting =
        This version awaits approval now, a new one will replace it:
        <code>{ $text }</code>
    .too-short = A little more, please: at least { $min } characters, now { $length }.
    .too-long = That is too long: { $length } characters, and { $max } fit. Keep what matters most.
    .change = Change the text
draft-proof = <b>The earlier version had photos.</b> What about them?
    .kept = Keep them
    .new = Send new ones
    .none = Send without photos
    .change = Change the photos
draft-media =
    📷 <b>Any proof?</b>
    Send photos or videos of what was done, up to 10: people believe what they see.
    .change = Add or replace photos
draft-check =
    <b>What the resident will read</b> (No. { PLAIN($number) })

    <blockquote>{ $text }</blockquote>
    .no-proof = 📷 No photos
    .send = Send for approval
draft-sent = The answer to No. { PLAIN($number) } awaits approval. We will tell you the decision.

# The decision
approve-done = ✅ No. { PLAIN($number) }: approved, the answer went to the resident.
confirm-check =
    <b>Send this answer to the resident?</b> (No. { PLAIN($number) })

    <blockquote>{ $text }</blockquote>
    .send = ✅ Yes, send
return-remark =
    <b>What should be mended in the answer to No. { PLAIN($number) }?</b> (version { $draft })
    Write a remark, the executor sees it at once.
    .too-short = At least { $min } characters, so that the executor understands.
    .too-long = That is too long: { $length } characters, and { $max } fit.
return-done = No. { PLAIN($number) } went back for rework. The executor knows.

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
    .resend = Send again
    .leave = Leave it
    .open = Open the message
doubt-resent = Sending it again.
doubt-left = All right, left as it is.
