"""The HTTP side: webhooks, health, metrics, and the sandbox's control."""
