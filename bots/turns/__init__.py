"""The way in: raw updates become turns, one person at a time, nothing acknowledged before it is kept."""
