"""The built site to problems. Reads only files, as a browser would."""
