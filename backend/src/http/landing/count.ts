import type { FormTools } from './form-tools.js';

/** A figure is worth less than a visitor: one that cannot be written down keeps nobody waiting for long, and fails nothing. */
export async function count(
  { services: { log } }: FormTools,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    log.warn({ err: error }, 'a figure of the landing page was not written down');
  }
}
