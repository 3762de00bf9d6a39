"""What every record is: types of fields, references, marks, and what they are called."""
