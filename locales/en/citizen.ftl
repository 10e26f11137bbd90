### The residents' bot.

# Getting to know each other
welcome-language =
    Здравствуйте! На каком языке вам удобнее?
    Hello! Which language do you prefer?
welcome-municipality = Where do you live? Choose your town or district.
welcome-consent =
    This bot takes messages about problems and brings the administration's answers. Municipality: <b>{ $city }</b>.

    To use it we need your consent to the processing of personal data. In short:
    • we keep your name in the messenger, your messages, photos and places, and your phone number only if you send it yourself;
    • only the staff who prepare your answer see them;
    • you can withdraw the consent any day: { $phone } or <a href="{ $site }">the site</a>.
    .agree = I agree, go on
    .read = Read the full text
welcome-full =
    <b>Consent to the processing of personal data</b>
    Wording { $wording }

    I consent that the administration of the municipality “{ $city }” (the operator) processes my personal data under Federal Law No. 152-FZ “On Personal Data”.

    <b>What for.</b> To take in and consider my messages about problems, to send answers and questions, to show me the history of my messages, to count statistics without names.

    <b>Which data.</b> Name and identifier in the messenger, language, phone number (if I send it myself), texts, photos and videos, places and addresses that I give.

    <b>What is done with them.</b> They are collected, recorded, stored, corrected, used, passed to the departments and organisations that answer for the message's topic, made anonymous and deleted, by means of information systems. They are neither published nor used for advertising.

    <b>How long.</b> Until I withdraw the consent, but no longer than these purposes need.

    <b>How to withdraw.</b> Call { $phone } or write to the operator: { $site }. After that the data are deleted unless the law requires to keep them longer.
welcome-done = Thank you! Everything is ready.

# Menu
menu-citizen =
    <b>{ $city }</b>
    Noticed a problem? Just write about it or send a photo right here.
    .report = Report a problem
    .mine = My messages
    .settings = Settings
    .help = Help

# Report a problem
report-title = your report
report-about =
    <b>Is this a reply to our question?</b>
    We are waiting to hear more from you.
    .reply = Yes, about No. { PLAIN($number) }
    .new = No, a new message
    .change = A reply or a new message
report-text =
    <b>What happened?</b>
    Tell it in two or three sentences: what is wrong and since when. We will ask for the place and photos next.
    .too-short = A little more, please: at least { $min } characters, now { $length }.
    .too-long = That is too long: { signs }, and { $max } fit. Keep what matters most.
    .change = Change the text
report-guess =
    <b>Is it about this?</b>
    Choose a topic or press “Something else”.
    .other = Something else
    .change = Change the topic
report-similar =
    <b>It looks as if this was reported already</b>
    { $found }

    Join it: the answer comes to you too, and we see that it matters to more than one. Your words are added.
    .join = 👥 Join No. { PLAIN($number) }
    .own = That is mine, add to No. { PLAIN($number) }
    .new = No, this is something else
    .change = Change
report-similar-row = • No. { PLAIN($number) } · { $topic } · { $place } · { NEAR($at) }: <i>{ $text }</i>
    .nearby = nearby
    .none = Nothing like it so far.
report-joined =
    👥 <b>You joined message No. { PLAIN($number) }.</b>
    { $due }

    The answer comes to you too; you can follow it under “My messages”.
report-sector = <b>What is it about?</b>
    .change = Change the field
report-topic = <b>Which topic exactly?</b>
    .change = Change the topic
report-place =
    <b>Where is it?</b>
    📍 Send a place or type the address: street, house, a landmark.
    .too-short = A little more of the address, please: at least { $min } characters, now { $length }.
    .too-long = The address is too long: { signs }, and { $max } fit.
    .change = { $given ->
        [no] Add a place
       *[yes] Change the place
    }
report-media =
    <b>Any photos or videos?</b>
    📷 Send up to 10, an album is fine. A photo makes it easier to sort out.
    .change = { $given ->
        [no] Add photos
       *[yes] Change the photos
    }
report-check =
    <b>Is everything right?</b>
    Topic: <b>{ $topic }</b>

    <blockquote>{ $text }</blockquote>
    .no-place = 📍 No place given
    .law = <i>This is a message, not an official appeal under Law No. 59-FZ.</i>
    .appeal = 💡 It looks as if an official reply matters to you. It is given to an appeal under Law No. 59-FZ: we can show how to file one. You may also just send this message, and we will take care of it.
    .how = How to file an appeal
    .send = Send
report-sent =
    ✅ <b>Message No. { PLAIN($number) } is in.</b>
    { $due }

    What happens next: a curator passes it to those who answer for this topic. The answer comes right here; you can follow it under “My messages”.

    <i>Law No. 59-FZ on citizens' appeals does not apply to such messages. If you need an official reply, file an appeal through Gosuslugi, <a href="{ $site }">the administration's site</a> or by letter.</i>

# Official appeal
appeal-way =
    <b>How to file an official appeal</b>
    • through <a href="https://www.gosuslugi.ru">Gosuslugi</a>;
    • through <a href="{ $site }">the administration's site</a>;
    • by letter or in person.

    Give your name, an address for the reply, and what it is about. An appeal is registered within 3 days and answered within 30 days.

    Any questions? Reception: { $phone }.
    .go = I will file an appeal
appeal-noted = All right. An appeal is filed through Gosuslugi or <a href="{ $site }">the administration's site</a>. If you need a quick answer, we are here.

# My messages
mine-list = <b>My messages</b>
    .empty = You have not sent anything yet. When you notice a problem, write to us.
