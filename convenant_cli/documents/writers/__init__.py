"""The writers of Markdown, Word, ODF and PDF: each takes a ``Document`` and returns bytes. HTML needs none."""
