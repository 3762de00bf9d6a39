"""What a text is made of: characters, words, what looks personal; and how it leaves for a screen. Pure."""
