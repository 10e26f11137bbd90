"""Working time: its calendars, its arithmetic, and the cases on which other systems broke."""
