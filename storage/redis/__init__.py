"""Redis 6.2+ or Valkey: conversations and holds; it may be lost, a dialog starts over then."""
