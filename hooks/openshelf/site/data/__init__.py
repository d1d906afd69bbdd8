"""Open data, feeds and the sitemap."""
