"""The library to pages, data files and feeds: finished HTML that knows nothing of the engine that frames it."""
