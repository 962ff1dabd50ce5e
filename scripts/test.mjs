/**
 * Runs every suite, whatever the others come to, and ends with one line that
 * sums them up: `N passed, N failed, N skipped`. A suite that ran nothing, broke
 * down or took too long counts as one failure. With `--long` the slow tests run
 * too, and properties are tried more often.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';

const long = process.argv.includes('--long');
const minutes = count => count * 60_000 * (long ? 6 : 1);
const report = name => `.cache/results/${name}`;

const add = (into, counts) => {
  for (const key of Object.keys(into)) {
    into[key] += counts[key];
  }
};

/** Counts of a Jest report. A file that does not even load is a failure. */
function readJest(file) {
  const result = JSON.parse(readFileSync(file, 'utf8'));
  for (const { assertionResults } of result.testResults) {
    for (const { status, fullName } of assertionResults) {
      if (status === 'pending') {
        console.log(`skipped: ${fullName}`);
      }
    }
  }
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests
  };
}

/** Counts of a JUnit report, as pytest writes it. */
function readJUnit(file) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [tag] of readFileSync(file, 'utf8').matchAll(/<testsuite .*?>/g)) {
    const of = name => Number(new RegExp(` ${name}="(\\d+)"`).exec(tag)?.[1]);
    const failed = of('failures') + of('errors');
    const skipped = of('skipped');
    add(counts, { passed: of('tests') - failed - skipped, failed, skipped });
  }
  return counts;
}

/** Counts of a Playwright report. */
function readPlaywright(file) {
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected ? 0 : errors.length),
    skipped: stats.skipped
  };
}

/** What a kernel may run on. */
const PYTHONS = ['3.9', '3.10', '3.11', '3.12', '3.13'];

const SUITES = [
  {
    name: 'unit and property tests',
    command: 'node',
    arguments: [
      'node_modules/jest/bin/jest.js',
      '--ci',
      '--silent',
      '--maxWorkers=2',
      '--json',
      `--outputFile=${report('unit.json')}`
    ],
    limit: minutes(15),
    read: () => readJest(report('unit.json'))
  },
  {
    name: 'tests of the Python code',
    exists: () =>
      readdirSync('src', { recursive: true }).some(path =>
        /(^|\/)test_[^/]*\.py$/.test(path)
      ),
    command: 'bash',
    arguments: [
      'scripts/test-agent.sh',
      `--junit-xml=${report('agent.xml')}`,
      ...(long ? [] : ['-m', 'not long'])
    ],
    limit: minutes(15),
    read: () => readJUnit(report('agent.xml'))
  },
  ...(long ? PYTHONS : []).map(version => ({
    name: `the same with Python ${version}`,
    command: 'bash',
    arguments: ['scripts/test-pythons.sh', version, report(`${version}.xml`)],
    limit: minutes(15),
    read: () => readJUnit(report(`${version}.xml`))
  })),
  {
    name: 'traps and planted faults',
    command: 'node',
    arguments: [
      'bench/python.mjs',
      '-m',
      'pytest',
      '-q',
      'bench/lift/tests',
      `--junit-xml=${report('traps.xml')}`,
      ...(long ? [] : ['-m', 'not long'])
    ],
    limit: minutes(15),
    read: () => readJUnit(report('traps.xml'))
  },
  {
    name: 'tests in the browser',
    command: 'bash',
    arguments: ['scripts/test-ui.sh', '--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report('ui.json') },
    limit: minutes(15),
    read: () => readPlaywright(report('ui.json'))
  },
  {
    name: 'tests in other surroundings',
    command: 'bash',
    arguments: ['scripts/test-hosts.sh', '--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report('hosts.json') },
    limit: minutes(10),
    read: () => readPlaywright(report('hosts.json'))
  }
];

/** Runs a suite to its end or its time limit; resolves to why it broke, or null. */
function run(suite) {
  return new Promise(resolve => {
    const child = spawn(suite.command, suite.arguments, {
      detached: true,
      env: {
        ...process.env,
        ...suite.environment,
        ...(long ? { LIFT_LONG: '1' } : {})
      },
      stdio: ['ignore', 'inherit', 'inherit']
    });
    const stop = signal => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // The group is gone already.
      }
    };
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      stop('SIGKILL');
    }, suite.limit);
    const interrupt = () => {
      stop('SIGTERM');
      process.exit(130);
    };
    process.once('SIGINT', interrupt);
    process.once('SIGTERM', interrupt);
    const end = why => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      resolve(why);
    };
    child.on('error', error => end(error.message));
    child.on('close', (code, signal) =>
      end(
        late
          ? `took longer than ${suite.limit / 60_000} minutes`
          : code === 0
            ? null
            : `ended with ${signal ?? `exit code ${code}`}`
      )
    );
  });
}

/** The counts of one suite; what is wrong beyond a failed test is one failure more. */
async function outcome(suite) {
  const broken = await run(suite);
  let counts = { passed: 0, failed: 0, skipped: 0 };
  let fault = broken;
  try {
    counts = suite.read();
  } catch (error) {
    fault = `${broken ?? 'wrote no report'} (${error.message})`;
  }
  if (!fault && counts.passed + counts.failed + counts.skipped === 0) {
    fault = 'ran no test';
  }
  if (fault && counts.failed === 0) {
    counts.failed = 1;
    console.error(`${suite.name}: ${fault}`);
  }
  return counts;
}

rmSync('.cache/results', { recursive: true, force: true });
mkdirSync('.cache/results', { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
for (const suite of SUITES) {
  if (suite.exists && !suite.exists()) {
    continue;
  }
  console.log(`\n== ${suite.name}`);
  const started = Date.now();
  const counts = await outcome(suite);
  const seconds = Math.round((Date.now() - started) / 1000);
  lines.push(
    `${suite.name}: ${counts.passed} of ${counts.passed + counts.failed} passed in ${seconds} s`
  );
  add(total, counts);
}
console.log(`\n${lines.join('\n')}`);
process.exitCode = total.failed ? 1 : 0;
console.log(
  `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`
);
