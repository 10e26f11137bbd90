"""What every area of the domain stands on: ids, messages, refusals, time, facts."""
