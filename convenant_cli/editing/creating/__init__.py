"""What is new in a dossier: a record, a part of one, a statement of every party, the plan of the next year."""
