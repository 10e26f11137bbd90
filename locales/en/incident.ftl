### The card of a message for staff, its history and its terms.

incident-staff =
    { $mark } <b>No. { PLAIN($number) }</b> · { $topic }
    { $stage }
    { $about }
    .approve = ✅ Approve
    .return = ↩️ Return
    .draft = ✏️ Write the answer
    .redraft = ✏️ A new version of the answer
    .contribute = ✏️ Write my part
    .give-back = ↩️ Not mine
    .assign = Route
    .reassign = Change the routing
    .ask-status = ❔ How is it going?
    .grade = Mark the answer
    .more = More…
    .due = ⏱ Why this term
    .history = The whole history
    .words = The whole message
incident-people =
    From: { $author }
    Executor: { $executor }
    Unit: { $unit }
incident-also = Further topics: { $topics }
incident-source = Found: { $source }
    .linked = Found: { $source }, { $link }
source-bot = our bot
incident-repeats = 🔁 Repeats the question of No. { PLAIN($number) }
incident-joined = 🔗 Merged into No. { PLAIN($number) }
incident-followers = 👥 Joined by: { $count }
incident-rating = The author's rating: { $score } of 5
    .told = The author's rating: { $score } of 5. “{ $comment }”
incident-quality = The curator's mark: { $score } of 5
incident-shares = <b>Executors in order</b>
incident-share = { $number }. { $name }: waits for their turn
    .given = { $number }. ✅ { $name }: { $text }
    .turn = { $number }. ✏️ { $name }: writing now
    .last = { $number }. { $name }: will write the common answer
incident-asked = ❓ <b>The author has been asked:</b> { $text }
incident-note = 💬 { NEAR($at) }, { $name }: { $text }
incident-draft =
    <b>{ $kind }, version { $number }</b>
    <blockquote>{ $text }</blockquote>
draft-of-answer = Answer
draft-of-interim = Interim answer
draft-of-question = Question to the author
incident-published = 🔗 Published: { $link }
incident-remark = ↩️ <b>Remark:</b> { $text }
incident-history = <b>History</b>
words-card =
    <b>Message No. { PLAIN($number) }</b>

    { $text }
words-added =
    <b>{ $name }, { NEAR($at) }:</b>
    { $text }
words-more = <b>Message No. { PLAIN($number) }, what was added</b>
    .later = Further ›

more-card = What else can be done:
    .interim = 🕓 Interim answer
    .question = ❓ Ask the author
    .status = 💬 Tell how it is going
    .ask = ❓ Ask the author
    .repeat = 🔁 This is a repeat
    .merge = 🔗 Merge with another
    .decline = 🚫 Decline
    .redirect = 📮 This is an appeal under 59-FZ

stage-new = New, to be routed
stage-assigned = With the executor
stage-on-approval = Awaits approval
stage-rework = Being reworked
stage-interim = An interim answer is out, the final one is prepared
stage-approved = Approved, to be published
stage-answered = Answered
stage-declined = Declined
stage-redirected = Redirected: an appeal under 59-FZ
stage-closed = Closed: the author did not reply
stage-joined = Merged into another

importance-line = Importance: { $importance }
importance-ordinary = ordinary
importance-high = ❗ high
importance-significant = ‼️ socially significant

curators = the curators
the-author = the author

# Terms
deadline-next = ⏱ <b>{ $term }:</b> { $told } ({ $owner })
deadline-other = • { $term }: { $told } ({ $owner })
deadline-paused = • { $term }: the clock stands ({ $owner })
term-triage = Routing
term-return = Return, if not yours
term-contribution = Co-executor's part
term-draft = Draft answer
term-approval = Approval
term-rework = Rework
term-publish = Publication
term-answer = Answer to the author
term-final-draft = Draft of the final answer
term-clarification = Reply to the question
due-card = <b>{ $term }: why this term</b> (No. { PLAIN($number) })
due-rule =
    By the regulation: { $length }
    { $clause }
due-clause = Clause { $point }: { $document }
    .decided = The documents are silent on this, Veche decided so.
due-start = Counted from: { NEAR($at) }
due-paused = The clock stands until the author replies to the question.
due-beyond = The working calendar does not reach that far yet.
due-day = • { $day }: { $told } — { $time }
due-off = • { $day }: not counted, { $told }
due-cut = • … and more days: { $count }
due-sum = <b>Together: { $time }</b>
due-end = The term: <b>{ $told }</b>
due-calendar = <i>By the working calendar, edition { $version }.</i>
hours = { $start }–{ $end }
hours-short = a short day
length-time = { $time } of working time
length-working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
length-calendar-days = { $count ->
    [one] { $count } calendar day
   *[other] { $count } calendar days
}
length-ahead = { $time } of working time before the answer, which has { $length }

# History
history-card = <b>History of No. { PLAIN($number) }</b>
    .earlier = ‹ Earlier
history-line = { NEAR($at) } — { $what }
history-acting = { $who } for { $for }
history-late = ⏰ late
history-shortened = the term is shortened to { $hours } h
history-in-bot = sent in the bot
history-where = published: { $link }
history-replied = reply to the question
history-added = addition
history-registered = came in ({ $source })
history-assigned = { $who }: assigned ({ $executor })
history-passed = { $who }: the part is done, on to { $executor }
history-given-back = { $who }: given back, “{ $reason }”
history-draft-submitted = { $who }: “{ $kind }” up for approval, version { $draft }
history-draft-endorsed = { $who }: approved, next decides: { $role }
history-draft-returned = { $who }: version { $draft } returned, “{ $remark }”
history-approved = { $who }: approved, to be published
history-answered = { $who }: answer { $where }
history-interim-answered = { $who }: interim answer { $where }
history-asked = { $who }: the author was asked
history-deadline-missed = 🔴 term missed: { $term } ({ $owner })
history-escalated = 🔴 told of the delay: { $role }, { $term }
history-author-wrote = { $who }: { $what }
history-closed-unanswered = closed: the author did not reply
history-declined = { $who }: declined, { $reason }
history-told = 🚨 told at once: { $roles }
history-comment = “{ $text }”
history-redirected = { $who }: redirected, an appeal under 59-FZ
history-followed = { $who } waits for the same answer
history-joined = { $who }: merged into No. { PLAIN($into_number) }
history-linked = { $who }: repeats No. { PLAIN($earlier_number) }
history-rated = { $who }: rated { $score } of 5
history-not-solved = { $who }: not solved, a repeat message was opened
history-graded = { $who }: the answer is marked { $score } of 5
history-status-asked = { $who }: asks how it is going
history-status-told = { $who }: “{ $said }”
history-significant = { $who }: socially significant
history-executor-left = the executor { $executor } left, back to the curators
history-activity-alarmed = 📈 many messages on this topic ({ $count } in { $hours ->
        [24] a day
       *[other] { span-hours }
    }, usually { $usual })
