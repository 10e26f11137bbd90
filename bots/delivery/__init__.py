"""What both messengers share on the way out: limits, long texts, pictures, the outbox's sender."""
