"""The persons' side: what people do with their phones, faults, and the log of calls."""
