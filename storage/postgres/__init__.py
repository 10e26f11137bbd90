"""PostgreSQL: one statement a unit of work, statements built once, plain asyncpg at run time."""
