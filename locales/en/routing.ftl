### What a curator does: routes, registers what was found, ties, declines, asks.

# Routing
plan-title = the routing
plan-check = <b>Route No. { PLAIN($number) }</b>
    .send = ✅ Route
plan-topic-line = Topic: <b>{ $topic }</b>
plan-topic-other = 💡 Looks like the topic “{ $topic }”
plan-alike = 🔁 Like No. { PLAIN($number) } ({ $stage }, { NEAR($at) })
plan-no-place = 📍 No place was given
plan-term-line = { $term }: { $told }
plan-executor-line = Executor: <b>{ $executor }</b>
plan-no-executor = Executor: nobody yet
plan-order = <b>Executors in order</b>
    .part = { $number }. { $executor }: gives a part
    .last = { $number }. { $executor }: writes the common answer
plan-slack = If everybody takes all their time, { $time } are left until the draft is due.
    .none = ⚠️ If everybody takes all their time, the draft is late by { $time }. Executors: { $count }. Take fewer, or agree that they reply faster.
plan-topic = <b>Which topic is No. { PLAIN($number) } about?</b>
    .change = Topic
plan-also = <b>What else is it about?</b> Tick and press “Done”.
    .change = Further topics
plan-place = <b>Where is it?</b> Send a point or type the address.
    .change = Place
    .too-short = A little more of the address, please: at least { $min } characters.
    .too-long = That is too long: { signs }, and { $max } fit.
plan-importance = <b>How important is it?</b> The city head learns of a socially significant one at once.
    .change = Importance
plan-term = <b>Which term for the answer?</b>
    .usual = The usual one
    .shorter = { $hours ->
        [one] { $hours } working hour
       *[other] { $hours } working hours
    }
    .change = Term
plan-executor = <b>Who takes No. { PLAIN($number) }?</b> You can type the beginning of a name.
    .auto = By topic: { $name }
    .change = Executor
plan-others = <b>Who gives a part first?</b> Tick in order. The executor writes the common answer.
    .change = ➕ Co-executors
plan-done = No. { PLAIN($number) } is assigned to { $executor }. They have been notified.
    .several = No. { PLAIN($number) } is assigned in order, executors: { $count }. The first, { $executor }, has been notified.
assigned-card =
    ✅ <b>No. { PLAIN($number) } went to { $executor }</b>
    { $topic }
    They have been notified.
topic-likely = 💡 { $title }

executor-choice =
    <b>Who takes No. { PLAIN($number) }?</b>
    { $topic }
    .competent = ⭐ { $name } · { $unit }
    .other = { $name } · { $unit }
    .away = 🌴 { $name } · { $unit } (somebody stands in)
    .had = ↩️ { $name } · { $unit } (had it before)
    .empty = There is nobody to assign to yet: invite an executor under “Team”.
assign-done = No. { PLAIN($number) } is assigned. The executor has been notified.

# Found elsewhere
found-title = the message found
found-text = <b>What was found?</b> Forward the post or type its text. The link may come with the text.
    .too-short = Too short: at least { $min } characters, now { $length }.
    .too-long = That is too long: { signs }, and { $max } fit. Keep what matters most.
    .change = Text
found-source = <b>Where was it found?</b>
    .change = Source
found-link = <b>The link to the post?</b> The answer will be published there.
    .link-malformed = This does not look like a link. Copy the whole address of the post.
    .change = Link
found-page = <b>Is there a link to the message?</b>
    .link-malformed = This does not look like a link. Copy the whole address.
    .change = { $given ->
        [no] Add a link
       *[yes] Link
    }
found-topic = <b>Which topic?</b>
    .change = Topic
found-media = 📷 <b>Any photos or videos?</b> Up to 10.
    .change = { $given ->
        [no] Add photos
       *[yes] Photos
    }
found-author = <b>What is the author called?</b> As it stands there.
    .too-short = At least { $min } characters, please.
    .too-long = That is too long: { signs }, and { $max } fit.
    .change = { $given ->
        [no] Add the author
       *[yes] Author
    }
