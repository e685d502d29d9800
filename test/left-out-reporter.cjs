// Ends a test run by saying aloud what this machine could not test, and leaves the counts for .ci/run.
const { existsSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const leftOutFile = join(__dirname, '../test-results/left-out.jsonl');

module.exports = class LeftOutReporter {
  onRunStart() {
    rmSync(leftOutFile, { force: true });
  }

  onRunComplete(_contexts, results) {
    const lines = existsSync(leftOutFile) ? readFileSync(leftOutFile, 'utf8').trim().split('\n') : [];
    const things = new Set(
      lines
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
        .map(nameOf),
    );
    for (const thing of things) console.log(`LEFT OUT: ${thing}`);
    if (things.size === 0) console.log('Nothing was left out.');
    const suites = results.numRuntimeErrorTestSuites;
    const counts = `${results.numPassedTests} ${results.numFailedTests + suites}\n`;
    if (process.env.ASCOLTO_TEST_RESULTS) writeFileSync(process.env.ASCOLTO_TEST_RESULTS, counts);
  }
};

function nameOf(entry) {
  return typeof entry === 'string' ? entry : `${entry.what}: ${entry.why}`;
}
