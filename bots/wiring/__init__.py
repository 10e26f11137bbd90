"""The composition root: settings, what is built of what, what runs where."""
