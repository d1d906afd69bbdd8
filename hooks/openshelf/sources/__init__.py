"""Text to documents that remember file, line and column. Knows nothing of the content model."""
