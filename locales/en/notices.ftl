### Notices. A term is told in the words of the day on which the notice is sent: messengers show that day beside it.

notice-text = <blockquote>{ $text }</blockquote>
notice-due = ⏱ { $what }: <b>{ DUE($at) }</b>
due-triage = To be routed by
due-return = Not yours? Return it by
due-contribution = Your part is due
due-draft = The draft is due
due-approval = To be approved by
due-rework = The rework is due
due-publish = To be published by
due-answer = The answer is due
due-final-draft = The final answer is due
due-clarification = We wait for the resident until

notice-high = ❗ Importance: high
notice-significant-mark = ‼️ Importance: significant for the city
notice-repeat = 🔁 A repeat: this was asked before
notice-source = Source: { $source }
notice-link = 🔗 { $link }
source-network = social network
source-hotline = hotline
source-portal = portal

# The way to the executor
notice-registered =
    🆕 <b>New message No. { PLAIN($number) }</b>
    { $topic }
    .assign = Route it
    .open = Open
notice-proposed = 💡 The topic belongs to: { $unit }
    .assign = ✅ Assign at once
notice-assigned =
    🛠 <b>No. { PLAIN($number) } is yours</b>
    { $topic }
    Assigned by: { $curator }
    .draft = ✏️ Write the answer
    .contribute = ✏️ Write your part
    .give-back = ↩️ Not mine
notice-first-of = 👥 There are { $count } executors, you are the first. Write your part and it goes to the next. The last one writes the answer.
notice-for-unit =
    🛠 <b>No. { PLAIN($number) } is your unit's</b>
    { $topic }
notice-withdrawn = No. { PLAIN($number) } ({ $topic }) went to another executor. There is nothing left for you to do.
notice-taken-up =
    🛠 <b>Your message No. { PLAIN($number) } is being worked on</b>
    { $topic }
notice-answer-by = The answer will come here. It is due: { DUE($at) }.
notice-passed =
    🛠 <b>Your turn: No. { PLAIN($number) }</b>
    { $topic }
    Passed on by: { $who }
notice-your-turn = Write your part and it goes to the next.
notice-last-turn = You are the last: write the answer. Everybody's parts are on the card.
notice-resident-said = The resident wrote: <i>{ $text }</i>
notice-part =
    { $who }:
    <blockquote>{ $text }</blockquote>
notice-given-back =
    ↩️ <b>No. { PLAIN($number) } came back: not theirs</b>
    { $topic }
    Returned by: { $who }
notice-given-back-late = ⚠️ Returned after its term
notice-executor-left =
    ↩️ <b>No. { PLAIN($number) } has no executor any more</b>
    { $topic }
    The executor left the team. The clocks go on.
notice-significant =
    ‼️ <b>Significant for the city: No. { PLAIN($number) }</b>
    { $topic }

# Approval
kind-answer = An answer
kind-interim = An interim answer
kind-question = A question to the resident
notice-draft =
    👀 <b>{ $kind } to approve: No. { PLAIN($number) }</b>
    { $topic }
    Executor: { $executor }
    .approve = ✅ Approve
    .return = ↩️ Return
notice-endorsed =
    👀 <b>{ $kind } to approve: No. { PLAIN($number) }</b>
    { $topic }
    Approved so far by: { $who }
notice-slack = If you return it, { $left } will be left of the answer's term
notice-no-slack = ⚠️ If you return it, the answer will be late
notice-question = The resident wrote: <i>{ $text }</i>
notice-returned =
    ↩️ <b>The answer to No. { PLAIN($number) } came back for rework</b>
    { $topic }
    Returned by: { $curator }
notice-remark = <b>Remark:</b> { $text }
notice-approved =
    ✅ <b>{ $kind } to No. { PLAIN($number) } may be published</b>
    { $topic }
    .publish = 🔗 It is out
notice-publish-there = Put the text where the message stood and send us the link.
notice-publish-otherwise = Pass the answer on to whoever asked, and tell us here.

# To the resident
notice-answered =
    ✅ <b>The answer to message No. { PLAIN($number) }</b>
    { $topic }
    .score = { $score } ⭐
    .unsolved = Not solved
    .open = Open the message
notice-rate-it = How good is the answer, from 1 to 5? If the problem is still there, press “Not solved”.
notice-published = ✅ Your answer to No. { PLAIN($number) } ({ $topic }) was approved and sent to the resident.
notice-interim =
    🛠 <b>News about message No. { PLAIN($number) }</b>
    { $topic }
notice-interim-more = This is an interim answer. The final one comes when the work is done.
notice-interim-out = ✅ The interim answer to No. { PLAIN($number) } ({ $topic }) went to the resident.
    .published = ✅ The interim answer to No. { PLAIN($number) } ({ $topic }) is published. Now the final one.
    .by-phone = ✅ The interim answer to No. { PLAIN($number) } ({ $topic }) was passed on. Now the final one.
notice-asked =
    ❓ <b>A question about your message No. { PLAIN($number) }</b>
    { $topic }
    .reply = ✍️ Reply
