"""The text of a test file: recorded cases in plain pytest, merged into what stands there already."""

import ast
import codecs
import re
import sys

from .errors import AgentError

WIDTH = 88
OWN = "Recorded from "
MARK = "\ufeff"
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_CODING = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
# Before Python 3.10 nobody tells.
_STANDARD = getattr(sys, "stdlib_module_names", frozenset(
    "ast csv dataclasses datetime decimal enum fractions json math pathlib random uuid zoneinfo".split()))


def compose(path, before, module, cases, helpers, data):
    """The file with the cases in it. `before` is its text, `None` where there is none; `data` the folder of the
    recorded files, relative to the test file; `helpers` the functions that read tables."""
    values = [one["value"] for case in cases for one in case["arguments"]]
    tables = any(one["reads_tables"] for one in [*cases, *values])
    reads = tables or any("DATA" in case["text"] for case in cases)
    imports = {"from %s import %s" % (module, case["function"]) for case in cases}
    imports.update(line for one in [*cases, *values] for line in one["imports"])
    if tables:
        imports.update(["import ast", "import csv", "import json", "import pandas as pd"])
    if reads:
        imports.add("from pathlib import Path")
    constant = 'DATA = Path(__file__).parent / %s' % " / ".join('"%s"' % part for part in data.split("/"))
    texts = {case["test"]: case["text"] for case in cases}
    _expect_apart(path, imports, [*texts, *(tests_in(helpers) if tables else ())])
    if before is None:
        own = helpers if tables else ""
        return _new(module, imports, constant if reads else "", texts, own)
    return _merged(path, before, imports, constant if reads else "", texts, helpers if tables else "")


def tests_in(text):
    """Functions of the file by name: `(text, whether it was recorded)`. Empty where it does not parse."""
    text = re.sub(r"\r\n?", "\n", text.lstrip(MARK))
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return {}
    lines = _lines(text)
    return {
        one.name: ("".join(lines[_begin(one) - 1: one.end_lineno]).rstrip("\n"),
                   (ast.get_docstring(one) or "").startswith(OWN))
        for one in tree.body
        if isinstance(one, _FUNCTIONS)
    }


def _lines(text):
    """The lines as Python counts them: a form feed or a Unicode separator ends none."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def _expect_apart(path, imports, names, tree=None):
    """No name means two things: neither what is added, nor what it and the file's other statements bind."""
    bound = {}
    own = [(name, node) for line in imports for name, node in _bindings(ast.parse(line))]
    for name, what in [*own, *((name, "def") for name in names), *(_bindings(tree) if tree else ())]:
        if bound.setdefault(name, what) != what and not (what == "def" and name in names):
            raise AgentError("test-file", "In “%s” the name `%s` would mean two things: rename one of them first."
                             % (path, name))


def _bindings(tree):
    """Names that the statements bind, those in functions and classes left out, and by what."""
    waiting = list(tree.body)
    for node in waiting:
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            yield node.name, "def"
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias, line in zip(node.names, _lines_of(node)):
                yield alias.asname or alias.name.partition(".")[0], line
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id != "DATA":
            yield node.id, "assigned"
        elif not isinstance(node, ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def _begin(node):
    return min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])


def _new(module, imports, constant, texts, helpers):
    parts = ['"""Tests of `%s`, recorded from real calls in a notebook."""\n\n' % module, _sorted(imports, module)]
    parts += ["\n" + constant + "\n"] if constant else []
    parts += ["\n\n" + text + "\n" for text in [*texts.values(), *([helpers.rstrip("\n")] if helpers else [])]]
    return "".join(parts)


def _sorted(imports, module):
    """In the groups and the order that formatters use."""
    own = module.partition(".")[0]
    groups = ([], [], [])
    for line in imports:
        top = line.split()[1].partition(".")[0]
        groups[2 if top == own else 0 if top in _STANDARD else 1].append(line)
    ordered = [sorted(group, key=lambda line: (line.startswith("from"), line)) for group in groups if group]
    return "\n".join("\n".join(_joined(group)) + "\n" for group in ordered)


def _joined(lines):
    """`from a import b` and `from a import c` as one line."""
    found = {}
    for line in lines:
        head, _, names = line.partition(" import ") if line.startswith("from ") else (line, "", "")
        found.setdefault(head, []).extend(names.split(", ") if names else [])
    for head, names in found.items():
        line = "%s import %s" % (head, ", ".join(sorted(set(names)))) if names else head
        yield from wrap(line) if len(line) <= WIDTH or not names else [
            "%s import (" % head, *("    %s," % name for name in sorted(set(names))), ")"]


def _merged(path, before, imports, constant, texts, helpers):
    text = before.lstrip(MARK)
    tree, lines = _parsed(path, text), _lines(text)
    end = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    _expect_apart(path, imports, texts, tree)
    known = {line for node in tree.body for line in _lines_of(node)}
    missing = [line for line in imports if line not in known]
    if helpers:
        for name, own in tests_in(helpers).items():
            there = tests_in(text).get(name)
            if there is None:
                texts = dict(texts, **{name: own[0]})
            elif there[0] != own[0]:
                raise AgentError("test-file", "“%s” has another `%s`: rename it first." % (path, name))
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    functions = {one.name: one for one in tree.body if isinstance(one, _FUNCTIONS)}
    for name in sorted((one for one in texts if one in functions), key=lambda one: -functions[one].lineno):
        node = functions[name]
        lines[_begin(node) - 1: node.end_lineno] = [_ended(texts[name] + "\n", end)]
    lines += [_ended("\n\n" + own + "\n", end) for name, own in texts.items() if name not in functions]
    head = "".join(line + "\n" for line in sorted(missing))
    bound = _bound(tree, "DATA")
    if constant and bound is None:
        head += "\n%s\n" % constant
    elif constant and ast.unparse(bound) != ast.unparse(ast.parse(constant).body[0]):
        raise AgentError("test-file", "“%s” uses the name DATA for something else: rename it first." % path)
    at = _after_imports(tree)
    head += "" if at or not lines else "\n\n"
    at = at or next((count for count, line in enumerate(lines) if not line.startswith("#")), len(lines))
    lines.insert(at, _ended(head, end))
    return before[: len(before) - len(text)] + "".join(lines)


