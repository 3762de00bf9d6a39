"""What git holds: the only home of GitPython."""
