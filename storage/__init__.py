"""PostgreSQL, Redis, the embedded servers, and the in-memory twins of both."""
