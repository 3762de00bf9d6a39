"""What a new dossier starts with: its records, and what stands around them. Names and bytes; writing is elsewhere."""
