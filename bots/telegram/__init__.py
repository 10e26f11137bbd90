"""Telegram: updates in, screens and notices out, over the real aiogram."""
