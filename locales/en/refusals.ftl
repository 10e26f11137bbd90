### Refusals: one clear sentence, what happened and what to do.

refusal-no-right = You have no right to do this. If you need it, ask your administrator.
refusal-changed-meanwhile = Somebody changed this in the same second. Please try again.
refusal-too-short = Too short: at least { $min } characters are needed.
refusal-too-long = Too long: { signs }, and { $max } fit.
refusal-malformed = This does not look like an invitation code.

refusal-municipality-unknown = This municipality is no longer here. Press /start to begin anew.
refusal-consent-outdated = The text of the consent has changed. Press /start and read the new one.
refusal-language-unknown = The bot does not speak this language yet.
refusal-person-unknown = This person is not here.
refusal-phone-impossible = There is no such phone number. Check it in the messenger's settings.
refusal-contact-not-own = This is somebody else's number. Send your own with the button below.

refusal-invitation-unknown = There is no such code. Check that you copied all of it.
refusal-invitation-used = This code has been used already. Ask for a new invitation.
refusal-invitation-expired = The invitation has expired. Ask for a new one.
refusal-staff-only = Invitations are opened in the staff bot.
refusal-roles-missing = Choose at least one role.
refusal-unit-unknown = This unit no longer exists. Choose another one.

refusal-incident-unknown = There is no such message.
refusal-incident-not-yours = This message is not assigned to you now.
refusal-incident-answered = The answer to this message has already gone to the resident.
refusal-incident-assigned = An executor is assigned already: { $executor }. You can change that on the message's card.
refusal-incident-not-assignable =
    { $state ->
        [answered] This message is answered already, there is nothing to assign.
       *[other] An answer awaits approval: approve or return it first.
    }
refusal-executor-gone = This person no longer writes answers. Choose somebody else.
refusal-draft-not-on-approval = This answer does not await approval now: it has been decided.
refusal-draft-outdated = The executor has sent a newer version of the answer. Decide on that one.

refusal-incident-closed =
    { $state ->
        [declined] This message was declined. If that was a mistake, ask the author to write again.
        [redirected] This is an appeal under 59-FZ: the author was shown how to file it.
        [closed] This message is closed: the author did not reply. They can write a new one.
        [joined] This message was merged into another. Open that one.
       *[other] This message is closed already.
    }
refusal-incident-not-draftable =
    { $state ->
        [new] The message is with the curator now. Wait until it is routed.
        [approved] The answer is approved. Publish it and send the link.
       *[other] No answer can be written now: open the card to see why.
    }
refusal-incident-on-approval = An answer awaits approval. Wait for the decision and try again.
refusal-contributions-missing = Colleagues give their parts first, in order. We will tell you when it is your turn.
refusal-executor-approves-first = The executor approves first. We will tell you when it is your turn.
refusal-question-open = The author has been asked already. Wait for the reply.
refusal-interim-given = The interim answer is out. Now the final one is needed.
refusal-author-elsewhere = The author does not write in our bot. Let the executor ask where the message stands.
refusal-nothing-to-publish = There is nothing to publish: not approved yet, or published already. Open the card.
refusal-no-contribution = No part is needed of you: you write the answer. Press “Write the answer”.
refusal-executors-missing = No executor is chosen. Press “Executor” and choose one.
refusal-executors-too-many = Too many executors: up to { $max } are possible. Take some away.
refusal-executors-twice = One executor is chosen twice. Take them out of the co-executors.
refusal-shortened-unknown = The regulation no longer has this term. Choose another one.
refusal-link-missing = The link to the post is needed: the answer is published there.
refusal-link-malformed = This does not look like a link. Copy the whole address.
refusal-join-itself = This is the same message. Choose another number.
refusal-link-forward = A repeat refers to an earlier message. Choose one that came in before.
refusal-not-answered-yet = There is no answer yet to be marked. Wait for it.
refusal-executor-missing = There is no executor yet. Route the message first.
refusal-notes-too-many = There are { $max } additions already, no more fit. Write a new message.
refusal-score-impossible = A mark is from { $min } to { $max }.
refusal-number-malformed = This is not a number. Type it in digits, for example 12.
refusal-deadline-over = This term no longer runs. The others stand on the card.

refusal-topic-unknown = This topic no longer exists. Choose another one.
refusal-text-too-short = A little more, please: at least { $min } characters, now { $length }.
refusal-text-too-long = That is too long: { signs }, and { $max } fit.
refusal-media-too-many = Too many files: up to { $max } are possible.
refusal-place-impossible = There is no such point on the map. Send the place again or type the address.
refusal-doubt-settled = This sending has been settled already.
