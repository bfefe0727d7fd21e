import type { BotStep, BotSteps, Handler } from './bot-json.js';
import { finishStep } from './bot-json.js';
import { goto } from './handlers.js';
import { stableUuid } from '../../stable-uuid.js';

/** Steps under construction: they are named, and numbered in the order in which their names are first used. */
export interface Steps {
  readonly numberOf: (label: string) => number;
  readonly to: (label: string) => Handler;
  readonly has: (label: string) => boolean;
  /** Some step goes to it, and it is not there yet. */
  readonly isWanted: (label: string) => boolean;
  readonly add: (label: string, step: Omit<BotStep, 'block_uuid'>) => void;
  readonly build: () => BotSteps;
}

export function createSteps(botName: string): Steps {
  const labels: string[] = [];
  const steps = new Map<string, BotStep>();
  const numberOf = (label: string): number => {
    if (!labels.includes(label)) labels.push(label);
    const index = labels.indexOf(label);
    // The number of the finishing block stays free.
    return index < finishStep ? index : index + 1;
  };
  return {
    numberOf,
    to: (label) => goto(numberOf(label)),
    has: (label) => steps.has(label),
    isWanted: (label) => labels.includes(label) && !steps.has(label),
    add(label, step) {
      steps.set(label, { ...step, block_uuid: stableUuid(`${botName} ${label}`) });
      numberOf(label);
    },
    build: () =>
      Object.fromEntries([...steps].map(([label, step]) => [String(numberOf(label)), step])),
  };
}
