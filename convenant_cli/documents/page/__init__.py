"""From a template and plain data to one strict tree."""
