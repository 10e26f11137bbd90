"""A local messenger: the Telegram and MAX Bot APIs, the persons' side, and a page with phones."""
