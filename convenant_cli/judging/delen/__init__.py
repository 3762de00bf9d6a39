"""What kinds of test share, and how their outcome and the answers of the parties are joined."""
