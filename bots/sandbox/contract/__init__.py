"""The two published specifications and our own, as checks on JSON values."""
