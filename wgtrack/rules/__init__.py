"""What may be written: pure functions from a record and a wish to the changed record, or an error."""
