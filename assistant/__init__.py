"""Question to answer: understanding, retrieval, evidence, verification; CLI, API and UI."""
