"""A run as a report: one HTML file that needs no network, or a Markdown summary."""
