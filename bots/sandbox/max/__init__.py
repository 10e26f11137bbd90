"""The MAX Bot API."""
