"""Metrics: pure functions over plain values, each with its formula and source."""