def _ended(text, end):
    return text.replace("\n", end)


def _parsed(path, text):
    """The tree of a file that Python reads as UTF-8."""
    for line in _lines(text)[:2]:
        found = _CODING.match(line)
        try:
            plain = found is None or codecs.lookup(found.group(1)).name in ("utf-8", "utf-8-sig")
        except LookupError:
            plain = False
        if not plain:
            raise AgentError("test-file", "“%s” says that it is not UTF-8 (%s): change that first."
                             % (path, found.group(1)))
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        raise AgentError("test-file", "“%s” does not parse (line %s): mend it first."
                         % (path, getattr(error, "lineno", "?"))) from None


def _lines_of(node):
    if isinstance(node, ast.Import):
        return [ast.unparse(ast.Import(names=[one])) for one in node.names]
    if isinstance(node, ast.ImportFrom):
        one = [ast.ImportFrom(module=node.module, names=[name], level=node.level) for name in node.names]
        return [ast.unparse(part) for part in one]
    return []


def _bound(tree, name):
    return next((one for one in tree.body if isinstance(one, ast.Assign)
                 and any(isinstance(to, ast.Name) and to.id == name for to in one.targets)), None)


def _after_imports(tree):
    """The number of lines above which imports belong."""
    last = 0
    for at, node in enumerate(tree.body):
        is_doc = at == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_doc or isinstance(node, (ast.Import, ast.ImportFrom)):
            last = node.end_lineno
    ends = [node.end_lineno for node in tree.body if node.lineno <= last]
    return max([last, *ends])


def case_text(case, notebook):
    """One test function, without a newline at its end."""
    lines = [*(wrap("    " + line) for line in _body(case))]
    notes = ["%sof %d rows" % ("%d " % case["rows"][0], case["rows"][1])] if case["rows"] else []
    notes += ["%s masked" % ", ".join(case["masks"])] if case["masks"] else []
    if case["loose"]:
        notes.append("what differs from call to call is compared by its form")
    if "raised" in case:
        notes.append("it fails with " + case["raised"]["type"])
    where = "%s%s, cell %s" % (OWN, notebook, case["cell"])
    doc = '    """%s."""' % "; ".join([where, *notes]).replace("\\", "/").replace('"', "'")
    return "\n".join(["def %s():" % case["test"], doc, *(line for wrapped in lines for line in wrapped)])


def _body(case):
    kept = set(case["changed"])
    kept.update(one["same_as"] for one in case["arguments"] if one["same_as"])
    kept.update(name for line in case["asserts"] for name in re.findall(r"^assert result is (\w+)$", line))
    given = []
    for one in case["arguments"]:
        text = one["value"]["text"]
        name = one["same_as"] or one["name"]
        if one["same_as"] is None and (one["name"] in kept or len(text) > 40):
            yield "%s = %s" % (name, text)
            text = name
        elif one["same_as"] is not None:
            text = name
        given.append("%s=%s" % (one["way"], text) if one["way"] else text)
    if "random" in case["draws"]:
        yield "random.seed(0)"
    if "numpy" in case["draws"]:
        yield "np.random.seed(0)"
    call = "%s(%s)" % (case["function"], ", ".join(given))
    if "raised" in case:
        yield "# It fails with %s, and passes once `%s` takes this." % (case["raised"]["type"], case["function"])
        yield "# Then add what it is to return."
    asserts = case["asserts"]
    if len(asserts) == 1 and asserts[0].startswith(("assert result ==", "assert result is")):
        line = asserts[0].replace("result", call, 1)
        if len(line) + 4 <= WIDTH:
            yield line
            return
    yield "result = " + call if case["uses_result"] else call
    yield from asserts


def wrap(line):
    """The line in lines of at most 88 characters, as far as its brackets allow."""
    pairs = _pairs(line)
    if len(line) <= WIDTH or not pairs:
        return [line]
    first, last, commas = max(pairs, key=lambda pair: pair[1] - pair[0])
    inner = " " * (len(line) - len(line.lstrip()) + 4)
    cuts = [first, *commas, last]
    items = [line[a + 1: b].strip() for a, b in zip(cuts, cuts[1:])]
    if not commas and len(items[0]) < 20:
        return [line]
    broken = [part for item in items if item for part in wrap(inner + item + ("," if commas else ""))]
    return [line[: first + 1], *broken, inner[4:] + line[last:]]


def _pairs(line):
    """Outermost brackets: `(begin, end, commas between)`."""
    found, stack, commas, quote, at = [], [], [], "", 0
    while at < len(line):
        char = line[at]
        if quote:
            at += 1 if char == "\\" else 0
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "([{":
            stack.append(at)
        elif char in ")]}":
            begin = stack.pop()
            if not stack:
                found.append((begin, at, commas))
                commas = []
        elif char == "," and len(stack) == 1:
            commas.append(at)
        at += 1
    return found
