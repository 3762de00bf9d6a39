"""The inside of a process for what somebody else wrote: it limits itself, does its work, and says what came of it."""

import _thread
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

from convenant_cli.findings import ConvenantError

#: What Python reports while it only computes. Anything else - to open, start, connect, load - is refused.
_COMPUTING = frozenset(
    ("compile", "exec", "code.__new__", "builtins.id", "object.__getattr__", "object.__setattr__", "object.__delattr__")
) | frozenset(("sys._getframe", "sys.excepthook", "sys.unraisablehook", "cpython._PySys_ClearAuditHooks"))  # fmt: skip


def main() -> None:
    """Do the work that comes in, and write ``+`` and what it gives, or ``-`` and the sentence that refuses it."""
    out = sys.stdout.buffer
    # The one thing that is unpickled, and it comes from the program that started this one.
    seconds, memory, opens, work, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301
    limit_time(seconds)
    limit_memory(memory)
    if not opens:
        close_everything()
    out.write(_done(work, arguments))
    out.flush()


def _done(work: Callable[..., bytes], arguments: tuple[Any, ...]) -> bytes:
    try:
        return b"+" + work(*arguments)
    except ConvenantError as error:
        return b"-" + str(error).encode(errors="replace")


def limit_time(most: int) -> None:
    """End this process after so many seconds of work; where Python runs, with an error that still says where."""
    if sys.platform == "win32":
        signal.signal(signal.SIGINT, signal.default_int_handler)
        timer = threading.Timer(most, _thread.interrupt_main)
        timer.daemon = True
        timer.start()
    else:
        import resource

        # Seconds of work, not of a clock: on a machine that is busy with other things nothing is cut off.
        signal.signal(signal.SIGPROF, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_PROF, most)
        # Half as much again for what has to come back to Python first; then the system ends it.
        last = most + most // 2 + 1
        resource.setrlimit(resource.RLIMIT_CPU, (last, last + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_memory(most: int) -> None:
    """Let this process have so many bytes of memory, and write no file."""
    if sys.platform == "win32":
        _limit_on_windows(most)
    else:
        import resource

        # macOS knows this limit and does not keep it; there only the time is limited.
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def close_everything() -> None:
    """Refuse from here on to open a file, start a program, connect, or load a module."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))

    def refuse(event: str, _arguments: tuple[Any, ...]) -> None:
        if event not in _COMPUTING:
            raise PermissionError(f"{event} is not for a template")

    sys.addaudithook(refuse)


def _limit_on_windows(most: int) -> None:
    """Put this process in a job of its own that has a limit of memory and no place for a second process."""
    if sys.platform != "win32":
        return
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("Basic", Basic),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    limits = Extended()
    limits.Basic.LimitFlags = 0x100 | 0x8  # JOB_OBJECT_LIMIT_PROCESS_MEMORY, JOB_OBJECT_LIMIT_ACTIVE_PROCESS
    limits.Basic.ActiveProcessLimit = 1
    limits.ProcessMemoryLimit = most
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
    kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    job = kernel.CreateJobObjectW(None, None)
    extended = 9  # JobObjectExtendedLimitInformation
    if not (
        job
        and kernel.SetInformationJobObject(job, extended, ctypes.byref(limits), ctypes.sizeof(limits))
        and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
    ):
        raise ctypes.WinError(ctypes.get_last_error())
