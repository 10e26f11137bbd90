"""Measurements, side by side in one run: ours, a reference bot, and the bare floor."""
