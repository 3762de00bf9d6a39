"""What parties get and send back: statement forms as spreadsheets, calendar files, drafts of mail."""
