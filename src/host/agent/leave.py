"""Ends the kernel that the agent runs in, with its session.

A kernel that only exits is started again by the server. So the server is asked, as a person would in the
Running panel: it writes its address and token for programs of the same user into a file that is named by its
process, which every kernel is told (`JPY_PARENT_PID`).
"""

import json
import os
import ssl
import urllib.request

SECONDS = 10


def leave():
    """Says whether the server took the kernel down; without it an idle kernel stays, which does nothing."""
    try:
        from ipykernel.connect import get_connection_file
        from jupyter_core.paths import jupyter_runtime_dir

        kernel = os.path.basename(get_connection_file()).replace("kernel-", "", 1).replace(".json", "")
        path = os.path.join(jupyter_runtime_dir(), "jpserver-%s.json" % os.environ["JPY_PARENT_PID"])
        with open(path, encoding="utf-8") as file:
            server = json.load(file)
        request = urllib.request.Request(
            server["url"] + "api/kernels/" + kernel,
            method="DELETE",
            headers={"Authorization": "token " + server["token"]},
        )
        # The certificate is this machine's own server's, whose token the file holds.
        context = ssl._create_unverified_context() if server.get("secure") else None
        urllib.request.urlopen(request, timeout=SECONDS, context=context).close()
    except Exception:  # many servers are not reachable so; the page ends the helper where it can
        return False
    return True
