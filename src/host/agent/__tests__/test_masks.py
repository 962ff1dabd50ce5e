"""What looks personal in recorded calls does not come into a test."""

import pytest

from .drafts import ask, draft, put_down
from .notebooks import record, write


@pytest.fixture
def project(tmp_path):
    return tmp_path / "project"


def test_masks_what_looks_personal_unless_a_person_says_otherwise(page, project):
    write(project, people_dot_py="def top(people):\n    return people[people['age'] > 30].reset_index(drop=True)\n")
    copy = record(project, project.parent, ["people:top"], "import pandas as pd\nfrom people import top",
                  "top(pd.DataFrame({'name': ['Ann', 'Bo'] * 10, 'age': range(25, 45)}))")
    found = draft(page, project, copy)
    composed = ask(page, "compose-tests", copy=copy, cases=[found["cases"][0]["id"]])
    assert not any("Ann" in (one["after"] or "") for one in composed["files"])
    assert found["cases"][0]["masked"] == ["name"]
    found = draft(page, project, copy, masks={found["cases"][0]["id"]: []})
    composed, written = put_down(page, copy, found)
    assert any("Ann" in (one["after"] or "") for one in composed["files"])
    assert written["passed"] == 1


@pytest.mark.parametrize("value", [
    "{'name': ['Ann', {'first': 'Bo'}]}",
    "{'email': {'home': 'ann@home.org'}}",
    "['ann@home.org', 3]",
    "{'ann@home.org': 3}",
    "'write to ann@home.org'",
    "{'to': {'ann@home.org'}}",
    "pd.Series(['ann@home.org'] * 3)",
    "pd.DataFrame({0: ['ann@home.org'] * 3})",
    "pd.Series([1], index=['ann@home.org'])",
    "np.array(['ann@home.org', 'Bo'])",
    "Person('ann@home.org', 3)",
])
def test_masks_what_lies_deep_and_what_looks_like_an_address(page, project, value):
    write(project, people_dot_py="import dataclasses\n\n\n@dataclasses.dataclass\nclass Person:\n    to: str\n"
                                 "    n: int\n\n\ndef count(people):\n    return 3\n")
    copy = record(project, project.parent, ["people:count"],
                  "import numpy as np, pandas as pd\nfrom people import Person, count", "count(%s)" % value)
    found = draft(page, project, copy)
    composed = ask(page, "compose-tests", copy=copy, cases=[one["id"] for one in found["cases"]])
    assert found["cases"] and found["cases"][0]["masked"], found
    assert "Ann" not in composed_text(composed) and "home.org" not in composed_text(composed)


def composed_text(composed):
    return "".join(one["after"] or "" for one in composed["files"])
