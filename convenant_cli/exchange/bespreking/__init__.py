"""A document that goes round for review as a Word file, and what parties propose in it when it comes back."""
