import fc from 'fast-check';

const INDENT = '    ';

type Lines = readonly string[];

function indented(lines: Lines): Lines {
  return lines.map(line => INDENT + line);
}

const name = fc.constantFrom('a', 'b', 'd', 'e');
const callable = fc.constantFrom('f', 'g');

/** Expressions over global names; `v` is any value, `c()` any truth. */
const expressions = fc.letrec<{ expr: string; small: string }>(tie => ({
  small: fc.oneof(fc.constant('v'), name, name, fc.constant('r()')),
  expr: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'expr' },
    tie('small'),
    fc.tuple(name, tie('small')).map(([a, b]) => `(${a} := ${b})`),
    fc.tuple(tie('expr'), tie('expr')).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(tie('expr'), tie('expr')).map(([a, b]) => `(${a} and ${b})`),
    fc.tuple(tie('expr'), tie('expr')).map(([a, b]) => `(${a} or not ${b})`),
    fc
      .tuple(tie('expr'), tie('expr'), tie('expr'))
      .map(([a, b, d]) => `(${a} if ${b} else ${d})`),
    fc
      .tuple(tie('expr'), tie('expr'), tie('expr'))
      .map(([a, b, d]) => `(${a} < ${b} < ${d})`),
    tie('expr').map(a => `(lambda: ${a})()`),
    tie('expr').map(a => `do(lambda: ${a})`),
    tie('expr').map(a => `keep(lambda: ${a})`),
    fc.tuple(name, tie('expr')).map(([a, b]) => `(lambda ${a}=${b}: ${a})()`),
    fc.tuple(name, tie('expr')).map(([a, b]) => `[${b} for ${a} in it()]`),
    fc
      .tuple(tie('small'))
      // Only `b`: what a comprehension binds is stored where the oracle does not see it, like `del`.
      .map(([a]) => `[(b := ${a}) for _ in it()]`),
    fc.tuple(name, tie('expr')).map(([a, b]) => `[${b} for ${a} in [v, v]]`),
    fc
      .tuple(name, tie('small'), tie('small'))
      .map(([a, b, d]) => `{${b}: ${d} for ${a} in it() if ${d}}`),
    fc.tuple(name, tie('small')).map(([a, b]) => `list(${b} for ${a} in it())`),
    fc.tuple(name, tie('small')).map(([a, b]) => `(${b} for ${a} in it())`),
    tie('expr').map(a => `f'{${a}:>{v}}'`),
    callable.map(f => `${f}()`),
    tie('expr').map(a => `${a}.x[${a}]`)
  )
}));

const { expr } = expressions;
const value = expressions.small;

const simple = fc.oneof(
  fc.tuple(name, expr).map(([a, x]) => `${a} = ${x}`),
  fc.tuple(name, name, expr).map(([a, b, x]) => `${a} = ${b} = ${x}`),
  fc
    .tuple(name, name, expr, value)
    .map(([a, b, x, y]) => `${a}, ${b} = ${x}, ${y}`),
  fc.tuple(name, expr).map(([a, x]) => `${a} += ${x}`),
  fc.tuple(name, value, expr).map(([a, x, y]) => `${a}[${x}] = ${y}`),
  fc.tuple(name, value, expr).map(([a, x, y]) => `${a}: ${x} = ${y}`),
  fc.tuple(name, value).map(([a, x]) => `${a}: ${x}`),
  fc.constantFrom('del a', 'del d', 'del e'),
  name.map(a => `import os as ${a}`),
  expr,
  expr.map(x => `assert ${x}, a`),
  fc.constantFrom('raise E1()', 'exit()', 'pass', 'raise E1() from a'),
  callable.map(f => `${f}()`)
);

const patterns = fc.oneof(
  name,
  fc.constant('_'),
  name.map(a => `${a}.x`),
  fc.tuple(name, name).map(([a, b]) => `(${a}.y as ${b})`),
  fc.tuple(name, name).map(([a, b]) => `(${a}.y | ${b}.z)`),
  name.map(a => `[${a}, *_]`)
);

type Shapes = {
  block: Lines;
  loopBlock: Lines;
  statement: Lines;
  loopStatement: Lines;
};

/** Statements, alone and inside loops. */
const statements = fc.letrec<Shapes>(tie => {
  const nested = (block: 'block' | 'loopBlock'): fc.Arbitrary<Lines> =>
    fc.oneof(
      ...ifs(tie(block)),
      ...loops(tie(block), tie('loopBlock')),
      ...tries(tie(block)),
      ...withs(tie(block)),
      ...definitions(tie('block'))
    );
  const line = simple.map(one => [one]);
  const jump = fc.constantFrom(['break'], ['continue']);
  return {
    statement: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'nest' },
      line,
      nested('block')
    ),
    loopStatement: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'nest' },
      fc.oneof(line, line, jump),
      nested('loopBlock')
    ),
    block: fc
      .array(tie('statement'), { minLength: 1, maxLength: 3 })
      .map(all => all.flat()),
    loopBlock: fc
      .array(tie('loopStatement'), { minLength: 1, maxLength: 3 })
      .map(all => all.flat())
  };
});

