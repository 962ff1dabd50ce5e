"""The files of a draft: shown, run with pytest in a clone, written all or none, and taken back."""

import os

from . import gitignore, pythonpath, recording
from .disk import put, put_back, read_bytes, replace
from .errors import AgentError
from .jobs import operation
from .testfile import compose
from .trying import try_tests

# Characters of a file of data that are shown.
SHOWN = 200_000


@operation("compose-tests")
def compose_tests(job, copy, cases):
    """The files that the cases make: `{files: [{path, before, after, size}], stamp}`; texts, `null` for
    none and for bytes."""
    draft = recording.draft_of(copy)
    files = _files(draft, cases)
    return {"files": [_told(draft, one) for one in files], "stamp": recording.stamp(files)}


def _told(draft, one):
    """Arrays are shown by what they hold."""
    about = read_bytes(draft.data_file(os.path.basename(one["path"]) + ".txt")) if one["path"].endswith(".npz") else None
    return {"path": one["path"], "size": len(one["after"]), "before": _shown(one["before"]),
            "after": _shown(about or one["after"])}


def _shown(content):
    try:
        return None if content is None else content.decode("utf-8")[:SHOWN]
    except UnicodeDecodeError:
        return None


def _files(draft, ids):
    """Every file that changes, its content before and after as bytes."""
    chosen = [case for case in draft.cases if case["id"] in ids and not case["problem"]]
    found = {}
    for path in sorted({case["file"] for case in chosen}):
        own = [case for case in chosen if case["file"] == path]
        if len({case["module"] for case in own}) > 1:
            raise AgentError("test-file", "Two modules have the same name, and their tests would stand in one file: "
                             "choose the cases of one of them.")
        found[path] = own
    data, mended = _data_folder(draft, found)
    changes = []
    for path, own in found.items():
        before = recording.text_of(draft.folder, path)
        folder = "%s/%s" % (os.path.relpath(data, "tests").replace(os.sep, "/"), own[0]["data"])
        helpers = recording.helpers_of(draft.tools)
        text = compose(path, before, own[0]["module"], own, helpers, folder)
        changes.append(_change(draft, path, text.encode("utf-8")))
        for name in sorted({name for case in own for name in recording.files_of(case)}):
            content = read_bytes(draft.data_file(name))
            changes.append(_change(draft, "%s/%s/%s" % (data, own[0]["data"], name), content))
    for root in sorted({case["root"] for case in chosen}):
        needed = pythonpath.setting(draft.folder, root)
        if needed and not any(one["path"] == needed[0] for one in changes):
            changes.append(_change(draft, needed[0], needed[2].encode("utf-8")))
    if mended is not None:
        changes.append(_change(draft, ".gitignore", mended.encode("utf-8")))
    changes = [one for one in changes if one["before"] != one["after"]]
    _expect_writable(draft, changes, chosen, mended)
    return changes


def _expect_writable(draft, changes, chosen, mended):
    """Nothing that is somebody's is replaced, and git takes all of it along."""
    paths = [one["path"] for one in changes]
    for path in paths:
        above = path.split("/")[:-1]
        for folder in ("/".join(above[:depth]) for depth in range(1, len(above) + 1)):
            if os.path.islink(os.path.join(draft.folder, folder)):
                raise AgentError("linked", "“%s” is a link, behind which git takes nothing along: a fresh clone would "
                                 "have no test. Make it a folder." % folder)
        real = os.path.realpath(os.path.join(draft.folder, path))
        if not real.startswith(os.path.realpath(draft.folder) + os.sep):
            raise AgentError("linked", "“%s” is a link that leads out of the project. Make it a file." % path)
    for one in changes:
        name = os.path.basename(one["path"])
        if one["before"] is not None and not one["path"].endswith(".py") and "/" in one["path"]:
            old = [case["old"] for case in chosen if name in recording.files_of(case)]
            if not any(text and '"%s' % os.path.splitext(name)[0] in text for text in old):
                raise AgentError("data-file", "“%s” is there already with something else in it, and no recorded test "
                                 "that is replaced reads it: rename it first." % one["path"])
    left = gitignore.ignored(draft.folder, paths, mended)
    if left:
        raise AgentError("ignored", "git ignores “%s”: a fresh clone would not have it. Change that first." % left[0])


def _change(draft, path, after):
    return {"path": path, "before": read_bytes(os.path.join(draft.folder, path)), "after": after}


def _data_folder(draft, found):
    """Where the data go so that git takes them along, and `.gitignore` where it has to change for that."""
    for data in ("tests/data", "tests/recorded"):
        paths = list(found) + ["%s/%s/%s" % (data, own[0]["data"], name) for own in found.values()
                               for name in sorted({name for case in own for name in recording.files_of(case)})]
        if not gitignore.ignored(draft.folder, paths):
            return data, None
        before = recording.text_of(draft.folder, ".gitignore")
        text = gitignore.mended(draft.folder, before, paths, data)
        if text is not None:
            return data, text
    raise AgentError("ignored", "git ignores every place where the test could stand (%s)." % paths[0])


@operation("write-tests")
def write_tests(job, copy, cases, stamp):
    """Runs the tests as a fresh clone would, then writes the files. Answers with `{written, passed, failed}`.

    Fails with `stale` where a file is no longer as it was shown, and with `fails` where a test does not pass, or one
    that is to fail today does not; then nothing is written.
    """
    draft = recording.draft_of(copy)
    files = _files(draft, cases)
    if recording.stamp(files) != stamp:
        raise AgentError("stale", "A file has changed since it was shown. Nothing was written.")
    passed, failed = try_tests(job, draft, files, cases)
    _write_all(draft.folder, files)
    draft.written = files
    return {"written": [one["path"] for one in files], "passed": passed, "failed": failed}


def _write_all(folder, files):
    """Each by a rename; where one fails, those before it are put back."""
    done = []
    try:
        for one in files:
            path = os.path.join(folder, one["path"])
            if read_bytes(path) != one["before"]:
                raise AgentError("stale", "“%s” has changed since it was shown." % one["path"])
            replace(path, one["after"])
            done.append(one)
    except BaseException as error:
        left = [one["path"] for one in reversed(done) if not put_back(folder, one["path"], one["before"])]
        more = " Not put back: %s." % ", ".join(left) if left else " Nothing was written."
        raise AgentError("write", str(error) + more) from None


@operation("take-tests-back")
def take_tests_back(job, copy):
    """Undoes `write-tests` where the files are still as they were written; else changes nothing. Answers with paths."""
    draft = recording.draft_of(copy)
    files = getattr(draft, "written", [])
    for one in files:
        if read_bytes(os.path.join(draft.folder, one["path"])) != one["after"]:
            raise AgentError("stale", "“%s” has been changed since. Nothing was taken back." % one["path"])
    for one in reversed(files):
        if not put_back(draft.folder, one["path"], one["before"]):
            raise AgentError("write", "“%s” could not be put back." % one["path"])
    draft.written = []
    return [one["path"] for one in files]
