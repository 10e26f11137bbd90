"""Units and the topic tree as administrators edit them, over what the profile says (LAB-2.1.2)."""
