"""Frozen values: what the record is made of."""
