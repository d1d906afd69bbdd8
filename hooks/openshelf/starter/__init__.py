"""What a new library begins with: its files in one language, as text. Writing them is the command's work."""
