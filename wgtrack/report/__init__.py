"""The report of a working group as one frozen value, made from the record; formats only write it."""
