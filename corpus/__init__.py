"""The plan texts as published, byte for byte, and manifest.yaml, which says what each one is."""
