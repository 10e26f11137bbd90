### What administrators and curators keep: units, topics, templates and examples of answers.

# Units and topics
city-card =
    <b>Units and topics</b>
    Units: { $units }. Topics: { $topics }.
    What you change here is no longer changed by the profile's file.
    .units = Units
    .unit-add = ➕ Unit
    .topics = Topics
    .topic-add = ➕ Topic
units-list = <b>Units</b>
    .empty = There are no units yet.
units-row =
    .closed = 🚫 { $title }
unit-card =
    <b>{ $title }</b>
    Topics: { $topics }
    People: { $people }
    .name = Rename
    .close = 🚫 Close
unit-closed =
    🚫 <b>{ $title }</b> · closed
    Topics: { $topics }
    People: { $people }
    .reopen = ↩️ Open again
unit-add-title = <b>How is the unit called?</b>
    .too-short = At least { $min } characters, please; now there are { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
unit-name-title = <b>{ $title }</b>: how is it called now?
    .too-short = At least { $min } characters, please; now there are { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
unit-done = Done: { $title }.
unit-done-closed = Closed: { $title }.
unit-done-opened = Open again: { $title }.

topics-sector = <b>Topics: which field?</b>
topics-list = <b>Topics</b>
    .empty = There are no topics in this field yet.
topic-card =
    <b>{ $title }</b>
    In English: { $english }
    Field: { $sector }
    Competent: { $unit }
    .name = Rename
    .unit = Who is competent
    .close = 🚫 Close
topic-closed =
    🚫 <b>{ $title }</b> · closed
    In English: { $english }
    Field: { $sector }
    Competent: { $unit }
    .reopen = ↩️ Open again
topic-no-english = as in Russian
topic-add-sector = <b>A new topic: in which field?</b>
topic-add-title = <b>How is the topic called in Russian?</b> Residents see it on a button.
    .too-short = At least { $min } characters, please; now there are { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
topic-add-english = <b>And in English?</b> You may skip: then it is as in Russian.
    .too-short = At least { $min } characters, please; now there are { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
topic-add-unit = <b>Who is competent for it?</b>
topic-name-title = <b>{ $title }</b>: how is it called now?
    .too-short = At least { $min } characters, please; now there are { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
topic-name-english = <b>And in English?</b> Now: { $english }. You may skip: then it is as in Russian.
    .too-short = At least { $min } characters, please; now there are { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
topic-unit-choice = <b>{ $title }</b>: who is competent?

refusal-unit-in-use =
    The unit cannot be closed: topics { $topics }, people { $people } belong to it. Give them to another one first.
refusal-sector-unknown = The city's profile has no such field any more. Choose another.

# Templates
guides-card =
    <b>Templates and examples of answers</b>
    Templates: { $templates }. Examples: { $examples }.
    Executors see them when they write an answer.
    .templates = Templates
    .add = ➕ Template
    .examples = ⭐ Examples
templates-list = <b>Templates</b>
    .empty = There are no templates yet.
templates-row = { $title } · { $topic }
templates-any = For all topics
templates-topic-closed = the topic is closed
template-card =
    <b>{ $title }</b>
    Topic: { $topic }
    .title = Title
    .text = Text
    .topic = Topic
    .remove = 🗑 Remove
template-words = <code>{ $text }</code>
template-add-title-of = a new template
template-add-topic = <b>Which topic is the template for?</b> Choose, or begin to type its name.
template-add-title = <b>How is the template called?</b> A short name: it is chosen by it.
    .too-short = At least { $min } characters, please; now there are { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
template-add-text = <b>Send the template's text.</b> An executor starts from it and fits it to the message.
    .too-short = At least { $min } characters, please; now there are { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
template-title-words = <b>{ $title }</b>: how is it called now?
    .too-short = At least { $min } characters, please; now there are { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
template-text-words =
    <b>{ $title }</b>: send the new text.
    The present one (press to copy):

    <code>{ $text }</code>
    .too-short = At least { $min } characters, please; now there are { $length }.
    .too-long = That is too long: { signs }, and { $max } fit.
template-topic-choice = <b>{ $title }</b>: for which topic? Now: { $topic }.
template-remove-check = <b>Remove the template “{ $title }”?</b> Answers that were written stay as they are.
    .confirm = 🗑 Remove
template-done = Done: { $title }.
template-removed = The template was removed: { $title }.

# Examples
examples-list = <b>Examples of answers</b>, the newest first
    .empty = There are no examples yet. Mark a good answer on a message's card.
examples-row = ⭐ No. { PLAIN($number) } · { $topic }
example-card =
    ⭐ <b>An example: No. { PLAIN($number) }</b>
    Topic: { $topic }
    .open = Open the message
    .mark = ⭐ Make it an example
    .marked = ⭐ This is an example
    .unmark = Take the mark away
example-marked = ⭐ The answer to No. { PLAIN($number) } is an example now.
example-unmarked = The answer to No. { PLAIN($number) } is no longer an example.

# What an executor is offered
offer-template = 📋 { $title }
offer-example = ⭐ Example: the answer to No. { PLAIN($number) }

refusal-template-unknown = This template is no longer there. Choose another.
refusal-example-unknown = This answer is no longer an example.
refusal-example-too-early = There is no answer yet: nothing to mark.
