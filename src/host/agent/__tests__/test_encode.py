"""Values written down and read again are the same, or it is said why they cannot be."""

import collections
import dataclasses
import datetime
import decimal
import enum
import pathlib
import sys

import numpy as np
import pandas as pd
import pytest

from .notebooks import RECORD, TOOLS
from . import agent


@dataclasses.dataclass
class Point:
    x: int
    y: list


class Colour(enum.Enum):
    RED = 1


Pair = collections.namedtuple("Pair", "one other")


@pytest.fixture
def record():
    space = {"package": "record_under_test", "sources": TOOLS, "version": "1"}
    exec(compile(agent.HERE.joinpath("load.py").read_text(), "load.py", "exec"), space)
    yield sys.modules["record_under_test"]
    for module in [one for one in sys.modules if one.split(".")[0] == "record_under_test"]:
        del sys.modules[module]


def test_every_module_is_loaded():
    assert {path.stem for path in RECORD.glob("*.py")} == set(TOOLS)


ROWS = 12
COLUMNS = {
    "int": range(ROWS),
    "float": np.linspace(0, 1, ROWS) / 3,
    "gaps": [0.1, np.nan, -0.0] * 4,
    "bool": [True, False] * 6,
    "Int64": pd.array([2**62 + 1, None] * 6, dtype="Int64"),
    "boolean": pd.array([True, None] * 6, dtype="boolean"),
    "category": pd.Categorical(["x", "y", None] * 4, categories=["y", "x", "z"], ordered=True),
    "numbers": pd.Categorical([3, 1, 2] * 4),
    "time": pd.date_range("2020-03-29", periods=ROWS, freq="17min"),
    "zone": pd.date_range("2020-10-24 22:00", periods=ROWS, freq="h", tz="Europe/Berlin"),
    "span": pd.to_timedelta(range(ROWS), unit="us"),
    "int32": np.arange(ROWS, dtype="int32"),
    "float32": np.linspace(0, 1, ROWS, dtype="float32") / 7,
    "none": pd.Series(["a", None, "b,\"'"] * 4, dtype=object),
    "nan": pd.Series(["a", np.nan, " c "] * 4, dtype=object),
    "string": pd.array(["a", None] * 6, dtype="string"),
    "mixed": pd.Series([1, "a", 2.5] * 4, dtype=object),
    "period": pd.period_range("2020-01", periods=ROWS, freq="M"),
    "lists": pd.Series([[1], [2, "x"]] * 6, dtype=object),
}
FRAME = pd.DataFrame(COLUMNS)

EXACT = [
    0, -1, True, None, 0.1, float("inf"), "it's", 'a "b"', "é\n", b"\x00", 1j, (), (1,), [[], {}], {1, 2}, frozenset({3}),
    range(3), {"a": (1, [2.5]), 3: None}, datetime.date(2020, 1, 2), datetime.timedelta(hours=1),
    datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc), decimal.Decimal("1.10"), pathlib.Path("a/b c"),
    Point(1, [2]), Colour.RED, Pair(1, "b"), len, sorted,
    list(range(300)), {"key %d" % at: at / 7 for at in range(100)},
    np.float64(0.1), np.float32(0.1), np.int8(3), np.bool_(True), np.datetime64("2020-01-02"),
    np.arange(5), np.zeros((0, 3)), np.arange(12.0).reshape(3, 4), np.arange(500) / 7, np.array(["a", "bc"]),
    np.array([1, "a"], dtype=object), pd.Timestamp("2020-06-01", tz="Europe/Berlin"), pd.NaT, pd.NA, pd.Timedelta("1h"),
    pd.DataFrame({"a": [1, 2], "b": ["x", None]}), pd.DataFrame({"a": [1.5, np.nan]}, index=["r", "s"]),
    pd.Series([1, 2], name="q"), pd.Series([1.5, 2.5]), pd.Series(np.arange(50.0)), pd.date_range("2020", periods=30),
    pd.DataFrame(np.arange(60.0).reshape(30, 2)), FRAME, FRAME.set_index("time"), FRAME.set_index(["int", "category"]),
    FRAME.rename_axis(columns="over"), pd.concat([FRAME, FRAME], axis=1), FRAME["float"], FRAME.iloc[::2],
    *(FRAME[[name]] for name in COLUMNS),
]


@pytest.mark.parametrize("value", EXACT, ids=lambda value: type(value).__name__)
def test_is_the_same_when_it_is_read_again(record, tmp_path, value):
    encoded = record.encode.encode(value, "it", tmp_path)
    again = record.encode.decode(encoded.told(), tmp_path)
    assert record.same.difference(value, again) is None
    assert "pickle" not in encoded.text.replace("allow_pickle=False", "")


