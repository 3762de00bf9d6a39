"""What git remembers of the records: who gave a field its value and when, and the versions of a year plan."""
