"""Statements of data work for random notebooks: frames, arrays, random numbers, figures."""

from __future__ import annotations

from .fuzz_source import Maker, Writer

HEAD = """import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
np.random.seed(1)
df = pd.DataFrame({'a': [1, 5, 3, 4], 'b': [2.0, 1.0, 4.0, 3.0], 'k': list('xyxy')})
arr = np.arange(4)
rng = np.random.default_rng(2)"""
KINDS = {"df": "frame", "arr": "array", "rng": "rng"}
POOLS = {
    "frame": ["df", "df", "data", "clean_df"], "array": ["arr", "view", "noise"], "series": ["s", "col"],
    "step": ["clean", "prepare"], "rng": ["rng"],
}


def _frame(w: Writer) -> str:
    old, n = w.old("frame"), w.old("int")
    right = w.random.choice([
        f"{old}[{old}['a'] > {n} - 9].copy()", f"{old}.sort_values('b')", f"{old}.copy()", f"{old}",
        f"{old}.assign(z=lambda t: t['a'] * {n})", f"{old}.query('a > @{n} - 9')", f"{old}.reset_index(drop=True)",
        f"{old}.rename(columns={{'c': 'old'}})", f"{old}.fillna(0)",
    ])
    return f"{w.new('frame')} = {right}"


def _change(w: Writer) -> str:
    df, n = w.old("frame"), w.old("int")
    return w.random.choice([
        f"{df}['c'] = {df}['a'] * {n}", f"{df}.loc[{df}['a'] > {n}, 'b'] = 0.0",
        f"{df}.sort_values('a', inplace=True)", f"{df}['b'] += {n}", f"{df}.insert(0, 'i{w.random.randint(0, 99)}', {n})",
        f"for name in ['a', 'b']:\n    {df}[name] = {df}[name] + 1", f"{df}.attrs['n'] = {n}",
        f"{df}.columns = [str(c) for c in {df}.columns]", f"{df}.at[{df}.index[0], 'a'] = {n}",
    ])


def _series(w: Writer) -> str:
    df = w.old("frame")
    return f"{w.new('series')} = {df}['{w.random.choice('ab')}']"


def _array(w: Writer) -> str:
    old = w.old("array")
    right = w.random.choice([
        f"{old}[:2]", f"{old} * {w.old('int')}", f"{old}", f"np.random.rand(2)", f"{w.old('rng')}.normal(size=2)",
        f"{w.old('frame')}['a'].to_numpy()[:3] + 0", f"np.sort({old})", f"{old}.reshape(-1)",
    ])
    return f"{w.new('array')} = {right}"


def _change_array(w: Writer) -> str:
    arr = w.old("array")
    return w.random.choice([f"{arr}[0] = {w.old('int')}", f"{arr} += 1", f"{arr}[::-1].sort()", f"np.random.shuffle({arr})"])


def _step(w: Writer) -> str:
    name, n = w.new("step"), w.old("int")
    body = w.random.choice([
        "frame['x'] = 1\n    return frame", f"return frame[frame['a'] > {n} - 9]", f"return frame.assign(x={n})",
        f"frame = frame.copy()\n    frame['x'] = {n}\n    return frame",
    ])
    return f"def {name}(frame):\n    {body}"


def _use_step(w: Writer) -> str:
    if not w.has("step"):
        return _step(w)
    step, df = w.old("step"), w.old("frame")
    right = w.random.choice([f"{step}({df})", f"{df}.pipe({step})"])
    return f"{w.new('frame')} = {right}" if w.random.random() < 0.8 else right


def _plot(w: Writer) -> str:
    df = w.old("frame")
    return w.random.choice([
        f"plt.figure(figsize=(1, 1))\nplt.plot({df}['a'])", f"plt.plot({w.old('array')})\nplt.title('t')",
        f"fig, ax = plt.subplots(figsize=(1, 1))\nax.bar([1, 2], [1, {w.old('int')}])",
        f"plt.hist({df}['b'], bins=2);", f"plt.figure(figsize=(1, 1))\nplt.scatter([1], [2])\nplt.show()",
        "plt.rcParams['lines.linewidth'] = 3",
    ])


STATEMENTS: list[Maker] = [
    _frame, _frame, _frame, _change, _change, _change, _series, _array, _array, _change_array, _step, _use_step, _plot,
    lambda w: f"{w.new('int')} = len({w.old('frame')})",
    lambda w: f"{w.new('int')} = int({w.old('frame')}['a'].max())",
    lambda w: f"print({w.old('frame')}.shape)",
    lambda w: f"means = {w.old('frame')}.groupby('k')['a'].mean()\nprint(means.round(2).tolist())",
    lambda w: f"display({w.old('frame')}.head(2))",
    lambda w: f"np.random.seed({w.random.randint(0, 9)})",
    lambda w: f"pd.set_option('display.max_rows', {w.random.randint(5, 9)})",
    lambda w: f"scaled = {w.old('frame')}[['a', 'b']].apply(lambda c: c * {w.old('int')})\nprint(scaled.sum().tolist())",
]
SHOWN: list[Maker] = [
    lambda w: w.old("frame"), lambda w: f"{w.old('frame')}.describe()", lambda w: w.old("array"),
    lambda w: f"{w.old('frame')}['a'].sum()", lambda w: f"{w.old('frame')}.head(2);", lambda w: f"plt.plot({w.old('array')})",
]
