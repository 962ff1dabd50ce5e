"""What a reader can see of values of libraries: arrays, frames, drawings, pictures."""

from __future__ import annotations

import io
from typing import Any, Callable, Protocol

Put = Callable[[bytes], None]
Above = "tuple[int, ...]"

# Cells of a styled table that are looked at.
_STYLED = 20_000


class Prints(Protocol):
    """What a fingerprint is made with; `above` are the objects that the value is a part of."""

    scrub: Any
    is_whole: bool

    def feed(self, value: Any, put: Put, above: Above) -> None:
        """Takes a part in."""

    def feed_structure(self, value: Any, put: Put, above: Above) -> None:
        """Takes a value in by its items and attributes."""


def feed_numpy(prints: Prints, value: Any, put: Put, above: Above) -> None:
    """Arrays and scalars by dtype, shape and bytes, generators by state, the rest by structure."""
    import numpy

    if isinstance(value, (numpy.ndarray, numpy.generic)):
        _feed_array(prints, value, put, above)
    elif isinstance(value, numpy.random.Generator):
        prints.feed(value.bit_generator.state, put, above)
    elif isinstance(value, numpy.random.BitGenerator):
        prints.feed(value.state, put, above)
    elif isinstance(value, numpy.random.RandomState):
        prints.feed(value.get_state(legacy=False), put, above)
    elif isinstance(value, numpy.dtype):
        put(repr(value).encode())
    else:
        prints.feed_structure(value, put, above)


def _feed_array(prints: Prints, value: Any, put: Put, above: Above) -> None:
    import numpy

    put(f"{value.dtype.descr}{value.shape}{value.flags.writeable}".encode())
    if isinstance(value, numpy.ma.MaskedArray):
        put(numpy.ma.getmaskarray(value).tobytes())
        value = value.filled()
    if value.dtype.hasobject:
        for item in numpy.asarray(value, dtype=object).ravel().tolist():
            prints.feed(item, put, above)
    elif value.dtype.names and sum(kind.itemsize for kind, *_ in value.dtype.fields.values()) != value.dtype.itemsize:
        for name in value.dtype.names:  # what lies between the fields is nobody's
            prints.feed(value[name], put, above)
    else:
        put(value.tobytes())


def feed_pandas(prints: Prints, value: Any, put: Put, above: Above) -> None:
    """Frames, series and indexes by everything that a reader can see of them."""
    import pandas

    if isinstance(value, pandas.DataFrame):
        prints.feed([value.columns, value.index, value.attrs, value.flags.allows_duplicate_labels], put, above)
        for position in range(value.shape[1]):
            column = value.iloc[:, position]
            put(str(column.dtype).encode())
            _feed_column(prints, column, put, above)
    elif isinstance(value, pandas.MultiIndex):
        prints.feed([list(value.names), list(value.dtypes.astype(str))], put, above)
        prints.feed(value.to_numpy(), put, above)
    elif isinstance(value, (pandas.Series, pandas.Index)):
        put(f"{value.dtype}".encode())
        prints.feed([value.name, getattr(value, "freqstr", None)], put, above)
        _feed_column(prints, value, put, above)
        if isinstance(value, pandas.Series):
            prints.feed([value.index, value.attrs, value.flags.allows_duplicate_labels], put, above)
    else:
        _feed_other_pandas(prints, value, put, above)


def _feed_column(prints: Prints, column: Any, put: Put, above: Above) -> None:
    if str(column.dtype) == "category":
        prints.feed([column.array.codes, column.array.categories, column.array.ordered], put, above)
    else:
        prints.feed(column.to_numpy(), put, above)


def _feed_other_pandas(prints: Prints, value: Any, put: Put, above: Above) -> None:
    import pandas

    if isinstance(value, pandas.api.extensions.ExtensionArray):
        prints.feed(pandas.Series(value), put, above)
    elif hasattr(value, "groups") and hasattr(value, "obj"):
        how = [getattr(value, name, None) for name in ("keys", "level", "as_index", "sort", "dropna")]
        prints.feed([value.obj, how, repr(getattr(value, "_timegrouper", None))], put, above)
    elif hasattr(value, "to_html"):  # a styled table, by what it would look like
        if value.data.size > _STYLED:
            prints.is_whole = False
        else:
            prints.feed([value.data, prints.scrub.text(value.to_html(table_uuid="x"))], put, above)
    elif hasattr(value, "__dict__"):
        prints.feed_structure(value, put, above)
    else:
        put(repr(value).encode())


def feed_artist(prints: Prints, value: Any, put: Put, above: Above) -> None:
    """Axes by what is written at them, their limits and what is drawn; figures by their axes; other drawing objects by
    their type."""
    if hasattr(value, "get_xlim") and hasattr(value, "get_title"):
        seen = [value.get_title(), value.get_xlabel(), value.get_ylabel(), value.get_xlim(), value.get_ylim()]
        lines = [[one.get_xydata(), one.get_color(), one.get_linestyle(), one.get_linewidth()] for one in value.lines]
        patches = [[one.get_path().vertices, one.get_facecolor()] for one in value.patches]
        points = [[one.get_offsets(), one.get_facecolor()] for one in value.collections]
        images = [[one.get_array(), one.get_extent()] for one in value.images]
        axes = [_axis(value.xaxis), _axis(value.yaxis)]
        prints.feed([seen, lines, patches, _words(value.texts), points, images, axes], put, above)
        legend = value.get_legend()
        prints.feed(legend and _words(legend.get_texts()), put, above)
    elif hasattr(value, "get_axes"):
        prints.feed([value.get_axes(), list(value.get_size_inches()), _words(value.texts)], put, above)


def _axis(axis: Any) -> list[Any]:
    return [axis.get_scale(), list(axis.get_ticklocs()), _words(axis.get_ticklabels())]


def _words(texts: Any) -> list[str]:
    return [text.get_text() for text in texts]


def feed_image(prints: Prints, value: Any, put: Put, above: Above) -> None:
    """A picture of PIL by its dots."""
    if hasattr(value, "tobytes") and hasattr(value, "getpalette"):
        prints.feed([value.mode, value.size, value.getpalette(), value.tobytes()], put, above)
    else:
        prints.feed_structure(value, put, above)


def feed_widget(prints: Prints, value: Any, put: Put, above: Above) -> None:
    """A widget by its type alone; what it holds is the page's."""


def feed_file(prints: Prints, value: Any, put: Put, above: Above) -> None:
    """A stream by its name, where it stands, and what it holds where it is in memory."""
    try:
        position = None if value.closed else value.tell()
    except (OSError, ValueError):
        position = None
    put(f"{prints.scrub.text(str(getattr(value, 'name', '')))} {value.closed} {position}".encode())
    if isinstance(value, (io.StringIO, io.BytesIO)) and not value.closed:
        prints.feed(value.getvalue(), put, above)


LIBRARIES: dict[str, Callable[..., None]] = {
    "numpy": feed_numpy,
    "pandas": feed_pandas,
    "matplotlib": feed_artist,
    "mpl_toolkits": feed_artist,
    "PIL": feed_image,
    "ipywidgets": feed_widget,
}
