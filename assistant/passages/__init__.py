"""A place in a document, as a person reads it: found, shown, and referred to."""
