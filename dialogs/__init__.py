"""Messenger-neutral dialogs: data plus a turn that returns a screen and never sends."""
