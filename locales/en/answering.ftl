### What an executor does: writes, gives back, publishes; and the decision on their answer.

# The answer
draft-title = the answer to the author
draft-text =
    <b>Answer to No. { PLAIN($number) }</b> · { $topic }
    { $due }
    <blockquote>{ $question }</blockquote>
    { $before }
    .due = ⏱ Due: { $told }
    .no-term = ⏱ no term
    .hint = Write plainly and to the point: what was or will be done, and when. Photos come on the next step.
    .repeat = 🔁 This question was asked before. Write what measures were taken, or how the work goes.
    .repeated =
        🔁 This question was asked before. Write what measures were taken, or how the work goes. The last answer:
        <i>{ $text }</i>
    .returned =
        ↩️ <b>Remark:</b> { $remark }

        The earlier version (tap to copy):
        <code>{ $text }</code>

        Send the improved answer.
    .waiting =
        This version awaits approval now, a new one will replace it:
        <code>{ $text }</code>
    .replaces = This awaits approval now: { $kind }. The new text will replace it.
    .earlier = 📄 As in No. { PLAIN($number) } · { $topic }
    .too-short = A little more, please: at least { $min } characters, now { $length }.
    .too-long = That is too long: { signs }, and { $max } fit. Keep what matters most.
    .change = Change the text
draft-before =
    { $parts }

    { $version }
draft-share = <b>{ $name }:</b> { $text }
draft-proof = <b>There are photos already.</b> What about them?
    .kept = Keep them
    .new = Send new ones
    .none = Send without photos
    .change = Change the photos
draft-media =
    📷 <b>Any proof?</b>
    Send photos or videos of what was done, up to 10: people believe what they see.
    .change = { $given ->
        [no] Add photos
       *[yes] Add or replace photos
    }
draft-check =
    <b>What the author will read</b> (No. { PLAIN($number) })

    <blockquote>{ $text }</blockquote>
    .no-proof = 📷 No photos
    .long = ✂️ Rather long: { signs }. A short answer is read sooner.
    .send = Send for approval
draft-sent = The answer to No. { PLAIN($number) } awaits approval. We will tell you the decision.

# The interim answer
interim-title = the interim answer
interim-text =
    <b>Interim answer to No. { PLAIN($number) }</b> · { $topic }
    { $due }
    <blockquote>{ $question }</blockquote>
    { $before }
    .hint = Write what is being done and when it will be ready. The final answer then has a term of its own.
    .too-short = A little more, please: at least { $min } characters, now { $length }.
    .too-long = That is too long: { signs }, and { $max } fit. Keep what matters most.
    .change = Change the text
interim-media = 📷 <b>Any photos or videos?</b> Up to 10.
    .change = { $given ->
        [no] Add photos
       *[yes] Change the photos
    }
interim-check =
    <b>The interim answer that the author will read</b> (No. { PLAIN($number) })

    <blockquote>{ $text }</blockquote>
interim-sent = The interim answer to No. { PLAIN($number) } awaits approval.

# The question to the author
question-title = the question to the author
question-text =
    <b>What should the author of No. { PLAIN($number) } clarify?</b> · { $topic }
    { $due }
    <blockquote>{ $question }</blockquote>
    { $before }
    .hint = Ask what you cannot answer without. The terms go on meanwhile.
    .too-short = A little more, please: at least { $min } characters, now { $length }.
    .too-long = That is too long: { signs }, and { $max } fit. Keep what matters most.
    .change = Change the text
question-check =
    <b>The question that the author will read</b> (No. { PLAIN($number) })

    <blockquote>{ $text }</blockquote>
question-sent = The question about No. { PLAIN($number) } awaits approval.

# A part
contribute-title = the part of the common answer
contribute-text =
    <b>Your part for No. { PLAIN($number) }</b> · { $topic }
    <blockquote>{ $question }</blockquote>
    { $before }

    Write what concerns you. Then the message goes on to { $next }.
    .due = ⏱ Due: { $told }
    .no-term = ⏱ no term
    .too-short = A little more, please: at least { $min } characters.
    .too-long = That is too long: { signs }, and { $max } fit. Keep what matters most.
    .change = Change the text
contribute-media = 📷 <b>Any photos or videos?</b> Up to 10.
    .change = { $given ->
        [no] Add photos
       *[yes] Change the photos
    }
contribute-check =
    <b>Your part for No. { PLAIN($number) }</b>

    <blockquote>{ $text }</blockquote>
    .send = Pass it on
contribute-done = The part for No. { PLAIN($number) } went to the next colleague.

# Not mine
give-back-reason =
    <b>Why is No. { PLAIN($number) } not yours?</b> ({ $topic })
    Choose a reason or write your own.
    { $until }
    .in-time = It is in time until: { $told }.
    .late = The term for it is over: { DUE($at) }. You can still give it back, marked as late.
    .no-term = You can give it back at any time.
    .too-short = A little more, please: at least { $min } characters.
    .too-long = That is too long: { signs }, and { $max } fit.
give-back-ready =
    .territory = Not our territory
    .powers = Not within our powers
    .topic = The topic is wrong
give-back-done = No. { PLAIN($number) } went back to the curators.

# How it is going
status-text =
    <b>How is No. { PLAIN($number) } going?</b> ({ $topic })
    Choose a reply or write your own: the curators see it at once.
    .too-short = A little more, please: at least { $min } characters.
    .too-long = That is too long: { signs }, and { $max } fit.
status-ready =
    .going = We are at work and will answer in time
    .waiting = We wait for word from colleagues
    .late = We will not make it, help is needed
    .approve = The answer is ready, we wait for approval
status-done = Thank you, the curators know how No. { PLAIN($number) } is going.

# The decision
approve-done = ✅ No. { PLAIN($number) }: approved, the author has it already.
    .further = ✅ No. { PLAIN($number) }: approved, the curator decides next.
    .publish = ✅ No. { PLAIN($number) }: approved, the executor will publish it and send the link.
confirm-check = The author gets it at once.
    .elsewhere = The executor will publish it where the message stood.
    .further = The curator decides next.
    .draft =
        <b>{ $kind } for No. { PLAIN($number) }: approve?</b>

        <blockquote>{ $text }</blockquote>
    .send = ✅ Yes, approve
return-remark =
    <b>What should be mended in No. { PLAIN($number) }?</b> (version { $draft })
    Choose a remark or write your own: the executor sees it at once.
    { $slack }
    .slack = After the rework and the approval, { $left } of the answer's term are left.
    .no-slack = ⚠️ With a rework and another approval the answer is late by { $left }.
    .no-term = No term of the answer runs now.
    .too-short = At least { $min } characters, so that the executor understands.
    .too-long = That is too long: { signs }, and { $max } fit.
return-ready =
    .when = Write when it will be done
    .photo = Add a photo
    .plain = Write it plainer and shorter
return-done = No. { PLAIN($number) } went back for rework. The executor knows.

# Publication
publish-link =
    <b>Publish the answer to No. { PLAIN($number) } and send the link to it</b>
    { $where }

    The text (tap to copy):
    <code>{ $text }</code>
    .post = 🔗 The message stood here: { $link }
    .no-post = Answer where the message stood.
    .link-malformed = This does not look like a link. Copy the whole address of the publication.
    .by-phone = ☎️ Told by phone
publish-done = ✅ No. { PLAIN($number) }: published, thank you.