notice-reply-by = Please reply by: { DUE($at) }. Without a reply the message will be closed; you can always send it again.
notice-asked-out = ✅ The question about No. { PLAIN($number) } ({ $topic }) went to the resident.
notice-closed-unanswered =
    <b>Message No. { PLAIN($number) } is closed</b>
    { $topic }

    We had no reply to our question. If the problem is still there, write to us again.
notice-declined =
    <b>Message No. { PLAIN($number) } was not taken up</b>
    { $topic }

    { $reason }
notice-closed-follower = Message No. { PLAIN($number) } ({ $topic }), which you joined, was closed without an answer. If the problem is still there, write to us about it.
declined-harm = It speaks of harming somebody. If somebody needs help right now, call 112. About the problem itself, please write again.
declined-insult = It has rude or insulting words. Please describe the problem without them: we will help.
declined-threat = It has threats. Please describe the problem without them: we will help.
notice-redirected =
    📄 <b>Message No. { PLAIN($number) } is an official appeal</b>
    { $topic }

    Such appeals are answered under law 59-FZ and have to be filed separately. Press the button to see how.
    .way = How to file an appeal
notice-joined =
    🔗 <b>Message No. { PLAIN($number) } was joined to No. { PLAIN($into) }</b>
    { $topic }

    It is about the same matter. The answer to No. { PLAIN($into) } will come to you too.

# Beside the answer
notice-replied =
    💬 <b>The resident replied: No. { PLAIN($number) }</b>
    { $topic }
notice-author-wrote =
    💬 <b>The resident added to No. { PLAIN($number) }</b>
    { $topic }
notice-closed-staff = No. { PLAIN($number) } ({ $topic }) is closed. There is nothing left for you to do.
notice-threat =
    🚨 <b>Threats in message No. { PLAIN($number) }</b>
    { $topic }
    Declined by: { $who }
notice-joined-staff = No. { PLAIN($number) } ({ $topic }) was joined to No. { PLAIN($into) }. It needs no answer of its own.
notice-linked = 🔁 No. { PLAIN($number) } ({ $topic }) repeats No. { PLAIN($earlier) }. Tell in the answer what was done since.
notice-rated =
    👎 <b>{ $score } for the answer to No. { PLAIN($number) }</b>
    { $topic }
notice-status-asked =
    ❔ <b>How do things stand: No. { PLAIN($number) }?</b>
    { $topic }
    Asked by: { $who }
    .tell = ✍️ Tell
notice-status =
    💬 <b>How things stand: No. { PLAIN($number) }</b>
    { $topic }
    { $who }:

# Terms
remind-triage = Time to route
remind-contribution = Time to write your part
remind-common = Time to write the common answer
remind-draft = Time to prepare the answer
remind-approval = Waits for approval
remind-rework = Waits for the rework
remind-publish = Waits for publication
remind-answer = The answer is due soon
remind-final-draft = The final answer is due soon
missed-triage = Not routed in time
missed-contribution = A part did not come in time
missed-common = The common answer was not written in time
missed-draft = The draft did not come in time
missed-approval = Not approved in time
missed-rework = Not reworked in time
missed-publish = Not published in time
missed-answer = The resident was not answered in time
missed-final-draft = The final answer did not come in time
notice-reminder =
    ⏰ <b>{ $what }: No. { PLAIN($number) }</b>
    { $topic }
    Due: <b>{ DUE($at) }</b>
    .ask = ❔ How does it stand?
    .reassign = Another executor
notice-missed =
    🔴 <b>{ $what }: No. { PLAIN($number) }</b>
    { $topic }
    It was due: { DUE($at) }
notice-responsible = Responsible: { $who }
notice-on-approval = Your answer waits for approval: no need to write it again.
    .tell = ✍️ Write to the curator
notice-rung = Nobody has managed it since, so we are telling you too.
notice-remind-author =
    ❓ <b>We wait for your reply: message No. { PLAIN($number) }</b>
    { $topic }

notice-digest = ⏰ <b>Gathered while you were not disturbed: { $count }</b>
    .list = Open what is late
    .mine = Open my assignments
notice-digest-line = { $what }: { $count }

# Calendar and heightened activity
notice-calendar-short =
    📅 <b>There is no working calendar for { PLAIN($year) }</b>
    Without it no term beyond { $last } can be counted. Add the year to the calendar files.
notice-calendar-over =
    📅 <b>The working calendar has ended</b>
    No terms are counted now. Add { PLAIN($year) } to the calendar files.
notice-activity =
    📈 <b>Many messages: { $topic }</b>
    { $count } in { $hours ->
        [24] a day
       *[other] { span-hours }
    }, usually { $usual }.
    .open = Open the messages

notice-uncertain =
    ⚠️ <b>Did this message arrive?</b>
    The connection broke while it was sent. Decide whether to send it again:

    { $what }
    .decide = Decide
notice-unreached =
    📭 <b>Not delivered: { $name } has stopped the bot</b>
    There is no other messenger to reach them. It goes out by itself when they come back; if it is urgent, tell them in another way:

    { $what }

notice-failed =
    ⚠️ <b>A message was not delivered</b>
    The messenger refused it. Send it again, or reach the person in another way:

    { $what }
