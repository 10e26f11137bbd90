"""The `veche` command; each command imports what it needs only when it runs."""
