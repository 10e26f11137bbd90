"""Texts for people: Fluent files, rendered in the language and on the clock of whoever reads."""
