"""Figures that are measured, never asserted: how right the engine is, and how fast, beside its peers."""
