import { refuse } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';
import type { Status } from '../account/records.js';

export const mostPipelines = 50;
/** System stages included. */
export const mostStatuses = 100;

const colours: ReadonlySet<string> = new Set([
  ...[
    '#fffeb2',
    '#fffd7f',
    '#fff000',
    '#ffeab2',
    '#ffdc7f',
    '#ffce5a',
    '#ffdbdb',
    '#ffc8c8',
    '#ff8f92',
  ],
  ...[
    '#d6eaff',
    '#c1e0ff',
    '#98cbff',
    '#ebffb1',
    '#deff81',
    '#87f2c0',
    '#f9deff',
    '#f3beff',
    '#ccc8f9',
  ],
  ...['#eb93ff', '#f2f3f4', '#e6e8ea'],
]);

export function colourError(color: string | undefined, path: string): FieldError[] {
  return color === undefined || colours.has(color) ? [] : [refuse(path, 'NotSupportedChoice')];
}

/** Stages of one's own are numbered 20, 30, 40… in the order of the sort given; the system's keep theirs. */
export function normaliseSort(statuses: readonly Status[]): Status[] {
  const own = statuses.filter((status) => status.is_editable).sort((a, b) => a.sort - b.sort);
  const renumbered = own.map((status, position) => ({ ...status, sort: (position + 2) * 10 }));
  const system = statuses.filter((status) => !status.is_editable);
  return [...system, ...renumbered].sort((a, b) => a.sort - b.sort);
}
