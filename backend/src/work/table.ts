import type { z } from 'zod';
import { conversationRows } from './conversation-rows.js';
import { journeyRows } from './journey-rows.js';
import { operationsRows } from './operations-rows.js';
import { proposalRows } from './proposal-rows.js';
import { stageRows } from './stage-rows.js';
import type { About, Row } from './row.js';

const rows = {
  ...journeyRows,
  ...conversationRows,
  ...stageRows,
  ...proposalRows,
  ...operationsRows,
};

export type StepName = keyof typeof rows;

/** Who asks for work gives this; what has a default may be left out. */
export type Given = { readonly [Name in StepName]: z.input<(typeof rows)[Name]['input']> };
/** What the step gets. */
export type Input = { readonly [Name in StepName]: z.output<(typeof rows)[Name]['input']> };
/** The steps that a step may ask for. */
export type Edge = { readonly [Name in StepName]: (typeof rows)[Name]['next'][number] };

/** Everything the queue runs. That it compiles says that every edge leads to a row. The README prints it. */
export const work: {
  readonly [Name in StepName]: Row<Input[Name], Given[Name], Extract<Edge[Name], StepName>>;
} = rows;

export const isStepName = (name: string): name is StepName => Object.hasOwn(work, name);
export const stepNames: readonly StepName[] = Object.keys(work).filter(isStepName);

/** What stored work is about; nothing where it is called otherwise by now, or its data is not its input. */
export const aboutOf = (step: string, data: unknown): About =>
  isStepName(step) ? rows[step].aboutStored(data) : {};
