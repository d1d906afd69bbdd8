"""Links to other sites: fetching them within rate limits, what the responses mean, and the history over days."""
