"""The search index: a library as small files, scored when it is built, so that a phone only adds numbers."""
