// Plain counters and histograms, kept as numbers under one key and shown through prom-client when somebody asks. prom-client's
// own recording hashes a label object each time, which would cost more than everything else that is done per message.
import { type Metric, Registry } from 'prom-client';

export interface Exposition {
  /** Counts by label values from a bounded set; the `known` ones are shown as 0 from the start, so that a rate sees the first. */
  counter(name: string, help: string, labels?: readonly string[], known?: readonly string[]): Count;
  histogram(name: string, help: string, options: { labels?: readonly string[]; buckets: readonly number[] }): Observe;
  /** Read when somebody asks; null shows nothing. */
  gauge(name: string, help: string, read: () => Reading): void;
  labelledGauge(name: string, help: string, label: string, read: () => Promise<Labelled> | Labelled): void;
  /** A total that is counted elsewhere. */
  total(name: string, help: string, read: () => Reading): void;
  contentType: string;
  text(): Promise<string>;
}

type Reading = number | null | Promise<number | null>;
type Labelled = Record<string, number>;
/** Label values in the order of the labels, joined by `|`; by 0 shows them before there is anything to count. */
export type Count = (values?: string, by?: number) => void;
export type Observe = (value: number, values?: string) => void;

interface Value {
  metricName?: string;
  labels: Record<string, string | number>;
  value: number;
}
interface Shown {
  name: string;
  help: string;
  type: 'counter' | 'gauge' | 'histogram';
  values(): Promise<Value[]> | Value[];
}
interface Cell {
  /** Observations per bucket, not cumulated; the last one counts what is above all of them. */
  counts: Float64Array;
  sum: number;
}

export function createExposition(): Exposition {
  const registry = new Registry();
  const show = (shown: Shown) => registry.registerMetric(asMetric(shown));

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),

    counter(name, help, labels = [], known = []) {
      const counts = new Map((labels.length === 0 ? [''] : known).map((key): [string, number] => [key, 0]));
      const values = () => [...counts].map(([key, value]) => ({ labels: labelsOf(labels, key), value }));
      show({ name, help, type: 'counter', values });
      return (key = '', by = 1) => void counts.set(key, (counts.get(key) ?? 0) + by);
    },

    histogram(name, help, { labels = [], buckets }) {
      const cells = new Map<string, Cell>();
      const values = () => [...cells].flatMap(([key, cell]) => rowsOf(name, labelsOf(labels, key), buckets, cell));
      show({ name, help, type: 'histogram', values });
      return (value, key = '') => {
        let cell = cells.get(key);
        if (cell === undefined) {
          cell = { counts: new Float64Array(buckets.length + 1), sum: 0 };
          cells.set(key, cell);
        }
        const index = bucketOf(buckets, value);
        cell.counts[index] = (cell.counts[index] ?? 0) + 1;
        cell.sum += value;
      };
    },

    gauge(name, help, read) {
      show({ name, help, type: 'gauge', values: async () => single(await read()) });
    },

    labelledGauge(name, help, label, read) {
      const values = async () =>
        Object.entries(await read()).map(([key, value]) => ({ labels: { [label]: key }, value }));
      show({ name, help, type: 'gauge', values });
    },

    total(name, help, read) {
      show({ name, help, type: 'counter', values: async () => single(await read()) });
    },
  };
}

/** The registry asks a metric for its name, help, type and values, and for nothing else. */
function asMetric({ name, help, type, values }: Shown): Metric {
  const get = async () => ({ name, help, type, values: await values(), aggregator: 'sum' });
  return { name, get } as unknown as Metric;
}

const single = (value: number | null): Value[] => (value === null ? [] : [{ labels: {}, value }]);

function labelsOf(labels: readonly string[], key: string): Record<string, string> {
  const values = key.split('|');
  return Object.fromEntries(labels.map((label, index) => [label, values[index] ?? '']));
}

function bucketOf(buckets: readonly number[], value: number): number {
  let index = 0;
  while (index < buckets.length && value > (buckets[index] ?? Number.POSITIVE_INFINITY)) index += 1;
  return index;
}

function rowsOf(name: string, labels: Record<string, string>, buckets: readonly number[], cell: Cell): Value[] {
  let total = 0;
  const rows = [...buckets, Number.POSITIVE_INFINITY].map((bound, index): Value => {
    total += cell.counts[index] ?? 0;
    const le = bound === Number.POSITIVE_INFINITY ? '+Inf' : bound;
    return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: total };
  });
  return [
    ...rows,
    { metricName: `${name}_sum`, labels, value: cell.sum },
    { metricName: `${name}_count`, labels, value: total },
  ];
}
