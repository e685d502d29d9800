// Starts the store in a process of its own, as an app that can be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

export interface StartedProcess {
  child: ChildProcess;
  /** What it printed so far. */
  output(): string;
  /** Resolves with the exit code once it has ended and all its output is here. */
  ended: Promise<number | null>;
}

/** Runs a TypeScript file, named from this folder. */
export function startProcess(file: string, ...parameters: string[]): StartedProcess {
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, file), ...parameters], { cwd: root });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return { child, output: () => output, ended: new Promise((resolve) => child.on('close', resolve)) };
}

/** Resolves when the process has printed `text`. */
export async function untilPrinted({ child, output }: StartedProcess, text: string): Promise<void> {
  while (!output().includes(text)) {
    if (child.exitCode !== null) throw new Error(`the process ended early: ${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
