// What a shop's visitor downloads, compressed as gzip does it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const sizeOf = (name: string) => gzipSync(readFileSync(join(__dirname, '../../dist/web', name)), { level: 9 }).length;

describe('the widget', () => {
  it('loads a launcher of at most 5 KB first', () => {
    expect(sizeOf('widget.js')).toBeLessThanOrEqual(5 * 1024);
  });

  it('is at most 30 KB altogether', () => {
    expect(sizeOf('widget.js') + sizeOf('widget-panel.js')).toBeLessThanOrEqual(30 * 1024);
  });
});
