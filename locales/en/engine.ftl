### Texts of the dialog engine: shared by all dialogs.

## Buttons

engine-back = ‹ Back
engine-cancel = Cancel
engine-skip = Skip
engine-drop = Leave it out
engine-keep = Leave as it is
engine-done = Done
engine-confirm = All correct
engine-menu = To the menu
engine-next = Next ›
engine-previous = ‹ Previous
engine-continue = ↩ Continue what you began
engine-continue-with = ↩ Continue: { $what }
engine-media-clear = Remove all
engine-ticked = ✅ { $title }
engine-unticked = ▫️ { $title }
engine-numbered = { $number }. { $title }
engine-today = Today
engine-tomorrow = Tomorrow

## Values

engine-point = a point on the map
engine-weekday = { $weekday ->
    [mon] Mon
    [tue] Tue
    [wed] Wed
    [thu] Thu
    [fri] Fri
    [sat] Sat
   *[sun] Sun
}
engine-month = { $month ->
    [jan] January
    [feb] February
    [mar] March
    [apr] April
    [may] May
    [jun] June
    [jul] July
    [aug] August
    [sep] September
    [oct] October
    [nov] November
   *[dec] December
}
engine-day = { engine-weekday }, { $day } { engine-month }
engine-day-year = { engine-weekday }, { $day } { engine-month } { $year }

## Above and below a question

engine-now = Now: { $value }
engine-page = Page { $page } of { $pages }
engine-media-count = { $count ->
    [one] { $count } file attached, up to { $most } are possible.
   *[other] { $count } files attached, up to { $most } are possible.
}
engine-changed = We have updated this dialog. Your answers are kept; let us go on with what is missing.
engine-dialog-gone = This section no longer exists.
engine-already = Done: this was taken care of before.
engine-nothing = There is nothing to show right now. Please try again a little later.
engine-stale = This button no longer works. Here is where we stopped.
engine-cancelled = Cancelled.
engine-media-caption = The file is saved. Its caption is not added: you can change the text on the check page.
engine-brought-media = 📷 Your photos and videos are kept, no need to send them again.
engine-files-gone = The photos and videos you attached earlier lay unused for more than a week, so we removed them. If they are needed, send them again.
engine-brought-place = 📍 The place is noted, no need to give it again.
engine-sorry = Something went wrong. We are looking into it, please try again.

## Errors

engine-expected-choice = Press one of the buttons, or type its title.
engine-expected-choices = Tick what applies with the buttons, then press "Done".
engine-expected-text = An answer in words is needed here: write it as a message.
engine-expected-number = Write a whole number in figures.
engine-expected-day = We could not understand the date. Write, for example, "tomorrow", "Friday", "5 May" or 05.05.2026.
engine-expected-media = A photo or a video is needed here. Nothing to add? Press a button below.
engine-expected-place = Send a point on the map, or write an address.
engine-expected-contact = Press the button that sends your number: this way the messenger confirms that it is yours.
engine-expected-item = Press what you want to open.
engine-expected-words = Write it in words, or press a button.
engine-odd = { $kind ->
    [voice] Sorry, the bot cannot listen to voice messages yet.
    [audio] Sorry, the bot cannot listen to audio yet.
    [sticker] A nice sticker, but the bot cannot read them.
    [poll] Sorry, the bot cannot take part in polls.
    [file] Sorry, the bot cannot open files like this.
   *[other] Sorry, the bot cannot read a message like this.
} { $wanted }
engine-expected-button = Press one of the buttons.
engine-unknown-command = There is no such command.
engine-option-gone = This option is no longer offered. Choose another one.
engine-choose-least = Tick at least { $least }.
engine-choose-most = You can tick at most { $most }.
engine-number-range = A number from { $least } to { $most } is needed.
engine-day-range = A date from "{ $first }" to "{ $last }" is needed.
engine-media-most = No more than { $most } can be attached; the rest was left out.
engine-contact-foreign = We could not make sure that this is your number. Send your own with the button below.

## Files

refusal-media-later = The messenger does not hand the file over yet. Please send it again a little later.
refusal-media-too-big = The file is too big. Please send a smaller photo or video.
refusal-media-too-detailed = This picture has too many pixels: send it as an ordinary photo, not as a file, and the messenger will make it smaller.
refusal-media-unreadable = We could not open the file. Please send another photo or video.
