import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LiftError } from '../../core/errors';
import { readNotebook } from '../../lift/nbformat/read';
import { DiskFiles } from '../files';
import { NotebookOnDisk } from '../notebook';

let root: string;
let files: DiskFiles;

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'lift-files-'));
  files = new DiskFiles(root);
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const put = (path: string, text: string | Uint8Array) =>
  fs.writeFileSync(join(root, path), text);
const text = (path: string) => fs.readFileSync(join(root, path), 'utf8');

async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'ok';
  } catch (error) {
    return error instanceof LiftError ? error.code : String(error);
  }
}

describe('reading', () => {
  it('tells files, folders, nothing and what cannot be read', async () => {
    put('a.py', '\ufeffé\r\n');
    put('latin.py', Buffer.from([0x23, 0xe9]));
    fs.mkdirSync(join(root, 'sub'));
    fs.symlinkSync('a.py', join(root, 'link.py'));
    fs.symlinkSync('loop', join(root, 'loop'));
    fs.symlinkSync('nowhere', join(root, 'dangling.py'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const file = { kind: 'file', text: '\ufeffé\r\n', writable: true };
    expect(await files.read('a.py')).toEqual(file);
    expect(await files.read('link.py')).toEqual(file);
    expect(await files.read('sub')).toEqual({ kind: 'folder' });
    expect(await files.read('none/x.py')).toEqual({ kind: 'missing' });
    expect(await files.read('a.py/x.py')).toEqual({ kind: 'missing' });
    expect(await files.read('dangling.py')).toEqual({ kind: 'missing' });
    expect(await files.read('latin.py')).toMatchObject({
      kind: 'unreadable',
      reason: 'it is not UTF-8 text'
    });
    expect(await files.read('loop')).toMatchObject({ kind: 'unreadable' });
    expect(await files.read('pipe')).toMatchObject({ kind: 'unreadable' });
  });

  it('lists folders with a slash', async () => {
    put('a.py', '');
    fs.mkdirSync(join(root, 'sub'));
    fs.symlinkSync('sub', join(root, 'link'));
    fs.symlinkSync('none', join(root, 'dangling'));
    expect([...(await files.list(''))].sort()).toEqual([
      'a.py',
      'dangling',
      'link/',
      'sub/'
    ]);
    expect(await files.list('none')).toEqual([]);
    expect(await files.list('a.py')).toEqual([]);
  });
});

describe('writing', () => {
  it('makes folders and leaves nothing else behind', async () => {
    await files.write('a/b/c.py', 'x = "é"\n');
    expect(text('a/b/c.py')).toBe('x = "é"\n');
    expect(fs.readdirSync(join(root, 'a/b'))).toEqual(['c.py']);
  });

  it('keeps the mode and the link', async () => {
    put('real.py', 'old');
    fs.chmodSync(join(root, 'real.py'), 0o751);
    fs.mkdirSync(join(root, 'sub'));
    fs.symlinkSync('../real.py', join(root, 'sub/link.py'));
    await files.write('sub/link.py', 'new');
    expect(fs.lstatSync(join(root, 'sub/link.py')).isSymbolicLink()).toBe(true);
    expect(text('real.py')).toBe('new');
    expect(fs.statSync(join(root, 'real.py')).mode & 0o777).toBe(0o751);
    expect(fs.readdirSync(join(root, 'sub'))).toEqual(['link.py']);
  });

  it('creates what a dangling link points to', async () => {
    fs.symlinkSync('made/later.py', join(root, 'link.py'));
    await files.write('link.py', 'new');
    expect(text('made/later.py')).toBe('new');
    expect(fs.lstatSync(join(root, 'link.py')).isSymbolicLink()).toBe(true);
  });

  it('says what is in the way and leaves nothing', async () => {
    put('file', 'x');
    fs.mkdirSync(join(root, 'folder'));
    expect(await codeOf(files.write('file/a.py', ''))).toBe('parent-is-file');
    expect(await codeOf(files.write('folder', ''))).toBe('target-folder');
    expect(await codeOf(files.write(`new/${'n'.repeat(300)}.py`, ''))).toBe(
      'write-failed'
    );
    expect(await codeOf(files.write('a.py', 'x\ud83d'))).toBe('not-encodable');
    expect(fs.readdirSync(root).sort()).toEqual(['file', 'folder']);
  });

  it('removes files', async () => {
    put('a.py', '');
    await files.remove('a.py');
    expect(fs.readdirSync(root)).toEqual([]);
    expect(await codeOf(files.remove('a.py'))).toBe('write-failed');
  });
});

describe('NotebookOnDisk', () => {
  const TEXT =
    '{"nbformat": 4, "cells": [{"cell_type": "code", "source": "a"}]}\n';
  const change = {
    index: 0,
    action: 'replaced' as const,
    inserted: [
      { source: 'b', metadata: {}, outputs: [], executionCount: null, id: null }
    ],
    id: null
  };

  function open(): NotebookOnDisk {
    put('n.ipynb', TEXT);
    const file = readNotebook(TEXT, 'n.ipynb');
    if (!file.ok) {
      throw new Error('not a notebook');
    }
    return new NotebookOnDisk(join(root, 'n.ipynb'), file.value);
  }

  it('writes the file that it read', async () => {
    const notebook = open();
    expect(notebook.snapshot().cells[0].source).toBe('a');
    await notebook.apply([change]);
    expect(text('n.ipynb')).toContain('"source": "b"');
  });

  it('sees that the file was changed', async () => {
    const notebook = open();
    put('n.ipynb', TEXT.replace('"a"', '"c"'));
    expect(notebook.snapshot().cells[0].source).toBe('c');
    expect(await codeOf(notebook.apply([change]))).toBe('notebook-changed');
    put('n.ipynb', `${TEXT} `);
    expect(await codeOf(notebook.apply([change]))).toBe('notebook-changed');
    put('n.ipynb', '{');
    expect(() => notebook.snapshot()).toThrow(LiftError);
    fs.rmSync(join(root, 'n.ipynb'));
    expect(() => notebook.snapshot()).toThrow(LiftError);
    expect(await codeOf(notebook.apply([change]))).toBe('notebook-changed');
    expect(fs.readdirSync(root)).toEqual([]);
  });
});
