"""A library to a published site: build, verify, swap; what is withdrawn or not yet published."""
