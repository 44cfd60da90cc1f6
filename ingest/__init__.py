"""Documents to index: reading, structure, evidence units, embeddings; it knows no questions."""