found-place = <b>Where is it?</b> Send a point or type the address.
    .too-short = A little more of the address, please: at least { $min } characters.
    .too-long = That is too long: { signs }, and { $max } fit.
    .change = { $given ->
        [no] Add a place
       *[yes] Place
    }
found-check = <b>Register this message?</b>
    .send = ✅ Register
found-topic-line = Topic: <b>{ $topic }</b>
found-source-line = Source: { $source }
found-link-line = 🔗 { $link }
found-author-line = Author: { $author }
found-author-none = Author: no name given (add it if you know it)
found-done = Registered: No. { PLAIN($number) }. Now route it.

# Repeats and merges
repeat-number = <b>Which question does No. { PLAIN($number) } repeat?</b> ({ $topic }) Choose or type its number.
    <blockquote>{ $said }</blockquote>
    .number-malformed = Type the number in digits, for example 12.
    .change = Another number
repeat-check = <b>Does No. { PLAIN($number) } repeat No. { PLAIN($other) }?</b> The answer will tell what was done since.
    .send = 🔁 Yes, a repeat
repeat-done = No. { PLAIN($number) } is marked as a repeat of No. { PLAIN($other) }.
merge-number = <b>Merge No. { PLAIN($number) } into which message?</b> ({ $topic }) Choose or type its number.
    <blockquote>{ $said }</blockquote>
    .number-malformed = Type the number in digits, for example 12.
    .change = Another number
merge-check = <b>Merge No. { PLAIN($number) } into No. { PLAIN($other) }?</b> Its author gets the other's answer, it closes itself.
    .send = 🔗 Merge
merge-done = No. { PLAIN($number) } is merged into No. { PLAIN($other) }. The author has been told.
tied-row = { $mark } No. { PLAIN($number) } · { $topic } · { NEAR($at) }
tied-line =
    { $mark } <b>No. { PLAIN($number) }</b> · { $topic }
    { $stage }, { NEAR($at) }
    <blockquote>{ $text }</blockquote>

# Decline, redirect, ask
decline-reason =
    <b>Why is No. { PLAIN($number) } declined?</b> ({ $topic })
    <blockquote>{ $said }</blockquote>
    .change = Reason
decline-comment = <b>Add an explanation?</b> The author reads it with the reason.
    .too-short = Too short: at least { $min } characters.
    .too-long = That is too long: { signs }, and { $max } fit.
    .change = { $given ->
        [no] Add an explanation
       *[yes] Explanation
    }
decline-harm = intent to harm somebody
decline-insult = foul language or insults
decline-threat = threats to an official or their family
decline-check =
    <b>Decline No. { PLAIN($number) }?</b> The author is told the reason: { $reason }.
    <blockquote>{ $said }</blockquote>
    .comment = Explanation: { $text }
    .send = 🚫 Yes, decline
decline-done = No. { PLAIN($number) } is declined. The author has been told why.
redirect-check =
    <b>Is No. { PLAIN($number) } an official appeal under 59-FZ?</b> The author is shown how to file it.
    <blockquote>{ $said }</blockquote>
    .send = 📮 Yes, redirect
redirect-done = No. { PLAIN($number) } is redirected. The author knows where to turn.
ask-title = the question to the author
ask-text =
    <b>What should the author of No. { PLAIN($number) } be asked?</b> ({ $topic })
    <blockquote>{ $said }</blockquote>
    .too-short = A little more, please: at least { $min } characters, now { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
    .change = Change the question
ask-check =
    <b>The question goes to the author at once</b> (No. { PLAIN($number) })
    <blockquote>{ $text }</blockquote>
    .send = Ask
ask-done = The question about No. { PLAIN($number) } went to the author. We will tell you the reply.
ask-status-done = No. { PLAIN($number) }: the executor was asked how it is going.
grade-score =
    <b>How good is the answer to No. { PLAIN($number) }?</b> From 1 to 5.
    <blockquote>{ $text }</blockquote>
grade-done = The mark for No. { PLAIN($number) } is kept.
