"""Other people's spreadsheets and Markdown as entries of a library, with a report of what they do not say."""
