"""Notices: which facts are told to whom, and how surely."""
