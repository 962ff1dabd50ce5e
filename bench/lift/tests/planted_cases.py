"""The planted cases: a notebook, what a lifter made of it, and the class of difference that must be found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .planted import HEAD, notebook

Json = dict[str, Any]


@dataclass
class Case:
    """`caught`: the class that must be among those found; empty for a good rewrite."""

    name: str
    original: Json
    body: str
    cells: dict[int, str | None]
    functions: dict[str, list[int]]
    caught: str = ""
    definitions: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    displays: tuple[Json, ...] = ()
    module: str = field(init=False)

    def __post_init__(self) -> None:
        self.module = HEAD + self.body


FRAME = "import pandas as pd\ndf = pd.DataFrame({'a': [1, 2], 'b': [3.0, 4.0]}, index=['x', 'y'])\nsame = df"
SHOW = notebook("xs = [1, 2]", "ys = [x * 2 for x in xs]\nys", "print(ys)")
SEEDED = notebook("import numpy as np\nnp.random.seed(0)", "a = np.random.rand(2)\nb = np.random.rand(2)", "print(1)")
DRAWN = notebook("%matplotlib inline\nimport matplotlib.pyplot as plt\nxs = [1, 3]",
                 "fig, ax = plt.subplots(figsize=(1, 1))\nax.plot(xs)\nprint('drawn')", "print(len(ax.lines))")
FRAMED = notebook(FRAME, "df['c'] = df['a'] * 2", "df")
PRINTED = notebook("n = 1", "print('one')\nn = n + 1\nprint('two')", "print(n)")
SORTED = notebook("xs = [3, 1]\nys = xs", "xs.sort()", "print(len(xs))")
PAIR = notebook("a, b = 1, 2", "a, b = a + 1, b + 1", "print('end')")
RAISED = notebook("n = 1", "print(n)\nn = n / 0", "print('end')")

BAD = [
    Case("display-dropped", SHOW, "\n\ndef f(xs):\n    ys = [x * 2 for x in xs]\n    ys\n    return ys\n",
         {1: "from lifted import f\nys = f(xs)"}, {"f": [1]}, "display"),
    Case("display-twice", SHOW, "\n\ndef f(xs):\n    ys = [x * 2 for x in xs]\n    display(ys)\n    return ys\n",
         {1: "from lifted import f\nys = f(xs)\nys"}, {"f": [1]}, "undefined-name"),
    Case("another-value-shown", SHOW, "\n\ndef f(xs):\n    ys = [x * 2 for x in xs]\n    return ys\n",
         {1: "from lifted import f\nys = f(xs)\nxs"}, {"f": [1]}, "display"),
    Case("alias-cut", SORTED, "\n\ndef f(xs):\n    xs.sort()\n    return list(xs)\n",
         {1: "from lifted import f\nxs = f(xs)"}, {"f": [1]}, "alias"),
    Case("alias-made", notebook("a = [1]\nb = [1]", "c = a + b", "print(c)"),
         "\n\ndef f(a, b):\n    c = a + b\n    return c, a\n",
         {1: "from lifted import f\nc, b = f(a, b)"}, {"f": [1]}, "alias"),
    Case("copy-instead-of-in-place", SORTED, "\n\ndef f(xs):\n    xs = list(xs)\n    xs.sort()\n    return xs\n",
         {1: "from lifted import f\nxs = f(xs)"}, {"f": [1]}, "value"),
    Case("change-lost", SORTED, "\n\ndef f(xs):\n    xs = list(xs)\n    xs.sort()\n",
         {1: "from lifted import f\nf(xs)"}, {"f": [1]}, "value"),
    Case("draws-reordered", SEEDED,
         "import numpy as np\n\n\ndef f():\n    b = np.random.rand(2)\n    a = np.random.rand(2)\n    return a, b\n",
         {1: "from lifted import f\na, b = f()"}, {"f": [1]}, "value"),
    Case("random-state", SEEDED,
         "import numpy as np\n\n\ndef f():\n    a = np.random.rand(2)\n    b = np.random.rand(2)\n"
         "    np.random.rand()\n    return a, b\n",
         {1: "from lifted import f\na, b = f()"}, {"f": [1]}, "rng"),
    Case("returns-swapped", PAIR, "\n\ndef f(a, b):\n    a, b = a + 1, b + 1\n    return b, a\n",
         {1: "from lifted import f\na, b = f(a, b)"}, {"f": [1]}, "value"),
    Case("arguments-swapped", PAIR, "\n\ndef f(b, a):\n    a, b = a + 1, b + 1\n    return a, b\n",
         {1: "from lifted import f\na, b = f(a, b)"}, {"f": [1]}, "value"),
    Case("value-stale", PAIR, "\n\ndef f(a, b):\n    a, b = a + 1, b + 1\n    return a\n",
         {1: "from lifted import f\na = f(a, b)"}, {"f": [1]}, "value"),
    Case("column-lost", FRAMED, "\n\ndef f(df):\n    df['c'] = df['a'] * 2\n    return df[['a', 'c']]\n",
         {1: "from lifted import f\ndf = f(df)"}, {"f": [1]}, "value"),
    Case("index-lost", FRAMED, "\n\ndef f(df):\n    df['c'] = df['a'] * 2\n    return df.reset_index(drop=True)\n",
         {1: "from lifted import f\ndf = f(df)"}, {"f": [1]}, "value"),
    Case("dtype-changed", notebook(FRAME, "df['c'] = df['a'] * 2", "print(df.shape)"),
         "\n\ndef f(df):\n    df['c'] = df['a'] * 2\n    df['c'] = df['c'].astype('int32')\n    return df\n",
         {1: "from lifted import f\ndf = f(df)"}, {"f": [1]}, "value"),
    Case("frame-attrs-lost", notebook(FRAME, "df.attrs['unit'] = 'm'\nn = 1", "print(n)"),
         "\n\ndef f(df):\n    n = 1\n    return n\n", {1: "from lifted import f\nn = f(df)"}, {"f": [1]}, "value"),
    Case("body-emptied", PAIR, "\n\ndef f(a, b):\n    pass\n",
         {1: "from lifted import f\nf(a, b)\na, b = a + 1, b + 1"}, {"f": [1]}, "empty-function"),
    Case("wrapped-in-a-lambda", PAIR, "\n\ndef f(step):\n    return step()\n",
         {1: "from lifted import f\na, b = f(lambda: (a + 1, b + 1))"}, {"f": [1]}, "wrapped"),
    Case("statement-in-both-places", notebook("n = 1", "m = n * 2 + 1\nk = 3", "print(m)"),
         "\n\ndef f(n):\n    m = n * 2 + 1\n    k = 3\n    return m, k\n",
         {1: "from lifted import f\nm = n * 2 + 1\nm, k = f(n)"}, {"f": [1]}, "copied"),
    Case("print-reordered", PRINTED, "\n\ndef f(n):\n    print('two')\n    n = n + 1\n    print('one')\n    return n\n",
         {1: "from lifted import f\nn = f(n)"}, {"f": [1]}, "stdout"),
    Case("print-lost", PRINTED, "\n\ndef f(n):\n    print('one')\n    n = n + 1\n    return n\n",
         {1: "from lifted import f\nn = f(n)"}, {"f": [1]}, "stdout"),
    Case("print-in-another-cell", notebook("n = 1", "print('one')\nm = n", "k = m\nprint('two')"),
         "\n\ndef f(n):\n    print('one')\n    m = n\n    print('two')\n    return m\n\n\ndef g(m):\n    k = m\n    return k\n",
         {1: "from lifted import f, g\nm = f(n)", 2: "k = g(m)"}, {"f": [1], "g": [2]}, "stdout"),
    Case("figure-lost", DRAWN, "import matplotlib.pyplot as plt\n\n\ndef f(xs):\n"
         "    fig, ax = plt.subplots(figsize=(1, 1))\n    ax.plot(xs)\n    print('drawn')\n    plt.close()\n    return fig, ax\n",
         {1: "from lifted import f\nfig, ax = f(xs)"}, {"f": [1]}, "figure"),
    Case("figure-twice", DRAWN, "import matplotlib.pyplot as plt\n\n\ndef f(xs):\n"
         "    fig, ax = plt.subplots(figsize=(1, 1))\n    ax.plot(xs)\n    print('drawn')\n    return fig, ax\n",
         {1: "from lifted import f\nfig, ax = f(xs)\nfig"}, {"f": [1]}, "figure"),
    Case("figure-before-print", DRAWN, "import matplotlib.pyplot as plt\n\n\ndef f(xs):\n"
         "    fig, ax = plt.subplots(figsize=(1, 1))\n    ax.plot(xs)\n    plt.show()\n    print('drawn')\n    return fig, ax\n",
         {1: "from lifted import f\nfig, ax = f(xs)"}, {"f": [1]}, "order"),
    Case("figure-changed", DRAWN, "import matplotlib.pyplot as plt\n\n\ndef f(xs):\n"
         "    fig, ax = plt.subplots(figsize=(1, 1))\n    ax.plot(xs[::-1])\n    print('drawn')\n    return fig, ax\n",
         {1: "from lifted import f\nfig, ax = f(xs)"}, {"f": [1]}, "figure"),
    Case("name-missing", PRINTED, "\n\ndef f(n):\n    print('one')\n    n = n + 1\n    print('two')\n    return n\n",
         {0: "import sys\nsys.modules['__main__'].__dict__.update(n=1)", 1: "from lifted import f\nprint(f(n) and '', end='')",
          2: "print(n + 1)"}, {"f": [1]}, "value"),
    Case("name-not-returned", notebook("a = 1", "b = a + 1\nc = b + 1", "print('end')"),
         "\n\ndef f(a):\n    b = a + 1\n    c = b + 1\n    return b\n",
         {1: "from lifted import f\nb = f(a)"}, {"f": [1]}, "missing-name"),
    Case("extra-name", notebook("a = 1", "b = a + 1\nb * 2", "print(b)"),
         "\n\ndef f(a):\n    b = a + 1\n    return b, b * 2\n",
         {1: "from lifted import f\nb, shown = f(a)\nshown"}, {"f": [1]}, "extra-name"),
    Case("extra-private-name", notebook("a = 1", "b = a + 1\nb * 2", "print(b)"),
         "\n\ndef f(a):\n    b = a + 1\n    return b, b * 2\n",
         {1: "from lifted import f\nb, _shown = f(a)\n_shown"}, {"f": [1]}, "extra-name"),
    Case("folder-changed", notebook("import os", "os.makedirs('sub', exist_ok=True)\nn = 1", "print(n)"),
         "import os\n\n\ndef f():\n    os.makedirs('sub', exist_ok=True)\n    n = 1\n    os.chdir('sub')\n    return n\n",
         {1: "from lifted import f\nn = f()"}, {"f": [1]}, "setting"),
    Case("rcparams-changed", DRAWN, "import matplotlib.pyplot as plt\n\n\ndef f(xs):\n"
         "    fig, ax = plt.subplots(figsize=(1, 1))\n    ax.plot(xs)\n    print('drawn')\n"
         "    plt.rcParams['lines.markersize'] = 1\n    return fig, ax\n",
         {1: "from lifted import f\nfig, ax = f(xs)"}, {"f": [1]}, "setting"),
    Case("path-edited", PAIR, "\n\ndef f(a, b):\n    a, b = a + 1, b + 1\n    return a, b\n",
         {1: "import sys; sys.path.insert(0, '.')\nfrom lifted import f\na, b = f(a, b)"}, {"f": [1]}, "setting"),
    Case("error-swallowed", RAISED, "\n\ndef f(n):\n    print(n)\n    try:\n        n = n / 0\n"
         "    except ZeroDivisionError:\n        pass\n    return n\n",
         {1: "from lifted import f\nn = f(n)"}, {"f": [1]}, "error"),
    Case("another-error", RAISED, "\n\ndef f():\n    print(n)\n    n = n / 0\n    return n\n",
         {1: "from lifted import f\nn = f()"}, {"f": [1]}, "loud"),
    Case("error-made", PAIR, "\n\ndef f(a):\n    a, b = a + 1, b + 1\n    return a, b\n",
         {1: "from lifted import f\na, b = f(a)"}, {"f": [1]}, "loud"),
    Case("wrong-default", notebook("def grow(x, by=2):\n    return x + by", "print(grow(1, 1))"),
         "\n\ndef grow(x, by=3):\n    return x + by\n", {0: "from lifted import grow"}, {}, "value", ("grow",)),
    Case("decorator-lost", notebook("import functools\n@functools.lru_cache\ndef f(x):\n    return x", "print(f(1))"),
         "\n\ndef f(x):\n    return x\n", {0: "import functools\nfrom lifted import f"}, {}, "value", ("f",)),
    Case("definition-changed", notebook("def f(x):\n    # the rule\n    return x + 0", "print(f(1))"),
         "\n\ndef f(x):\n    # the rule\n    return x\n", {0: "from lifted import f"}, {}, "not-verbatim", ("f",)),
    Case("comment-lost", notebook("n = 1", "m = [n,  # why\n     2]\nk = 1", "print(m)"),
         "\n\ndef f(n):\n    m = [n,\n         2]\n    k = 1\n    return m, k\n",
         {1: "from lifted import f\nm, k = f(n)"}, {"f": [1]}, "lost-comment"),
    Case("import-effect", PAIR, "\nprint('loaded')\n\n\ndef f(a, b):\n    a, b = a + 1, b + 1\n    return a, b\n",
         {1: "from lifted import f\na, b = f(a, b)"}, {"f": [1]}, "module-effect"),
    Case("import-draws", SEEDED, "import numpy as np\nnp.random.rand()\n\n\ndef f():\n    a = np.random.rand(2)\n"
         "    b = np.random.rand(2)\n    return a, b\n", {1: "from lifted import f\na, b = f()"}, {"f": [1]}, "module-effect"),
    Case("mutable-constant", PAIR, "\nSTATE = {}\n\n\ndef f(a, b):\n    a, b = a + 1, b + 1\n    return a, b\n",
         {1: "from lifted import f\na, b = f(a, b)"}, {"f": [1]}, "unclean-module"),
    Case("reaches-into-the-notebook", PAIR, "import __main__\n\n\ndef f(a, b):\n    a, b = a + 1, b + 1\n    return a, b\n",
         {1: "from lifted import f\na, b = f(a, b)"}, {"f": [1]}, "unclean-module"),
    Case("undefined-name", PAIR, "\n\ndef f(a, b):\n    a, b = a + 1, b + 1\n    if a < 0:\n        return missing\n"
         "    return a, b\n", {1: "from lifted import f\na, b = f(a, b)"}, {"f": [1]}, "undefined-name"),
    Case("file-not-written", notebook("n = 1", "with open('o.txt', 'w') as o:\n    print(n, file=o)\nm = 2", "print(m)"),
         "\n\ndef f(n):\n    m = 2\n    return m\n", {1: "from lifted import f\nm = f(n)"}, {"f": [1]}, "file",
         dropped=("o",)),
    Case("dropped-name-is-read-above", notebook("def last():\n    return i", "for i in range(3):\n    t = i * 2", "print(t)"),
         "\n\ndef f():\n    for i in range(3):\n        t = i * 2\n    return t\n",
         {1: "from lifted import f\nt = f()"}, {"f": [1]}, "bad-drop", dropped=("i",)),
    Case("iterator-advanced", notebook("it = iter([1, 2, 3])", "first = next(it)", "print(first)"),
         "\n\ndef f(it):\n    first = next(it)\n    next(it)\n    return first\n",
         {1: "from lifted import f\nfirst = f(it)"}, {"f": [1]}, "value"),
]

GOOD = [
    Case("display-stays", SHOW, "\n\ndef f(xs):\n    ys = [x * 2 for x in xs]\n    return ys\n",
         {1: "from lifted import f\nys = f(xs)\nys"}, {"f": [1]}),
    Case("display-returned", notebook("xs = [1, 2]", "[x * 2 for x in xs]", "print(xs)"),
         "\n\ndef f(xs):\n    return [x * 2 for x in xs]\n", {1: "from lifted import f\nf(xs)"}, {"f": [1]}),
    Case("in-place", SORTED, "\n\ndef f(xs):\n    xs.sort()\n    return xs\n",
         {1: "from lifted import f\nxs = f(xs)"}, {"f": [1]}),
    Case("frame-in-place", FRAMED, "\n\ndef f(df):\n    df['c'] = df['a'] * 2\n    return df\n",
         {1: "from lifted import f\ndf = f(df)"}, {"f": [1]}),
    Case("figure", DRAWN, "import matplotlib.pyplot as plt\n\n\ndef f(xs):\n"
         "    fig, ax = plt.subplots(figsize=(1, 1))\n    ax.plot(xs)\n    print('drawn')\n    return fig, ax\n",
         {1: "from lifted import f\nfig, ax = f(xs)"}, {"f": [1]}),
    Case("two-cells", notebook("a = 1", "b = a + 1\nprint(b)", "c = b + 1\nprint(c)", "print(a, b, c)"),
         "\n\ndef f(a):\n    b = a + 1\n    print(b)\n    c = b + 1\n    print(c)\n    return b, c\n",
         {1: "from lifted import f\nb, c = f(a)", 2: None}, {"f": [1, 2]}),
    Case("dropped-display", notebook("a = 1\na", "b = a + 1\nb", "print(a, b)"),
         "\n\ndef f():\n    a = 1\n    b = a + 1\n    return a, b\n",
         {0: "from lifted import f\na, b = f()\nb", 1: None}, {"f": [0, 1]},
         displays=({"cell": 0, "kept": False}, {"cell": 1, "kept": True})),
    Case("dropped-loop-target", notebook("xs = [1, 2]", "t = 0\nfor x in xs:\n    t += x", "print(t)"),
         "\n\ndef f(xs):\n    t = 0\n    for x in xs:\n        t += x\n    return t\n",
         {1: "from lifted import f\nt = f(xs)"}, {"f": [1]}, dropped=("x",)),
    Case("definition", notebook("# Doubles.\ndef f(x):\n    return 2 * x", "print(f(2))"),
         "\n\n# Doubles.\ndef f(x):\n    return 2 * x\n", {0: "from lifted import f"}, {}, definitions=("f",)),
    Case("class-in-a-repr", notebook("class P:\n    x = 1", "P()", "print(P.x, P)"),
         "\n\nclass P:\n    x = 1\n", {0: "from lifted import P"}, {}, definitions=("P",)),
    Case("error-stays", RAISED, "\n\ndef f(n):\n    print(n)\n    n = n / 0\n    return n\n",
         {1: "from lifted import f\nn = f(n)"}, {"f": [1]}),
    Case("parameter-added", notebook("rate = [2]", "def tax(x):\n    return x * rate[0]", "print(tax(3))"),
         "\n\ndef tax(x, *, rate):\n    return x * rate[0]\n",
         {1: "from lifted import tax", 2: "print(tax(3, rate=rate))"}, {}, definitions=("tax",)),
    Case("import-moves", notebook("import math\na = math.pi * 2", "print(a)"),
         "import math\n\n\ndef f():\n    a = math.pi * 2\n    return a\n",
         {0: "from lifted import f\na = f()"}, {"f": [0]}, dropped=("math",)),
    Case("draws-in-order", SEEDED,
         "import numpy as np\n\n\ndef f():\n    a = np.random.rand(2)\n    b = np.random.rand(2)\n    return a, b\n",
         {1: "from lifted import f\na, b = f()"}, {"f": [1]}),
]
