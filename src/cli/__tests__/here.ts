import { Readable } from 'node:stream';
import python from 'bytes:tree-sitter-python/tree-sitter-python.wasm';
import runtime from 'bytes:web-tree-sitter/web-tree-sitter.wasm';
import { loadParser } from '../../analysis/python/parse';
import { PythonLift } from '../../lift/python/language';
import { run } from '../run';
import { Session } from '../session';
import type { Ended } from './program';

/** Runs the program's code in this process; arguments with absolute paths, then the lines it reads. */
export async function runHere(
  args: readonly string[],
  ...input: readonly string[]
): Promise<Ended> {
  let out = '';
  let err = '';
  const terminal = {
    print: (line: string) => {
      out += `${line}\n`;
      return Promise.resolve();
    },
    complain: (line: string) => {
      err += `${line}\n`;
    },
    input: Readable.from(input.map(line => `${line}\n`))
  };
  const code = await run(args, terminal, async () => {
    const parser = await loadParser({ runtime, python });
    return new Session([new PythonLift(parser)]);
  });
  return { code, out, err };
}

/** The plan that a run printed; the run must have gone well. */
export function planned({ code, out, err }: Ended): Planned {
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.trimEnd()).not.toContain('\n');
  return JSON.parse(out) as Planned;
}

/** The refusals that a run printed; it must have been refused. */
export function refused({ code, out, err }: Ended): Refused['refusals'] {
  expect({ code, err }).toEqual({ code: 2, err: '' });
  const { ok, refusals } = JSON.parse(out) as Refused;
  expect(ok).toBe(false);
  refusals.forEach(one => expect(one.message).toMatch(/\.$/));
  return refusals;
}

/** The sentence of a run that failed, printing nothing. */
export function failed({ code, out, err }: Ended): string {
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^jupyterlab-lift: .*\.\)?\n$/);
  return err;
}

export type Planned = {
  readonly ok: true;
  readonly kind: string;
  readonly functions: readonly {
    name: string;
    cells: number[];
    returns: string[];
  }[];
  readonly definitions: readonly { name: string; cell: number }[];
  readonly cells: readonly {
    index: number;
    action: string;
    id: string | null;
  }[];
  readonly warnings: readonly { code: string; message: string }[];
  readonly files: readonly {
    path: string;
    before: string | null;
    after: string;
  }[];
  readonly notebook: {
    readonly cells: readonly { id: string; source: string[] }[];
  };
  readonly written?: readonly string[];
};

export type Refused = {
  readonly ok: false;
  readonly refusals: readonly {
    code: string;
    message: string;
    cell: number | null;
  }[];
};
