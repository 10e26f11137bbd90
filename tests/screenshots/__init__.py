"""The handbook's pictures: every story of the product, played by hand in a real browser."""
