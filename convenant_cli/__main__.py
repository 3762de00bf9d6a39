"""Where a run starts: ``convenant``, or ``python -m convenant_cli``. What was asked before needs nothing else."""

from __future__ import annotations

import atexit
import gc
import os
import sys

TYPE_CHECKING = False  # what typing says as well; loading that takes longer than the answer
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def main() -> NoReturn:
    """Answer what was asked before, or else run the command line; and exit with its code."""
    codes: list[int] = []
    program = sys.modules["__main__"]
    if hasattr(program, "__file__") and getattr(program, "main", None) is main:  # this is the command itself
        atexit.register(_end, codes)  # the first to be asked is the last to be done
    try:
        _main()
    except KeyboardInterrupt:  # while the libraries are loaded; from then on the command line tells it itself
        if sys.stderr is not None:
            sys.stderr.write("Afgebroken.\n")
        sys.exit(130)
    except SystemExit as end:
        if isinstance(end.code, int):
            codes.append(end.code)
        raise


def _end(codes: list[int]) -> None:
    """End without giving back all memory piece by piece, which takes longer than to say a short answer."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return  # Python meets the same, and tells it
    for code in codes:
        os._exit(code)


def _main() -> NoReturn:
    gc.disable()  # as the command line does, but for the libraries too: a tenth of what loading them takes
    if "_CONVENANT_COMPLETE" in os.environ:
        from convenant_cli.commands.completion import complete

        if complete(_offered):
            sys.exit(0)
    if sys.argv[-1] in ("--help", "-h"):
        from convenant_cli.commands import help_pages
        from convenant_cli.text.streams import say_plain

        if (page := help_pages.page(sys.argv[1:])) is not None and say_plain([(False, page)]):
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
