"""Sent to a scratch kernel whose run is compared with another: sets of text keep one order in all of them.

The hash seed is fixed when Python starts, and servers start kernels without asking for their environment. So the
process starts anew in place: same number, same connection file, and the server sees nothing of it. Where that cannot
be, the kernel stays as it is.
"""

import os
import sys


def _again():
    arguments = getattr(sys, "orig_argv", [sys.executable, "-m", "ipykernel_launcher", *sys.argv[1:]])
    if os.name != "posix" or os.environ.get("PYTHONHASHSEED") or "ipykernel_launcher" not in " ".join(arguments):
        return
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        # ipykernel reads what is written to the descriptors through pipes that end with this process.
        kept = getattr(stream, "_original_stdstream_copy", None)
        if kept is not None:
            os.dup2(kept, number)
    os.environ["PYTHONHASHSEED"] = "0"
    os.execv(sys.executable, [sys.executable, *arguments[1:]])


_again()
