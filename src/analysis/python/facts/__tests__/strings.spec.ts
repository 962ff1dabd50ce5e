import { last, sorted } from './load';

function viaOf(source: string): string {
  return last(source)
    .uses.filter(use => use.via !== undefined)
    .map(use => `${use.via}:${use.name}`)
    .join(' ');
}

test.each([
  ["df.query('a > @k and b < @lim.x')", 'query:k query:lim'],
  ['df.query(\'mail == "me@home.org" and a > @k\')', 'query:k'],
  ["df.eval('c = a * @k', inplace=True)", 'query:k'],
  ["df.query(f'a > {n} and b == @k')", 'query:k'],
  ["df.query('a > ' 'b + @k')", 'query:k'],
  ["df.query('a > b' + ' + @k')", 'query:k'],
  ['df.query(expr)', ''],
  ["[df.query('a == @t') for t in ts]", ''],
  ["pd.eval('a + b.c')", 'evaluate:a evaluate:b'],
  ["ne.evaluate('sin(u) * 2')", 'evaluate:sin evaluate:u'],
  [
    "smf.ols('y ~ np.log(x) + C(z)', df)",
    'formula:y formula:np formula:x formula:C formula:z'
  ],
  ["f = 'y ~ x'", 'formula:y formula:x'],
  ["'''prose ~ more prose'''", ''],
  ["print('a ~ b ~ c')", ''],
  ["x = 'me@home'", '']
])('%s', (source, expected) => {
  expect(viaOf(source)).toBe(expected);
});

test('names of queries are read where the query runs', () => {
  const { flow } = last("for t in ts:\n  k = t\n  df.query('a == @k + @m')");
  expect(sorted(flow.exposed)).toBe('df m ts');
  expect(last("f = lambda: df.query('@k')").flow.deferred).toContain('k');
});

test('names of formulas are no reads of the statement', () => {
  expect(sorted(last("ols('y ~ x', df)").flow.exposed)).toBe('df ols');
});
