"""Pictures and documents: whether they are what their names say, what they tell beside that, and how to take it out."""
