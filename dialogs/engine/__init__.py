"""The dialog engine: steps as data, a turn that returns a screen, sessions, a player for tests."""
