import * as fc from 'fast-check';
import { createExposition } from '../../src/monitoring/exposition';
import { samplesOf } from './exposition';

it('counts every observation in its bucket and all above it, as a naive count does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }),
      fc.array(fc.record({ value: fc.integer({ min: 0, max: 60 }), step: fc.constantFrom('answer', 'reopen') })),
      async (bounds, observed) => {
        const buckets = bounds.sort((a, b) => a - b);
        const exposition = createExposition();
        const observe = exposition.histogram('spans', 'Spans.', { labels: ['step'], buckets });
        for (const { value, step } of observed) observe(value, step);
        const samples = samplesOf(await exposition.text());
        for (const step of new Set(observed.map((one) => one.step))) {
          const values = observed.filter((one) => one.step === step).map((one) => one.value);
          for (const bound of buckets)
            expect(samples.get(`spans_bucket{step="${step}",le="${bound}"}`)).toBe(
              values.filter((value) => value <= bound).length,
            );
          expect(samples.get(`spans_bucket{step="${step}",le="+Inf"}`)).toBe(values.length);
          expect(samples.get(`spans_count{step="${step}"}`)).toBe(values.length);
          expect(samples.get(`spans_sum{step="${step}"}`)).toBe(values.reduce((sum, value) => sum + value, 0));
        }
      },
    ),
    { numRuns: 100 },
  );
});

it('shows a count without labels from the start, and one with labels once it has counted', async () => {
  const exposition = createExposition();
  exposition.counter('plain_total', 'Plain.');
  const count = exposition.counter('labelled_total', 'Labelled.', ['author', 'channel']);
  expect(samplesOf(await exposition.text())).toEqual(new Map([['plain_total', 0]]));
  count('bot|web');
  count('bot|web', 2);
  expect(samplesOf(await exposition.text()).get('labelled_total{author="bot",channel="web"}')).toBe(3);
});

it('shows nothing for a gauge that cannot be read now', async () => {
  const exposition = createExposition();
  exposition.gauge('readable', 'Readable.', async () => 4);
  exposition.gauge('unreadable', 'Not readable.', () => null);
  expect(samplesOf(await exposition.text())).toEqual(new Map([['readable', 4]]));
});
