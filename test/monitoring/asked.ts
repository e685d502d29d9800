// What dashboard and rules ask for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const docs = join(__dirname, '../../docs/monitoring');

interface Rule {
  alert: string;
  expr: string;
  labels?: { severity?: string };
  annotations?: { summary?: string };
}
interface Panel {
  type: string;
  title: string;
  description?: string;
  targets?: { expr: string }[];
}

export const guide = readFileSync(join(docs, 'README.md'), 'utf8');
export const dashboard: { panels: Panel[] } = JSON.parse(readFileSync(join(docs, 'grafana-dashboard.json'), 'utf8'));
export const rules: Rule[] = parse(readFileSync(join(docs, 'alerts.yaml'), 'utf8')).groups.flatMap(
  (group: { rules: Rule[] }) => group.rules,
);
export const expressions = [
  ...rules.map((rule) => rule.expr),
  ...dashboard.panels.flatMap((panel) => (panel.targets ?? []).map((target) => target.expr)),
];

/** Names of metrics, without what a histogram adds to its own. */
export function metricsIn(text: string): Set<string> {
  const names = [...text.matchAll(/\b(?:ascolto|nodejs|process)_[a-z_]*[a-z]/g)].map((match) => match[0]);
  return new Set(names.map((name) => name.replace(/_(?:bucket|sum|count)$/, '')));
}

export interface Selector {
  metric: string;
  label: string;
  /** What a value is matched with: one word, or each of the alternatives of a pattern. */
  patterns: string[];
}

/** What an expression selects by: `metric{label="value"}`. */
export function selectorsIn(expression: string): Selector[] {
  return [...expression.matchAll(/(\w+)\{([^}]*)\}/g)].flatMap(([, metric = '', selectors = '']) =>
    [...selectors.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"([^"]*)"/g)].map(([, label = '', value = '']) => ({
      metric,
      label,
      patterns: value.split('|'),
    })),
  );
}

/** The pattern is matched by some value that the label has in these samples. */
export function isTold(samples: Iterable<string>, { metric, label }: Selector, pattern: string): boolean {
  const whole = new RegExp(`^${pattern}$`);
  const own = [...samples].filter((sample) => sample.startsWith(`${metric}{`));
  return own.some((sample) => whole.test(new RegExp(`[{,]${label}="([^"]*)"`).exec(sample)?.[1] ?? '\n'));
}

/** Codes of everything in `src/` that refuses for load or limits. */
export function codesRefused(): string[] {
  const folder = join(__dirname, '../../src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(?!web\/).*\.ts$/.test(file),
  );
  const refusal = /new CareError\(\s*'([^']+)',(?:(?!new CareError)[\s\S]){0,300}?status: (?:429|503)/g;
  return files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(refusal)].map(([, code = '']) => code),
  );
}
