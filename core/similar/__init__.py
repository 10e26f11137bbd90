"""Messages about the same thing: repeats, messages to join, earlier answers; and the topic of a text."""
