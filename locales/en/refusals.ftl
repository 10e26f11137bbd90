### Refusals: one clear sentence, what happened and what to do.

refusal-no-right = You have no right to do this. If you need it, ask your administrator.
refusal-changed-meanwhile = Somebody changed this in the same second. Please try again.
refusal-too-short = Too short: at least { $min } characters are needed.
refusal-too-long = Too long: { $length } characters, and { $max } fit.
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

refusal-topic-unknown = This topic no longer exists. Choose another one.
refusal-text-too-short = A little more, please: at least { $min } characters, now { $length }.
refusal-text-too-long = That is too long: { $length } characters, and { $max } fit.
refusal-media-too-many = Too many files: up to { $max } are possible.
refusal-place-impossible = There is no such point on the map. Send the place again or type the address.
refusal-doubt-settled = This sending has been settled already.
