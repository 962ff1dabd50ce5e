import type { CellCode } from '../core/code';

/** Something that running a notebook does beyond its kernel and its copy of the project. */
export type Caution = {
  readonly kind: 'shell' | 'network' | 'database' | 'files';
  /** Position of the cell. */
  readonly cell: number;
  /** The line that does it. */
  readonly line: string;
};

/** As far as the text shows it: what is hidden in a module is not seen. */
const SIGNS: readonly (readonly [Caution['kind'], RegExp])[] = [
  [
    'shell',
    /^\s*(\w+\s*=\s*)?!|^\s*%(sx|system|pip|conda|mamba|sh)\b|^%%(bash|sh|script|cmd|perl|ruby)\b|\b(os\.system|subprocess\.\w+)\(/
  ],
  [
    'network',
    /\bhttps?:\/\/|\b(requests|httpx|urllib|urllib3|aiohttp|boto3|ftplib|smtplib|socket)\.\w|\burlopen\(/
  ],
  [
    'database',
    /\b(create_engine|connect|MongoClient|read_sql\w*|to_sql)\(|^\s*%{1,2}sql\b/
  ],
  [
    'files',
    /\bopen\([^)]*['"][wax]b?\+?['"]|\.(to_(csv|excel|parquet|pickle|json|feather|hdf)|savefig|save|dump|write_text|write_bytes|unlink|mkdir)\(|\bos\.(remove|unlink|rename|makedirs|rmdir)\(|\bshutil\.\w+\(|^%%writefile\b/
  ]
];

/** What should be known before the notebook is run for the first time: the first line of each kind in each cell. */
export function cautionsOf(cells: readonly CellCode[]): readonly Caution[] {
  return cells.flatMap(({ index, source }) =>
    SIGNS.flatMap(([kind, sign]): Caution[] => {
      const line = source
        .split('\n')
        .find(text => sign.test(text) && !/^\s*#/.test(text));
      return line === undefined
        ? []
        : [{ kind, cell: index, line: line.trim() }];
    })
  );
}
