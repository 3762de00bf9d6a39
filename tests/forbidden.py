"""What a process may not do that works on what somebody else wrote. By itself: such a process loads this file.

A test file would bring all that tests need, and take seconds.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path

from convenant_cli.findings import ConvenantError


def surroundings() -> bytes:
    return "\n".join(sorted(os.environ)).encode()


def reads() -> bytes:
    return Path(__file__).read_bytes()


def writes(path: str) -> bytes:
    Path(path).write_text("x", encoding="utf-8")
    return b"geschreven"


def runs() -> bytes:
    return subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True, check=True).stdout


def system() -> bytes:
    return str(os.system("exit 0")).encode()


def connects(port: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port)):
        return b"verbonden"


def loads() -> bytes:
    import this

    return str(this).encode()


def crashes() -> bytes:
    os._exit(3)


def floods() -> bytes:
    return b"x" * (80 * 1024 * 1024)


def lasts() -> bytes:
    while True:
        pass


def refuses() -> bytes:
    raise ConvenantError("zo kan het niet: é")
