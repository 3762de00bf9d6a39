"""What parties get and send back: statement forms as spreadsheets, meetings and deadlines as calendar files."""
