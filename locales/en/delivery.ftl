### Texts of delivery: the messengers' own buttons.

ask-contact = 📱 Send my number
ask-place = 📍 Point out the place on a map
