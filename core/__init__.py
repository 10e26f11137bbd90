"""The domain: pure functions and aggregates, no clock, no I/O."""
