// Prints the table of `npm run faults` when all its tests have run, and by itself once more with the row of the soak that follows
// them; the tests themselves fail where a count is not 0.
const { existsSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const file = join(__dirname, '../../test-results/faults.jsonl');
const seconds = (ms) => (ms === undefined ? '' : `${(ms / 1000).toFixed(1)} s`);
const columns = [
  ['fault', ({ fault }) => fault],
  ['injected', ({ injected }) => String(injected)],
  ['customers', ({ customers }) => String(customers)],
  ['messages', ({ messages }) => String(messages)],
  ...[
    'lost',
    'doubled',
    'out of order',
    'two owners',
    'bot over human',
    'promise vanished',
    'undecided',
    'unwanted',
    'other',
  ].map((kind) => [kind, (row) => String(row[kind])]),
  ['recovery', ({ recoveryMs }) => seconds(recoveryMs)],
  ['also', ({ also = '' }) => also],
];

module.exports = class TableReporter {
  onRunStart() {
    rmSync(file, { force: true });
  }

  onRunComplete() {
    if (!existsSync(file)) return;
    const rows = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const cells = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, show]) => show(row)))];
    const widths = columns.map((_, n) => Math.max(...cells.map((row) => row[n].length)));
    for (const row of cells)
      console.log(
        row
          .map((cell, n) => cell.padEnd(widths[n]))
          .join('  ')
          .trimEnd(),
      );
  }
};

if (require.main === module) new module.exports().onRunComplete();
