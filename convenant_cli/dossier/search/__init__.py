"""Words of a reader to things in a dossier: offers, whom to call, actions, parties, clauses, decisions, documents."""
