"""A plan's text read as a plan: sections, paragraphs, list items and table rows, with offsets."""
