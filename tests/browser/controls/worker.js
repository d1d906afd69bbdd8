/* A worker that does nothing: that it is there is enough. */
