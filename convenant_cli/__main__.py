"""Run the command line with ``python -m convenant_cli``."""

from convenant_cli.cli import main

if __name__ == "__main__":
    main()
