import type { CellFacts } from '../../../analysis/facts';
import { moduleHasEffects } from '../merge';
import { moduleAnalysis } from './python';

let analyze: (text: string) => CellFacts;
beforeAll(async () => {
  analyze = await moduleAnalysis();
});

describe('importing a module', () => {
  it.each([
    '"""Doc."""\nimport os\nfrom math import *\nX = 1\nY = [X]\n',
    'def f():\n    print(1)\n\n\nclass C:\n    x = 1\n',
    "if __name__ == '__main__':\n    print(1)\n",
    'try:\n    import json\nexcept ImportError:\n    json = None\n',
    'import logging, re\nlog = logging.getLogger(__name__)\nDIGITS = re.compile("x")\n',
    'from functools import lru_cache\n@lru_cache(maxsize=None)\ndef f():\n    pass\n'
  ])('only binds names: %j', text => {
    expect(moduleHasEffects(analyze(text))).toBe(false);
  });

  it.each([
    'print(1)\n',
    'data = open("x").read()\n',
    'import os\nos.environ["A"] = "1"\n',
    'for i in range(3):\n    print(i)\n',
    'def f(x=load()):\n    pass\n',
    'del x\n'
  ])('does more: %j', text => {
    expect(moduleHasEffects(analyze(text))).toBe(true);
  });
});
