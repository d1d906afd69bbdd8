"""The library to problems: one small function a rule."""
