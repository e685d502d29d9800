// What dashboard and rules ask for.
import { readFileSync } from 'node:fs';
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

/** Labels that an expression selects by: `metric{label="value"}`. */
export function labelsIn(expression: string): { metric: string; label: string }[] {
  return [...expression.matchAll(/(\w+)\{([^}]*)\}/g)].flatMap(([, metric = '', selectors = '']) =>
    [...selectors.matchAll(/(\w+)\s*[=!]/g)].map(([, label = '']) => ({ metric, label })),
  );
}