function ifs(block: fc.Arbitrary<Lines>): fc.Arbitrary<Lines>[] {
  return [
    fc.tuple(expr, block).map(([x, one]) => [`if ${x}:`, ...indented(one)]),
    fc
      .tuple(expr, block, expr, block, block)
      .map(([x, one, y, two, three]) => [
        `if ${x}:`,
        ...indented(one),
        `elif ${y}:`,
        ...indented(two),
        'else:',
        ...indented(three)
      ]),
    fc
      .tuple(value, patterns, block, expr, block)
      .map(([x, pattern, one, guard, two]) => [
        `match ${x}:`,
        `${INDENT}case [${pattern}] if ${guard}:`,
        ...indented(indented(one)),
        `${INDENT}case ${pattern}:`,
        ...indented(indented(two))
      ])
  ];
}

function loops(
  block: fc.Arbitrary<Lines>,
  body: fc.Arbitrary<Lines>
): fc.Arbitrary<Lines>[] {
  const heads = fc.oneof(
    // A decision in each round, so that every run comes to an end.
    expr.map(x => `while ${x}:\n${INDENT}c()`),
    fc.constant(`while True:\n${INDENT}c()`),
    name.map(a => `for ${a} in it():`),
    fc.tuple(name, expr).map(([a, x]) => `for ${a} in [v, ${x}]:`),
    fc.tuple(name, name).map(([a, b]) => `for ${a}, ${b}.x in [(v, v)]:`),
    name.map(a => `for ${a} in range(2):`)
  );
  return [
    fc
      .tuple(heads, body)
      .map(([head, one]) => [...head.split('\n'), ...indented(one)]),
    fc
      .tuple(heads, body, block)
      .map(([head, one, two]) => [
        ...head.split('\n'),
        ...indented(one),
        'else:',
        ...indented(two)
      ])
  ];
}

function tries(block: fc.Arbitrary<Lines>): fc.Arbitrary<Lines>[] {
  const handlers = fc.oneof(
    fc
      .tuple(name, block)
      .map(([a, one]) => [`except E1 as ${a}:`, ...indented(one)]),
    block.map(one => ['except Exception:', ...indented(one)]),
    block.map(one => ['except (E1, v and E1):', ...indented(one)])
  );
  const safe = block.filter(
    lines => !lines.some(line => /continue/.test(line))
  );
  const cleanup = safe.map(one => ['finally:', ...indented(one)]);
  const body = block.map(one => ['try:', ...indented(one)]);
  return [
    fc.tuple(body, handlers).map(all => all.flat()),
    fc.tuple(body, cleanup).map(all => all.flat()),
    fc
      .tuple(
        body,
        handlers,
        block.map(one => ['else:', ...indented(one)])
      )
      .map(all => all.flat()),
    fc.tuple(body, handlers, cleanup).map(all => all.flat())
  ];
}

function withs(block: fc.Arbitrary<Lines>): fc.Arbitrary<Lines>[] {
  const heads = fc.oneof(
    name.map(a => `with m() as ${a}:`),
    fc.constant('with suppress(E1):'),
    fc
      .tuple(name, name)
      .map(([a, b]) => `with m() as ${a}, suppress(E1), m() as ${b}:`)
  );
  return [
    fc.tuple(heads, block).map(([head, one]) => [head, ...indented(one)])
  ];
}

function definitions(block: fc.Arbitrary<Lines>): fc.Arbitrary<Lines>[] {
  return [
    fc
      .tuple(callable, name, expr)
      .map(([f, a, x]) => [`def ${f}(${a}=${x}):`, `${INDENT}return ${x}`]),
    fc
      .tuple(callable, name, value)
      .map(([f, a, x]) => [
        `def ${f}():`,
        `${INDENT}global ${a}`,
        `${INDENT}${a} = ${x}`
      ]),
    fc
      .tuple(fc.constantFrom('do', 'total_ordering'), callable, expr)
      .map(([wrap, f, x]) => [
        `@${wrap}`,
        `def ${f}():`,
        `${INDENT}return ${x}`
      ]),
    block
      .filter(lines => !lines.some(line => /:=/.test(line) && /for/.test(line)))
      .map(one => ['class X(metaclass=M):', ...indented(one)])
  ];
}

/** One top-level statement. */
export const statement: fc.Arbitrary<string> = statements.statement.map(lines =>
  lines.join('\n')
);
