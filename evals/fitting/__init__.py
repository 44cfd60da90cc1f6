"""What is fitted, and how: encoder, adapter, the questions that both learn from, readings of names."""
