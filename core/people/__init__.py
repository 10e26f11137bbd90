"""People: residents and staff, their channels, consent, language, roles, invitations, phones."""
