"""Documents from the dossier: a context builder and a template for each. The only home of Jinja."""
