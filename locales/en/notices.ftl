### Notices: they stay in the chat for long, so times in them are figures, never "today".

notice-registered =
    🆕 <b>New message No. { PLAIN($number) }</b>
    { $topic }
    .assign = Assign
    .open = Open
notice-text = <blockquote>{ $text }</blockquote>

notice-assigned =
    🛠 <b>No. { PLAIN($number) } is yours</b>
    { $topic }
    Assigned by: { $curator }
    .draft = ✏️ Write the answer
notice-withdrawn = No. { PLAIN($number) } ({ $topic }) went to another executor. There is nothing left for you to do.

notice-draft =
    👀 <b>An answer to approve: No. { PLAIN($number) }</b>
    { $topic }
    Executor: { $executor }
    .approve = ✅ Approve
    .return = ↩️ Return
notice-question = The resident wrote: <i>{ $text }</i>

notice-returned =
    ↩️ <b>The answer to No. { PLAIN($number) } came back for rework</b>
    { $topic }
    Curator: { $curator }
notice-remark = <b>Remark:</b> { $text }

notice-answered =
    ✅ <b>The answer to your message No. { PLAIN($number) }</b>
    { $topic }
    .open = Open the message
notice-published = ✅ Your answer to No. { PLAIN($number) } ({ $topic }) was approved and sent to the resident.

notice-uncertain =
    ⚠️ <b>Did this message arrive?</b>
    The connection broke while it was sent. Decide whether to send it again:

    { $what }
    .decide = Decide
notice-failed =
    ⚠️ <b>A message was not delivered</b>
    The messenger refused it. Reach the person in another way:

    { $what }
