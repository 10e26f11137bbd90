"""Regulation profiles: what a municipality may set, each value with its source clause."""
