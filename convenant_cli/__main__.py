"""Where a run starts: ``convenant``, or ``python -m convenant_cli``. What was asked before needs nothing else."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # what typing says as well; loading that takes longer than the answer
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def main() -> NoReturn:
    """Answer what was asked before, or else run the command line; and exit with its code."""
    try:
        _main()
    except KeyboardInterrupt:  # while the libraries are loaded; from then on the command line tells it itself
        if sys.stderr is not None:
            sys.stderr.write("Afgebroken.\n")
        sys.exit(130)


def _main() -> NoReturn:
    gc.disable()  # as the command line does, but for the libraries too: a tenth of what loading them takes
    if "_CONVENANT_COMPLETE" in os.environ:
        from convenant_cli.commands.completion import complete

        if complete(_offered):
            gc.freeze()
            sys.exit(0)
    from convenant_cli.commands import again

    asked = again.question(sys.argv[1:], os.environ)
    if asked is not None and (code := again.say_again(asked.answer())) is not None:
        sys.exit(code)
    from convenant_cli.cli import main as run

    run(None, asked)


def _offered(words: Sequence[str], incomplete: str) -> list[str]:
    from convenant_cli.commands import completion

    def names(command: str) -> list[str]:
        from convenant_cli.cli import names  # with typer, which a record does not need

        return names(command)

    return completion.offered(words, incomplete, names)


if __name__ == "__main__":
    # With -m Python looks for modules in the current folder first, and a dossier could hold a git.py of its own.
    if not sys.flags.safe_path:
        del sys.path[0]
    main()
