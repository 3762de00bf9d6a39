"""Where names and bytes come from and go to: disk and git, as text, as data with a line for every field."""
