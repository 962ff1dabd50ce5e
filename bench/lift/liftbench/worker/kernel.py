"""ipykernel without its sockets: the same application, kernel and shell, messages kept in a list.

Everything that a cell can notice is set up by ipykernel's own code (`IPKernelApp.initialize`); only the
steps that open sockets or threads are left out, because neither survives a fork.
"""

from __future__ import annotations

import asyncio
import io
import os
import sys
import threading
from types import SimpleNamespace
from typing import Any

import ipykernel.debugger
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from IPython.core.inputtransformer2 import TransformerManager
from jupyter_client.session import Session

from .normal import finish, normal_event
from .scrub import Scrubber


def executed(code: str) -> str:
    """What IPython runs for a cell's text; for a cell magic, what it would run for its body."""
    if code.lstrip().startswith("%%"):
        code = "#" + code.lstrip()
    try:
        return TransformerManager().transform_cell(code)
    except SyntaxError:
        return code


class RecordingSession(Session):
    """A session whose messages end in `sink` instead of a socket."""

    sink: list[tuple[str, dict[str, Any]]]

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *args: Any, **kw: Any) -> Any:
        kind = str(msg_or_type)
        if isinstance(msg_or_type, dict):
            kind, content = msg_or_type["header"]["msg_type"], msg_or_type["content"]
        self.sink.append((kind, self.unpack(self.pack(content or {}))))
        return None


class RecordingStream(io.TextIOBase):
    """stdout or stderr of a cell, in order with its displays."""

    encoding = "UTF-8"
    errors = "strict"

    def __init__(self, name: str, session: RecordingSession) -> None:
        self.name = name
        self._session = session
        self._null = os.open(os.devnull, os.O_WRONLY)

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._session.sink.append(("stream", {"name": self.name, "text": text}))
        return len(text)

    def fileno(self) -> int:
        return self._null

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False


class SocketlessApp(IPKernelApp):
    """`IPKernelApp` with every step but those that need a connection."""

    name = "ipython-kernel"

    def _nothing(self, *_: Any) -> None:
        """A step that only makes sense with a connection."""

    init_crash_handler = init_blackhole = init_connection_file = init_poller = _nothing
    init_sockets = init_heartbeat = write_connection_file = log_connection_info = _nothing

    def init_io(self) -> None:
        self.session = RecordingSession(parent=self)
        self.session.sink = []
        sys.stdout = RecordingStream("stdout", self.session)  # type: ignore[assignment]
        sys.stderr = RecordingStream("stderr", self.session)  # type: ignore[assignment]
        self.displayhook = SimpleNamespace(get_execution_count=None)
        self.patch_io()

    def init_kernel(self) -> None:
        ipykernel.debugger._is_debugpy_available = False
        self.kernel = IPythonKernel.instance(
            parent=self,
            session=self.session,
            iopub_socket=object(),
            shell_channel_thread=SimpleNamespace(parent_thread=threading.current_thread()),
            log=self.log,
            profile_dir=self.profile_dir,
        )


class Kernel:
    """Runs cells as a fresh ipykernel would; may be forked between two cells."""

    def __init__(self) -> None:
        SocketlessApp.clear_instance()
        self._app = SocketlessApp.instance()
        self._app.initialize(["--HistoryManager.hist_file=:memory:", "--log-level=CRITICAL"])
        self._sink = self._app.session.sink
        self.shell = self._app.kernel.shell
        self._raw = -1
        self._raw_read = 0
        self.renew()

    def renew(self) -> None:
        """To be called once in every fork: its own event loop and its own file behind descriptors 1, 2."""
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        path = f"{os.environ['LIFTBENCH_TMP']}/fd-{os.getpid()}"
        if self._raw >= 0:
            os.close(self._raw)
        self._raw = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        os.unlink(path)
        os.dup2(self._raw, 1)
        self._raw_read = 0

    def run(self, code: str, cell_id: str, scrub: Scrubber) -> list[dict[str, Any]]:
        """Executes one cell and gives its comparable events in order."""
        self._sink.clear()
        if code.strip():
            self._loop.run_until_complete(self._execute(code, cell_id))
        events = [normal_event(kind, content, scrub) for kind, content in self._sink]
        raw = self._raw_output()
        late = [{"t": "stdout", "text": raw}] if raw else []
        return finish([event for event in events if event] + late, scrub)

    async def _execute(self, code: str, cell_id: str) -> None:
        await self._app.kernel.do_execute(code, False, True, {}, False, cell_id=cell_id)
        await asyncio.sleep(0)

    def _raw_output(self) -> str:
        """What was written to descriptor 1 past Python since the last cell."""
        size = os.fstat(self._raw).st_size
        data = os.pread(self._raw, size - self._raw_read, self._raw_read)
        self._raw_read = size
        return data.decode("utf-8", "replace")
