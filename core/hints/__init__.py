"""Hints about a resident's text: what a person may want to look at; they never decide anything (ZAR-19)."""
