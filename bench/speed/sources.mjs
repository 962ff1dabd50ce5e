/** Texts to measure on: data work as it is written, made by rule so that every run sees the same. */

const blocks = [
  n => `# Step ${n}: rows with a price
df_${n} = df[df['price'] > ${n}].copy()
df_${n}['ratio'] = df_${n}['price'] / df_${n}['area'].replace(0, np.nan)
df_${n} = df_${n}.dropna(subset=['ratio']).reset_index(drop=True)
print(f"{len(df_${n})} rows of {len(df)} left")`,
  n => `totals_${n} = {}
for name_${n}, group_${n} in df.groupby('city'):
    if len(group_${n}) < ${n}:
        continue
    totals_${n}[name_${n}] = sum(v for v in group_${n}['price'] if v > 0)`,
  n => `def scale_${n}(values, low=${n}, high=${n + 10}):
    """Between low and high."""
    span = max(values) - min(values) or 1
    return [low + (v - min(values)) / span * (high - low) for v in values]

scaled_${n} = scale_${n}([1, 2, 3])`,
  n => `fig, ax = plt.subplots(figsize=(6, 4))
ax.hist(df['price'], bins=${n + 5}, color='grey')
ax.set_title('Prices, step ${n}')
ax.set_xlabel('price')
plt.show()`,
  n => `source_${n} = ['b ', '', 'a']
lines_${n} = [line.strip() for line in source_${n} if line.strip()]
try:
    first_${n} = int(lines_${n}[0])
except ValueError as error:
    first_${n} = None
best_${n} = max(lines_${n}, key=lambda line: len(line), default='')`
];

const head = `import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
df = pd.DataFrame({'city': ['a', 'b'], 'price': [1.0, 2.0], 'area': [3, 4]})`;

const countLines = text => text.split('\n').length;

/** One text of exactly `lines` lines. */
export function cellOf(lines) {
  let text = head;
  for (let n = 0; ; n++) {
    const longer = `${text}\n\n${blocks[n % blocks.length](n)}`;
    if (countLines(longer) > lines) {
      break;
    }
    text = longer;
  }
  for (let n = 0; countLines(text) < lines; n++) {
    text += `\nlimit_${n} = ${n}`;
  }
  return text;
}

/** Code cells of a few lines each, with at least so many cells or lines. */
export function cellsOf({ cells = 0, lines = 0 }) {
  const made = [head];
  let total = countLines(head);
  for (let n = 0; made.length < cells || total < lines; n++) {
    const text = blocks[n % blocks.length](n);
    made.push(text);
    total += countLines(text);
  }
  return made;
}

/** A snapshot of a notebook of these code cells. */
export function snapshotOf(sources) {
  return {
    path: 'speed.ipynb',
    language: 'python',
    nbformat: 4,
    nbformatMinor: 5,
    cells: sources.map((source, index) => ({
      index,
      id: `cell-${index}`,
      kind: 'code',
      source,
      metadata: {},
      outputs: [],
      executionCount: null
    }))
  };
}
