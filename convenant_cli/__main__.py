"""Run the command line with ``python -m convenant_cli``."""

import sys

if __name__ == "__main__":
    # With -m Python looks for modules in the current folder first, and a dossier could hold a git.py of its own.
    if not sys.flags.safe_path:
        del sys.path[0]
    from convenant_cli.cli import main

    main()
