/**
 * Runs every suite, whatever the others come to, and ends with one line that
 * sums them up: `N passed, N failed, N skipped`. A suite that ran nothing, broke
 * down or took too long counts as one failure. Two lanes of about the same
 * length run beside each other; what a suite prints is shown when it ends. With
 * `--long` the slow tests run too, and properties are tried more often.
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync
} from 'node:fs';

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
    name: 'tests in the browser',
    lane: 'second',
    command: 'bash',
    arguments: ['scripts/test-ui.sh', '--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report('ui.json') },
    limit: minutes(19),
    read: () => readPlaywright(report('ui.json'))
  },
  {
    name: 'tests in other surroundings',
    lane: 'second',
    command: 'bash',
    arguments: ['scripts/test-hosts.sh', '--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report('hosts.json') },
    limit: minutes(10),
    read: () => readPlaywright(report('hosts.json'))
  },
  {
    name: 'traps and planted faults',
    lane: 'second',
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
  }
];

/** Process groups that run. */
const running = new Set();

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    running.forEach(child => signalGroup(child, 'SIGTERM'));
    process.exit(130);
  });
}

/** Runs a suite to its end or its time limit; resolves to what it printed and why it broke, or null. */
function run(suite) {
  const log = report(`${suite.name.replace(/\W+/g, '-')}.log`);
  const output = openSync(log, 'w');
  return new Promise(resolve => {
    const child = spawn(suite.command, suite.arguments, {
      detached: true,
      env: {
        ...process.env,
        ...suite.environment,
        ...(long ? { LIFT_LONG: '1' } : {})
      },
      stdio: ['ignore', output, output]
    });
    running.add(child);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      signalGroup(child, 'SIGKILL');
    }, suite.limit);
    const end = broken => {
      clearTimeout(timer);
      running.delete(child);
      closeSync(output);
      resolve({ broken, printed: readFileSync(log, 'utf8') });
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
  const { broken, printed } = await run(suite);
  console.log(`\n== ${suite.name}\n${printed}`);
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

/** Runs suites one after the other. */
async function runLane(suites) {
  for (const suite of suites) {
    console.log(`.. ${suite.name}`);
    const started = Date.now();
    const counts = await outcome(suite);
    const seconds = Math.round((Date.now() - started) / 1000);
    lines.push(
      `${suite.name}: ${counts.passed} of ${counts.passed + counts.failed} passed in ${seconds} s`
    );
    add(total, counts);
  }
}

const suites = SUITES.filter(suite => suite.exists?.() ?? true);
const isSecond = suite => suite.lane === 'second';
await Promise.all([
  runLane(suites.filter(suite => !isSecond(suite))),
  runLane(suites.filter(isSecond))
]);
console.log(`\n${lines.join('\n')}`);
process.exitCode = total.failed ? 1 : 0;
console.log(
  `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`
);
