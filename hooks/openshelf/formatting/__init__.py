"""The one form in which content is written, and nothing of what it says."""
