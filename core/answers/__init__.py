"""Guidelines on answers and best practice: templates by topic, answers marked as examples."""
