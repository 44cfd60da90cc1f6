"""Whether a sentence of a language model is carried by what it cites."""