mine-row = { $mark } No. { PLAIN($number) } · { $topic }

incident-own =
    <b>No. { PLAIN($number) }</b> · { $topic }
    { $state }
    .reply = Answer the question
    .add = Add something
    .rate = Rate the answer
    .rate-anew = Change the rating
    .unsolved = Not solved
incident-own-due = Answer due: { NEAR($at) }
incident-own-late = The answer is overdue. We have not forgotten you: a manager watches the term.
incident-own-repeat = Repeats message No. { PLAIN($number) }
incident-followed = 👥 You joined a neighbour's message: the answer comes to you too.
    .answered = 👥 You joined a neighbour's message.
incident-question =
    ❓ <b>We need to know more</b>
    { $text }
incident-question-until =
    ❓ <b>We need to know more</b>
    { $text }

    Please reply by: { NEAR($at) }
incident-interim =
    <b>Interim answer</b> · { $at }
    { $text }
incident-rated = Your rating: { $score } of 5
incident-answer =
    <b>Answer</b> · { $at }
    { $text }

state-new = 🕓 Taken in, we are choosing who takes care of it
state-in-work = 🕓 In work: the answer is being prepared
state-on-approval = 🕓 The answer is written and being checked
state-interim = 🕓 In work: there is an interim answer, the final one is to come
state-answered = ✅ Answered
state-declined = Not handled
state-redirected = This is an official appeal: it is filed another way
state-closed = Closed: we got no reply to our question. Write a new message if it still matters
state-joined = Merged with a message about the same: the answer comes to you too

history-own-registered = { NEAR($at) }: message taken in
history-own-assigned = { NEAR($at) }: passed to an executor
history-own-assigned-unit = { NEAR($at) }: passed to { $unit }
history-own-asked = { NEAR($at) }: we asked you a question
history-own-wrote = { NEAR($at) }: you wrote
history-own-interim = { NEAR($at) }: interim answer
history-own-answered = { NEAR($at) }: answer
history-own-declined = { NEAR($at) }: not taken up
history-own-redirected = { NEAR($at) }: the way to an official appeal was shown
history-own-closed = { NEAR($at) }: closed without a reply
history-own-joined = { NEAR($at) }: merged with another message
history-own-not-solved = { NEAR($at) }: you said it is not solved
history-own-rated = { NEAR($at) }: you rated the answer

# Terms
sent-due = We will answer by: { NEAR($at) }.
sent-due-unknown = We will answer as soon as we have found out.

# Reply, add
reply-title = your reply
reply-text =
    <b>No. { PLAIN($number) }</b>
    { $about }
    .too-short = A little more, please: at least { $min } characters, now { $length }.
    .too-long = That is too long: { signs }, and { $max } fit. Keep what matters most.
reply-question =
    ❓ { $text }

    Please write your reply.
reply-anything = What would you like to add? Everybody who works on your message will see it.
reply-media =
    <b>Any photos or videos?</b>
    📷 Send up to 10, an album is fine.
reply-done = Thank you! We passed it on, the work on No. { PLAIN($number) } goes on.
reply-added = Added to No. { PLAIN($number) }.
reply-kept = Thank you, we will read it. If the problem is still there, open No. { PLAIN($number) } and press “Not solved”.

# Rate the answer
rate-score = <b>How was the answer?</b>
    .s5 = 😀 5: all solved
    .s4 = 🙂 4
    .s3 = 😐 3
    .s2 = 🙁 2
    .s1 = 😠 1: no help
rate-thanks = Thank you! Glad to help.
rate-sorry = Thank you for being frank.
rate-comment-text =
    <b>What was wrong?</b>
    A few words that a curator will read. Or skip it.
    .too-short = At least { $min } characters, now { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
rate-comment-done = Thank you, noted.

# Not solved
unsolved-title = your repeat message
unsolved-text =
    <b>No. { PLAIN($number) }: what is still wrong?</b>
    Tell us how things are now. It is registered as a repeat message with a term of its own.
    .too-short = A little more, please: at least { $min } characters, now { $length }.
    .too-long = That is too long: { signs }, and { $max } fit. Keep what matters most.
unsolved-media =
    <b>Any new photos?</b>
    📷 Send up to 10, an album is fine.
unsolved-sent =
    ✅ <b>Repeat message No. { PLAIN($number) } is in.</b>
    { $due }

# Settings
settings-citizen =
    <b>Settings</b>
    Municipality: { $city }
    Language: { $language }
    Phone: { $phone }
    .phone-known = confirmed ✅
    .phone-unknown = not given
    .language = Language
    .add-phone = 📱 Phone

phone-contact =
    <b>Your phone number</b>
    Press the button to send your own number. With it you see the same messages in MAX and in Telegram. It is kept encrypted, and we will not call it.
phone-verified = The number is confirmed. Thank you!
phone-joined = The number is confirmed. We recognised you: both messengers now show all your messages in one list.

# Help
help-citizen =
    <b>What the bot does</b>
    Write about a problem: a pothole, rubbish, a dark street lamp, a cold flat. It goes to those who answer for it, and the reply comes here. All your messages are under “My messages”.
    .law =
        <b>Official appeals</b>
        A message in the bot is not an appeal under Law No. 59-FZ. If you need an official reply, file an appeal through <a href="https://www.gosuslugi.ru">Gosuslugi</a>, <a href="{ $site }">the administration's site</a>, by letter or in person.
    .person =
        <b>Talk to a person</b>
        Reception: { $phone }. If life is in danger, call 112.
    .appeal = Official appeal
