"""Columns that look personal, and values in their place: the same for the same value, in every table of a call."""

import csv
import dataclasses
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
# Stands among the labels for addresses that no column or key tells of.
MAILS = "mail addresses"
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
        if any(_MAIL.search(head) for head in heads):
            return None  # a table without a head: no column has a name to be masked by
        return [label for at, label in enumerate(heads)
                if looks_personal(label) or any(len(row) > at and _MAIL.search(row[at]) for row in rows[1:])]
    return None if _MAIL.search(text) else []


def holds_mail(told, folder):
    """What is written for a value, its files in the folder too, holds an address that is not one of a mask."""
    text = "\n".join([told["text"], *(_shown(folder / name) for name in told["files"])])
    return any(not one.endswith("@example.org") for one in _MAIL.findall(text))


def _shown(path):
    """The text of a file; of an array the texts that it holds."""
    if path.suffix != ".npz":
        return path.read_bytes().decode("utf-8", "replace")
    values = sys.modules["numpy"].load(path, allow_pickle=False)["values"]
    return "\n".join(values.ravel().tolist()) if values.dtype.kind == "U" else ""


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
    parts = _fields(value)
    if isinstance(value, (list, tuple)) and not parts:
        return [label for one in value for label in _labels(one)]
    return list(parts) + [label for one in parts.values() for label in _labels(one)]


def _fields(value):
    """Of a dataclass or a named tuple, by name."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in dataclasses.fields(value) if one.init}
    return dict(zip(value._fields, value)) if isinstance(value, tuple) and hasattr(value, "_fields") else {}


class Masks:
    """Puts other values in the place of what stands in some columns. One for a call."""

    def __init__(self, columns):
        self._columns = set(columns)
        self._mails = MAILS in self._columns
        self._known = {}

    def of(self, value):
        """The value with the columns masked; itself where there are none."""
        pandas = sys.modules.get("pandas")
        if pandas is not None and isinstance(value, pandas.DataFrame):
            return self._frame(pandas, value)
        if pandas is not None and isinstance(value, pandas.Series):
            return self._indexed(pandas, self._series(value, value.name), value)
        return self._rebuilt(value, self._part, self.of)

    def _rebuilt(self, value, part, item):
        """A container of what became of its parts; text without addresses; everything else itself."""
        numpy = sys.modules.get("numpy")
        parts = _fields(value)
        if type(value) is str:
            return self._text(value)
        if type(value) is dict:
            return {self._text(key): part(one, key) for key, one in value.items()}
        if type(value) in (list, tuple, set, frozenset):
            return type(value)(item(one) for one in value)
        if parts:
            changed = {name: part(one, name) for name, one in parts.items()}
            return value._replace(**changed) if isinstance(value, tuple) else dataclasses.replace(value, **changed)
        if numpy is not None and isinstance(value, numpy.ndarray) and value.dtype.kind in "UO":
            texts = [item(one) for one in value.ravel().tolist()]
            return numpy.array(texts, dtype=object if value.dtype.kind == "O" else None).reshape(value.shape)
        return value

    def _text(self, value):
        """The text with other addresses, where they are masked."""
        if not self._mails or not isinstance(value, str):
            return value
        return _MAIL.sub(lambda found: self._mask(found.group(), "mail"), value)

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
        return self._every(value, key) if self._has(key) else self.of(value)

    def _every(self, value, label):
        """Below such a key every text and number is masked, however deep."""
        pandas = sys.modules.get("pandas")
        if type(value) in (str, int, float):
            return self._mask(value, label)
        if pandas is not None and isinstance(value, pandas.Series):
            return self._column(value, label)
        if pandas is not None and isinstance(value, pandas.DataFrame):
            again = value.apply(lambda column: self._column(column, label))
            return self._indexed(pandas, again, value)
        return self._rebuilt(value, lambda one, _: self._every(one, label), lambda one: self._every(one, label))

    def _frame(self, pandas, frame):
        if self._mails or any(self._has(label) for label in frame.columns):
            masked = [self._series(frame.iloc[:, at], label) for at, label in enumerate(frame.columns)]
            again = pandas.concat(masked, axis=1) if masked else frame
            again.columns = frame.columns.map(self._text) if self._mails else frame.columns
        else:
            again = frame.copy()
        return self._indexed(pandas, again, frame)

    def _indexed(self, pandas, masked, value):
        if not self._mails and not any(self._has(name) for name in value.index.names):
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
        if self._has(label):
            return self._column(column, label)
        return self._texts(column) if self._mails else column

    def _texts(self, column):
        """The column with other addresses in its texts."""
        pandas = sys.modules["pandas"]
        if isinstance(column.dtype, pandas.CategoricalDtype):
            return column.cat.rename_categories([self._text(one) for one in column.cat.categories])
        if getattr(column.dtype, "kind", "O") != "O":
            return column
        texts = [self.of(one) for one in column.tolist()]
        return pandas.Series(texts, index=column.index, name=column.name, dtype=column.dtype)

    def _column(self, column, label):
        pandas = sys.modules["pandas"]
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
