"""What is kept of the work with the assistant: conversations and ratings, in the data directory."""
