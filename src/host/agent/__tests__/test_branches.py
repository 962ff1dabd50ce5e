"""Which calls are kept: those that together take most branches."""

import pytest

from .drafts import draft, put_down
from .notebooks import record, write

GRADES = """def grade(points, strict=False):
    if points > 90:
        return "a"
    if strict:
        return low(points)
    return "d"


def low(points):
    return "f" if points < 10 else "e"


def longest(texts):
    best = ""
    for text in texts:
        if len(text) > len(best):
            best = text
    return best


def spin(n):
    total = 0
    for one in range(n):
        total += one
    return total
"""


@pytest.fixture
def project(tmp_path):
    write(tmp_path / "project", grades_dot_py=GRADES, one__words_dot_txt="one", two__words_dot_txt="two")
    return tmp_path / "project"


def calls(found):
    return [(case["test"], case["call"]) for case in found["cases"]]


def test_keeps_the_calls_that_take_most_branches(page, project):
    cell = "[grade(n) for n in range(51, 60)]\n[grade(n) for n in range(100)]\n" \
           "[grade(n, True) for n in range(60)]\ngrade(95)"
    copy = record(project, project.parent, ["grades:grade"], "from grades import grade", cell)
    found = draft(page, project, copy, mutants=True)
    assert calls(found) == [("test_grade", "51"), ("test_grade_2", "91"), ("test_grade_3", "0, True")]
    assert found["cases"][0]["mutants"]["tried"] > 0
    assert put_down(page, copy, found)[1]["passed"] == 3


def test_takes_the_smallest_of_those_that_say_the_same_then_the_first(page, project):
    words = "longest(['a' * 30]), longest(['cc']), longest(['dd']), longest(['ee', 'f']), longest(['g'])"
    copy = record(project, project.parent, ["grades:longest"], "from grades import longest", words)
    assert [call for _, call in calls(draft(page, project, copy))] == ["['cc']", "['dd']", "['ee', 'f']"]


def test_a_long_loop_is_not_followed_for_ever(page, project):
    copy = record(project, project.parent, ["grades:spin"], "from grades import spin", "[spin(3_000_000 + n) for n in range(3)]")
    assert [call for _, call in calls(draft(page, project, copy))] == ["3000000", "3000001", "3000002"]


def test_two_files_of_one_name_are_two(page, project):
    write(project, files_dot_py="def both(a, b):\n    return open(a).read() + open(b).read()\n")
    copy = record(project, project.parent, ["files:both"], "from files import both", "both('one/words.txt', 'two/words.txt')")
    composed, written = put_down(page, copy, draft(page, project, copy))
    assert [one["path"] for one in composed["files"] if "data" in one["path"]] == [
        "tests/data/files/both_b_words.txt", "tests/data/files/both_words.txt"]
    assert written["passed"] == 1
