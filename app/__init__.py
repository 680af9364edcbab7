"""The workspace's web app."""
