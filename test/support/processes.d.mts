import type { ChildProcess } from 'node:child_process';

export interface Started {
  readonly child: ChildProcess;
  /** From the spawn to "ready". */
  readonly ms: number;
}

export interface Ports {
  readonly port: number;
  readonly kommoPort: number;
  readonly odooPort: number;
}

type Environment = Readonly<Record<string, string>>;

export const clientSecret: string;
export function median(values: readonly number[]): number;
export function temporaryFolder(): string;
export function freePort(): Promise<number>;
export function start(script: string, env: Environment): Promise<Started>;
export function stop(started: Started): Promise<void>;
export function companionEnvironment(
  options: Ports & { readonly dataDir: string },
): Record<string, string>;
export function sandboxEnvironment(
  options: Ports & { readonly dataDir: string },
): Record<string, string>;
export function lead(index: number): Record<string, unknown>;
export function memoryMb(pid: number): number;
export function spawnAgain(script: string, env: Environment): Pick<Started, 'child'>;
export function stopAll(): Promise<unknown>;
