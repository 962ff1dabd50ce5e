"""Runs one test in this kernel, traced by its debugger only while the test and its fixtures run."""


def locate(folder, id):
    """Where the test's own code begins: its file, and the line of its first statement; `null` where the text of the
    file does not show it."""
    import ast
    import os

    path, *names = id.split("[")[0].split("::")
    try:
        with open(os.path.join(folder, path), "rb") as file:
            node = ast.parse(file.read())
        for name in names:
            node = [one for one in node.body if getattr(one, "name", None) == name][-1]
        first = node.body[1] if ast.get_docstring(node, clean=False) is not None and len(node.body) > 1 else node.body[0]
        return [path, min([first.lineno] + [one.lineno for one in getattr(first, "decorator_list", [])])]
    except (OSError, SyntaxError, ValueError, IndexError, AttributeError):
        return None


def only_own_code():
    """Frames of pytest and of other people's packages are left out of the stack, where the kernel knows how."""
    try:
        from IPython import get_ipython

        get_ipython().kernel.debugger.just_my_code = True
    except Exception:
        return False
    return True


def debug(folder, id, arguments):
    """How the test ended: `{outcome, message}`, of several what is worst."""
    import os
    import sys

    os.chdir(folder)
    # As the command `pytest`, which does not look for modules in the folder where it is called.
    sys.path[:] = [entry for entry in sys.path if entry not in ("", folder, os.path.realpath(folder))]
    try:
        import debugpy
        import pytest
    except ModuleNotFoundError as error:
        return {"outcome": "missing", "message": error.name}

    def traced():
        debugpy.trace_this_thread(True)
        yield
        debugpy.trace_this_thread(False)

    class Plugin:
        found = []

        # The test, its fixtures, and what they do afterwards.
        @pytest.hookimpl(hookwrapper=True)
        def pytest_pyfunc_call(self):
            yield from traced()

        @pytest.hookimpl(hookwrapper=True)
        def pytest_fixture_setup(self):
            yield from traced()

        @pytest.hookimpl(hookwrapper=True, trylast=True)
        def pytest_runtest_teardown(self):
            yield from traced()

        def pytest_collectreport(self, report):
            if report.failed:
                self.found.append(("unread", report.longreprtext))

        def pytest_runtest_logreport(self, report):
            if report.failed or report.when == "call" or report.skipped:
                self.found.append((report.outcome, report.longreprtext))

    # Every line of pytest would be looked at otherwise: half a minute to the first stop.
    debugpy.trace_this_thread(False)
    options = ["--rootdir", folder, "--capture=sys", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    code = int(pytest.main(options + arguments + [os.path.join(folder, id)], plugins=[Plugin()]))
    for outcome in ("unread", "failed", "passed", "skipped"):
        said = [text for word, text in Plugin.found if word == outcome]
        if said:
            return {"outcome": outcome, "message": last_error(said[0])}
    return {"outcome": "not-run", "message": str(code)}


def last_error(text):
    """The assertion or exception that a report ends with."""
    lines = [line[1:].strip() for line in text.splitlines() if line.startswith("E ")]
    return "\n".join(lines)[:500]
