"""What is taken along: a conversation as Markdown or Word, a table as CSV or Excel."""
