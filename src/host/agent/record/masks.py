"""Columns that look personal, and values in their place: the same for the same value, in every table of a call."""

import csv
import io
import re
import sys

_WORDS = (
    "name|surname|forename|firstname|lastname|fullname|username|email|mail|phone|mobile|fax|telephone|address|street|"
    "birth|birthday|birthdate|dob|ssn|iban|bic|passport|license|licence|ip|login|patient|customer|client|"
    "password|passwd|pwd|secret|token|api_key|apikey|vorname|nachname|adresse|strasse|geburtsdatum|telefon|credit|card|latitude|longitude"
)
_SECRET = re.compile(r"(?:^|_)(?:password|passwd|pwd|secret|token|credentials?|api_?key|access_?key)(?:$|_)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_PERSONAL = re.compile(r"(?:^|_)(?:%s)(?:$|_)" % _WORDS)


def looks_personal(label):
    """The name of the column, or key, sounds like something of a person."""
    if not isinstance(label, str):
        return False
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|\W+", "_", label).lower()
    return bool(_PERSONAL.search(words))


def looks_secret(name, value):
    """An argument that no test may hold: a text whose parameter's name says so."""
    return isinstance(value, (str, bytes)) and bool(value) and bool(_SECRET.search(name.lower()))


def personal(values):
    """Labels of such columns and keys in the values, each once."""
    found = []
    for value in values:
        found += [label for label in _labels(value) if looks_personal(label) and label not in found]
        found += [label for label in _mailed(value) if label not in found]
    return found


def personal_in(text, ending):
    """The same for a file's text. `None` for what holds mail addresses and has no columns that could be masked."""
    if ending in (".csv", ".tsv"):
        rows = list(csv.reader(io.StringIO(text), _dialect(text)))
        heads = rows[0] if rows else []
        return [label for at, label in enumerate(heads)
                if looks_personal(label) or any(len(row) > at and _MAIL.search(row[at]) for row in rows[1:])]
    return None if _MAIL.search(text) else []


def _dialect(text):
    try:
        return csv.Sniffer().sniff(text[:4000], ",;\t|")
    except csv.Error:
        return csv.excel


def _mailed(value):
    """Columns of texts that hold mail addresses, whatever they are called."""
    pandas = sys.modules.get("pandas")
    if pandas is None or not isinstance(value, getattr(pandas, "DataFrame", ())):
        return []
    return [label for at, label in enumerate(value.columns) if isinstance(label, str)
            and any(isinstance(one, str) and _MAIL.search(one) for one in value.iloc[:, at].head(200).tolist())]


def _labels(value):
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series)):
        names = list(value.columns) if isinstance(value, pandas.DataFrame) else [value.name]
        return names + list(value.index.names)
    if isinstance(value, dict):
        return list(value) + [label for one in value.values() for label in _labels(one)]
    if isinstance(value, (list, tuple)):
        return [label for one in value for label in _labels(one)]
    return []


class Masks:
    """Puts other values in the place of what stands in some columns. One for a call."""

    def __init__(self, columns):
        self._columns = set(columns)
        self._known = {}

    def of(self, value):
        """The value with the columns masked; itself where there are none."""
        pandas = sys.modules.get("pandas")
        if pandas is not None and isinstance(value, pandas.DataFrame):
            return self._frame(pandas, value)
        if pandas is not None and isinstance(value, pandas.Series):
            return self._indexed(pandas, self._series(value, value.name), value)
        if type(value) is dict:
            return {key: self._part(one, key) for key, one in value.items()}
        if type(value) in (list, tuple):
            return type(value)(self.of(one) for one in value)
        return value

    def of_text(self, text):
        """The text of a CSV file with the columns masked; line ends become those of Unix."""
        dialect = _dialect(text)
        rows = list(csv.reader(io.StringIO(text), dialect))
        masked = [at for at, label in enumerate(rows[0] if rows else []) if self._has(label)]
        for row in rows[1:]:
            for at in masked:
                if len(row) > at and row[at]:
                    row[at] = str(self._mask(int(row[at]) if row[at].isdigit() else row[at], rows[0][at]))
        out = io.StringIO()
        csv.writer(out, dialect, lineterminator="\n").writerows(rows)
        return out.getvalue()

    def _part(self, value, key):
        plain = type(value) in (str, int, float)
        return self._mask(value, key) if plain and self._has(key) else self.of(value)

    def _frame(self, pandas, frame):
        if any(self._has(label) for label in frame.columns):
            masked = [self._series(frame.iloc[:, at], label) for at, label in enumerate(frame.columns)]
            again = pandas.concat(masked, axis=1) if masked else frame
            again.columns = frame.columns
        else:
            again = frame.copy()
        return self._indexed(pandas, again, frame)

    def _indexed(self, pandas, masked, value):
        if not any(self._has(name) for name in value.index.names):
            return masked
        levels = [self._series(value.index.get_level_values(at).to_series(), name)
                  for at, name in enumerate(value.index.names)]
        masked = masked.copy()
        masked.index = (pandas.MultiIndex.from_arrays([one.array for one in levels], names=value.index.names)
                        if len(levels) > 1 else pandas.Index(levels[0].array, name=value.index.name))
        return masked

    def _has(self, label):
        return isinstance(label, str) and label in self._columns

    def _series(self, column, label):
        """Numbers and dates keep their order, which code may rely on; all keep their type and their gaps."""
        pandas = sys.modules["pandas"]
        if not self._has(label):
            return column
        if isinstance(column.dtype, pandas.CategoricalDtype):
            names = [self._mask(one, label) for one in column.cat.categories]
            return column.cat.rename_categories(names)
        kind = getattr(column.dtype, "kind", "O")
        if kind in "iufM":
            order = column.rank(method="dense")
            if kind == "M":
                begin = pandas.Timestamp("2000-01-01", tz=getattr(column.dtype, "tz", None))
                moved = begin + pandas.to_timedelta(order, unit="D")
                return moved.astype(column.dtype)
            return order.astype(column.dtype)
        if kind == "b":
            return column
        empty = pandas.isna(column)
        values = [one if gap else self._mask(one, label) for one, gap in zip(column.tolist(), empty)]
        return pandas.Series(values, index=column.index, name=column.name, dtype=column.dtype)

    def _mask(self, value, label):
        """`name 1` for the first value that is met, `mail1@example.org` for what is a mail address."""
        key = (label, value if isinstance(value, (str, int, float)) else repr(value))
        if key not in self._known:
            self._known[key] = sum(1 for other, _ in self._known if other == label) + 1
        number = self._known[key]
        if not isinstance(value, str):
            return number if isinstance(value, int) else float(number)
        if "@" in value:
            return "%s%d@example.org" % (re.sub(r"\W+", "", label), number)
        return "%s %d" % (label, number)
