import { interpolatedNames } from '../scan';

test.each([
  ['ls {x}', ['x']],
  ['ls {x+1} {d["a"]} { y }', ['x+1', 'd["a"]', 'y']],
  ['ls {{x}} {y}', ['y']],
  ['ls {x!r} {y:>3} {a[1:2]}', ['x', 'y:>3', 'a[1:2]']],
  ['echo {f({1: 2})}', ['f({1: 2})']],
  ['echo $x $y.z $$w', ['x', 'y.z']],
  ['echo \'$x\' "$y"', ['y']],
  ["awk '{print $1}'", ['print $1']],
  ['echo ${HOME}', ['HOME']],
  ['echo {x', []],
  ['echo } {x}', []],
  ['echo {}', []],
  ['echo $größe', ['größe']]
])('%j reads %j', (text, names) => {
  expect(interpolatedNames(text)).toEqual(names);
});
