"""Working time: calendars of municipalities, and timers that run by them."""
