import { respell } from '../respell';
import { moduleScan } from '../scan';

function respelled(source: string): string {
  const { masked, tokens } = moduleScan(source);
  return respell(masked, tokens);
}

test.each([
  ['def f[T = int](a=1): x = 1', 'def f[T : int](a=1): x = 1'],
  [
    'class C[T: int = str, *U=*V]: a[b]=c',
    'class C[T: int : str, *U:*V]: a[b]=c'
  ],
  ['type A[T = f(x=1)] = T', 'type A[T : f(x=1)] = T'],
  [
    'type A[T = lambda x=1: x, U = V] = T',
    'type A[T : lambda x=1: x, U : V] = T'
  ],
  ["f'{x:=^20}'", "f'{x:<^20}'"],
  ["f'{x!r:={w}}' f'{y:=}'", "f'{x!r:<{w}}' f'{y:<}'"],
  ["f'''{f'{x:=5}':=6}'''", "f'''{f'{x:<5}':<6}'''"]
])('%s', (source, expected) => {
  expect(respelled(source)).toBe(expected);
});

test.each([
  'type in [a == b]',
  'x = type\n[a] = b',
  "f'{(x:=5)}' f'{x:>=5}' f'=x' f'{x}=' f'{x=}'",
  'def f(a=[1]): pass',
  'class C(k=[1]): pass',
  'lambda type: a[b]'
])('%s stays', source => {
  expect(respelled(source)).toBe(source);
});
