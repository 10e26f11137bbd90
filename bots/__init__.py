"""Adapters to the messengers, texts, wiring, entry points, and the sandbox."""
