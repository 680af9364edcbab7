"""The chat with the local model."""
