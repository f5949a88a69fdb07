"""Messages: sentences for people as values, and the languages that they become text in."""
