import * as fc from 'fast-check';
import { describeFault } from '../src/log';

it('says of a fault its class, its code and where it was, and nothing of its message', () => {
  const fault = Object.assign(new TypeError('dup key: { email: "mario@example.com" }'), { code: 11000 });
  const told = describeFault(fault);
  expect(told).toMatchObject({ fault: 'TypeError', code: 11000 });
  expect(told.stack).toMatch(/^ {4}at .*log\.test\.ts/);
  expect(JSON.stringify(told)).not.toContain('mario');
});

it('tells nothing of a message however it is made up, even of lines that look like a stack', () => {
  const word = fc.stringMatching(/^[a-z]{3,8}$/).map((text) => `geheim-${text}`);
  const line = fc.oneof(
    word,
    word.map((text) => `    at ${text} (/srv/app.js:1:2)`),
    word.map((text) => `    at ${text}`),
  );
  void fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      const told = JSON.stringify(describeFault(new Error(lines.join('\n'))));
      expect(told).not.toContain('geheim');
      expect(told).toContain('at ');
    }),
  );
});

it('says of what is no error only its kind', () => {
  expect(describeFault('mario@example.com')).toEqual({ fault: 'string' });
  expect(describeFault({ text: 'ciao' })).toEqual({ fault: 'object' });
});
