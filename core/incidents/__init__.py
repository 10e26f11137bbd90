"""Incidents: residents' messages from intake to the published answer (ZAR, NVK, LAB)."""
