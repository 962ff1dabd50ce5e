"""Writes `fixtures/symtable.json`: what `symtable` of each given interpreter says of every case.

    python make_fixture.py python3.11 python3.12 python3.13

Cases are the files of `fixtures/own` and the snippets of `fixtures/syntax.json`. A version that
does not accept a case has no table for it.
"""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
FIXTURES = HERE / "fixtures"

# Before 3.13, private names in the bases of a generic class are mangled as if inside it.
SINCE = {"generic_private": (3, 13)}


def cases():
    for path in sorted((FIXTURES / "own").glob("*.py")):
        yield path.stem, path.read_text(encoding="utf-8")
    yield from json.loads((FIXTURES / "syntax.json").read_text(encoding="utf-8"))


def tables(python, sources):
    requests = "".join(json.dumps({"text": source}) + "\n" for source in sources)
    dump = [python, "-I", HERE / "dump_symtable.py"]
    done = subprocess.run(dump, input=requests, capture_output=True, text=True, check=True)
    return [json.loads(line).get("table") for line in done.stdout.splitlines()]


def version(python):
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def main(interpreters):
    found = list(cases())
    answers = {
        version(python): tables(python, [source for _, source in found]) for python in interpreters
    }
    lines = []
    for index, (title, source) in enumerate(found):
        since = SINCE.get(title, (3, 0))
        known = {
            name: all_[index]
            for name, all_ in answers.items()
            if all_[index] and tuple(map(int, name.split("."))) >= since
        }
        if not known:
            continue
        entry = {"title": title, "source": source, "tables": known}
        lines.append(json.dumps(entry, ensure_ascii=False, separators=(",", ":")))
    text = "[\n" + ",\n".join(lines) + "\n]\n"
    (FIXTURES / "symtable.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
