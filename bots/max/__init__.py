"""MAX: updates in, screens and notices out, over the real aiomax used as an HTTP client."""
