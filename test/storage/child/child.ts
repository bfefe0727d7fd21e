import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';

export interface Child {
  readonly process: ChildProcess;
  /** Each line it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line that starts so; rejects when the child ends before. */
  line(start: string): Promise<string>;
  /** Resolves when it has ended; `kill -9` first where told. */
  ended(signal?: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

const here = path.join(process.cwd(), 'test', 'storage', 'child');

/** Runs test/storage/child/<name>.ts in a process of its own. */
export function startChild(
  name: string,
  args: readonly string[],
  wrap: readonly string[] = [],
): Child {
  const command = [
    ...wrap,
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    '--import',
    path.join(here, 'typescript.mjs'),
    path.join(here, `${name}.ts`),
    ...args,
  ];
  const child = spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const output = createInterface(child.stdout).on('line', (text) => lines.push(text));
  return {
    process: child,
    lines,
    line: (start) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find((text) => text.startsWith(start));
          if (found !== undefined) resolve(found);
        };
        look();
        output.on('line', look);
        void exited.then((code) => {
          look();
          reject(
            new Error(`child ended (${String(code)}) before "${start}": ${lines.join(' | ')}`),
          );
        });
      }),
    ended: (signal) => {
      if (signal) child.kill(signal);
      return exited;
    },
  };
}
