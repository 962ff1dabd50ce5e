import { importsModule } from '../imports-module';

describe('a text that imports src/pkg/mod.py', () => {
  it.each([
    ['import pkg.mod', 'x.py'],
    ['import os, pkg.mod as m', 'x.py'],
    ['    from pkg.mod import f  # why', 'x.py'],
    ['from pkg import a, mod', 'x.py'],
    ['from pkg import (\n  a,\n  # not this\n  mod\n)', 'x.py'],
    ['from pkg import a, \\\n  mod', 'x.py'],
    ['from src.pkg.mod import *', 'x.py'],
    ['from mod import f', 'src/pkg/x.py'],
    ['from . import mod', 'src/pkg/x.py'],
    ['from .mod import f', 'src/pkg/x.py'],
    ['from .. import mod', 'src/pkg/sub/x.py'],
    ['from ..mod import f', 'src/pkg/sub/x.py'],
    ['from .pkg.mod import f', 'src/x.py']
  ])('%j in %s', (text, path) => {
    expect(importsModule(`x = 1\r\n${text}\r\n`, path, 'src/pkg/mod.py')).toBe(
      true
    );
  });

  it.each([
    ['import pkg', 'x.py'],
    ['import pkg.module', 'x.py'],
    ['from other.mod import f', 'x.py'],
    ['from numpy import mod', 'x.py'],
    ['from pkg import a  # mod', 'x.py'],
    ['from . import mod', 'src/x.py'],
    ['from .mod import f', 'src/pkg/sub/x.py'],
    ['x = "import"', 'x.py'],
    ['# import pkg.mod', 'x.py']
  ])('not: %j in %s', (text, path) => {
    expect(importsModule(text, path, 'src/pkg/mod.py')).toBe(false);
  });
});
