"""The one shape of an error that crosses the wire: `{"code", "message", "data"}`."""

import errno


class AgentError(Exception):
    """An expected failure. `code` is one word for programs, `message` a sentence for people."""

    def __init__(self, code, message, **data):
        super().__init__(message)
        self.code = code
        self.data = data


class Cancelled(AgentError):
    """The page no longer wants the answer."""

    def __init__(self):
        super().__init__("cancelled", "Cancelled.")


def describe(error):
    """Any exception in the shape of the wire."""
    if isinstance(error, AgentError):
        return {"code": error.code, "message": str(error), "data": error.data}
    if isinstance(error, OSError) and error.errno:
        code = errno.errorcode.get(error.errno, "EIO")
        path = error.filename if isinstance(error.filename, str) else ""
        return {"code": code, "message": error.strerror or code, "data": {"path": path}}
    return {"code": "internal", "message": type(error).__name__ + ": " + str(error), "data": {}}
