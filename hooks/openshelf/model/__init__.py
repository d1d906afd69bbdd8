"""Documents to typed entries: the closed schemas of everything that writers write."""
