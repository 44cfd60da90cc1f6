"""The language model, if one is set: an OpenAI-compatible endpoint, held to the evidence."""