@pytest.mark.parametrize(
    "value, why",
    [
        (object(), "only a pickle"),
        ((n for n in [1]), "only a pickle"),
        (lambda: 1, "cannot be imported"),
        ([object()], "only a pickle"),
        (pd.DataFrame({"a": [{1}] * 20}), "column “a” holds values of type set"),
        (pd.DataFrame({"a": ["\\N"] * 20}), "not the same when it is read again"),
        (np.arange(100_000) * 1.37, "kB, more than the 256 kB"),
        ([{1}] * 100, "of 100 parts"),
        (np.ma.masked_array([1, 2], [True, False]), "MaskedArray"),
    ],
    ids=lambda one: one if isinstance(one, str) else type(one).__name__,
)
def test_says_what_cannot_be_written_down(record, tmp_path, value, why):
    with pytest.raises(record.tables.Unwritable, match=why):
        record.encode.encode(value, "it", tmp_path)


@pytest.mark.parametrize(
    "one, other",
    [(1, 1.0), (1, True), (0.0, -0.0), ([1], (1,)), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), (Point(1, []), Point(1, [0])),
     (np.arange(3), np.arange(3.0)), (FRAME, FRAME.astype({"int": "float64"})),
     (FRAME, FRAME.iloc[::-1]), (pd.Series([1]), pd.Series([1], name="x"))],
)
def test_tells_values_apart(record, one, other):
    assert record.same.difference(one, other)
    assert record.same.difference(one, one) is None


@pytest.mark.parametrize(
    "label, looks", [("name", 1), ("first_name", 1), ("E-Mail", 1), ("customerId", 1), ("ip", 1), ("IBAN", 1),
                     ("price", 0), ("filename", 0), ("trip", 0), ("count", 0), (3, 0)]
)
def test_knows_what_looks_personal(record, label, looks):
    assert record.masks.looks_personal(label) is bool(looks)


def test_masks_keep_what_is_equal_and_in_order(record):
    frame = pd.DataFrame({
        "name": ["Ann", None, "Bo", "Ann"],
        "mail": pd.Categorical(["a@b.c", "d@e.f", "a@b.c", "a@b.c"]),
        "birth": pd.to_datetime(["1990-05-01", "1980-01-01", None, "2001-01-01"]),
        "phone": [30, 10, 20, 30],
        "city": ["x", "y", "z", "x"],
    })
    masked = record.masks.Masks(["name", "mail", "birth", "phone"]).of(frame)
    # pandas 3 has NaN in columns of text, pandas 2 what was put there.
    assert masked["name"].fillna("-").tolist() == ["name 1", "-", "name 2", "name 1"]
    assert masked["mail"].tolist() == ["mail1@example.org", "mail2@example.org"] + ["mail1@example.org"] * 2
    assert masked["phone"].tolist() == [3, 1, 2, 3]
    assert masked["birth"].rank().tolist()[:2] == frame["birth"].rank().tolist()[:2]
    assert (masked.dtypes == frame.assign(mail=masked["mail"]).dtypes).all()
    assert masked["city"].equals(frame["city"])
    assert frame["name"].tolist()[0] == "Ann"


def test_samples_rows_that_lie_beside_each_other_alike(record):
    table, labels, other = pd.DataFrame({"a": range(1000)}), np.arange(1000), pd.Series(range(10))
    (one, beside, short), rows = record.sample.sample([table, labels, other])
    assert rows == [200, 1000] and len(one) == 200 and short is other
    assert one["a"].tolist() == beside.tolist() and one["a"].iloc[[0, -1]].tolist() == [0, 999]


def test_makes_one_change_at_a_time(record):
    source = "def f(a):\n    '''Doc 1.'''\n    b = a + 1\n    if b > 2 and a:\n        b = min(b, a)\n    return b.round(1)\n"
    made = record.mutants.mutants(source, "f")
    whats = {one["what"] for one in made}
    assert {"- instead of +", ">= instead of >", "max instead of min", "2 instead of 1", "without .round()"} <= whats
    assert len(made) <= 8 and all("Doc 1." in one["source"] for one in made)
    assert record.mutants.mutants(source, "g") == []


@pytest.mark.parametrize("value, file", [
    (np.linspace(0, 1, 20) / 3, "it.npz"),
    ([one / 7 for one in range(30)], "it.json"),
    ({"a": [one / 7 for one in range(24)]}, "it.json"),
])
def test_what_is_too_long_for_the_test_goes_into_a_file(record, tmp_path, value, file):
    told = record.encode.encode(value, "it", tmp_path).told()
    assert told["files"] == [file]
    assert record.same.difference(value, record.encode.decode(told, tmp_path)) is None
