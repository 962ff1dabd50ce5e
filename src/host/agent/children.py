"""Children of the agent that run the project's code: in the folder of a clone, without what a kernel sets."""

import json
import os
import subprocess
import sys
import tempfile
import threading

from .errors import AgentError, Cancelled
from .processes import KILL, Guard, end, end_beside, start, sweep
from .pytest_process import FIRST, OF_KERNEL

# Seconds that functions may take when they are called again.
LIMIT = 120
# Seconds that one mutant may take: it may never end.
MUTANT = 20


def run_child(job, tools, module, task, limit=LIMIT, seed="0", renews=None):
    """Runs `main` of one of the modules in `tools`, name to text, with a task as JSON; answers `(what it wrote, lines,
    what it said, code)`. The first is `None` where the process did not come to its end."""
    with tempfile.TemporaryDirectory(prefix="lift-record-") as place:
        path = os.path.join(place, "task.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(task, file)
        package = os.path.join(place, "lift_record")
        os.mkdir(package)
        for name, text in {"__init__": "SOURCES = %r\n" % {"helpers": tools["helpers"]}, **tools}.items():
            with open(os.path.join(package, name + ".py"), "w", encoding="utf-8") as file:
                file.write(text)
        text = "import sys; del sys.path[0]; sys.path.insert(0, %r)\nfrom lift_record.%s import main\n" % (place, module)
        done = run(job, [sys.executable, "-c", FIRST + text + "sys.path.remove(%r)\nmain(%r)" % (place, path)],
                   task["root"], limit, seed, renews)
        try:
            with open(path + ".out", encoding="utf-8") as file:
                return json.load(file), *done
        except OSError:
            return None, *done


def run(job, command, folder, limit, seed="0", renews=None):
    """Runs a command; answers `(lines of its output, the end of what it said, its code)`. Code `None`: it took too
    long. `renews`: seconds that it may take from one line to the next."""
    environment = {name: value for name, value in os.environ.items() if name not in OF_KERNEL}
    environment.update({"PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1", "MPLBACKEND": "Agg"})
    process = start(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    guard = Guard(KILL, str(process.pid))
    job.on_cancel(lambda: end_beside(process))
    timer = Timer(process, limit)
    said = []
    listener = threading.Thread(target=lambda: said.append(process.stderr.read()), daemon=True)
    listener.start()
    lines = []
    try:
        for line in process.stdout:
            lines.append(line.decode("utf-8", "replace").rstrip("\r\n"))
            if renews is not None:
                timer.renew(renews)
        process.wait()
    finally:
        timer.stop()
        sweep(process)
        guard.dismiss()
    listener.join(1.0)
    if job.cancelled:
        raise Cancelled()
    text = b"".join(said).decode("utf-8", "replace")[-4000:]
    return lines, text, None if timer.is_over else process.returncode


class Timer:
    """Ends a process once its time is over."""

    def __init__(self, process, limit):
        self.is_over = False
        self._process = process
        self.renew(limit)

    def renew(self, limit):
        """The time begins anew."""
        self.stop()
        self._timer = threading.Timer(limit, self._end)
        self._timer.daemon = True
        self._timer.start()

    def stop(self):
        """Lets the process be."""
        if hasattr(self, "_timer"):
            self._timer.cancel()

    def _end(self):
        self.is_over = True
        end(self._process)


def try_mutants(job, tools, task):
    """What each mutant of the task came to, and tests that fail without any: `(file, name)` to why. `trial.py` runs in
    as many processes as it takes."""
    found, problems = {}, {}
    begin = 0
    while begin < len(task["mutants"]):
        _, lines, said, code = run_child(job, tools, "trial", dict(task, begin=begin), renews=MUTANT)
        told = [json.loads(line) for line in lines]
        found.update((line["at"], line) for line in told if "at" in line)
        problems.update({(line["file"], line["test"]): line["problem"] for line in told if line.get("problem")})
        begun = [line["begins"] for line in told if "begins" in line]
        if not begun:
            raise AgentError("trial", "The tests could not be tried: %s" % (said.strip().split("\n")[-1] or code))
        begin = begun[-1] + 1
        if begun[-1] not in found:  # it hung, or ended the process: that is noticed
            found[begun[-1]] = {"noticed": list(task["mutants"][begun[-1]]["tests"]), "nothing": []}
        elif code == 0:
            break
    return [found[at] for at in range(len(task["mutants"]))], problems
