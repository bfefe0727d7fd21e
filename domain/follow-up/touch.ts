import type { EmailKey, TemplateKey } from '../conversation/template.js';

/** What a touch is sent by. `move` and `task` reach nobody outside the firm. */
export type Channel = 'whatsapp' | 'email' | 'task' | 'move';

/** One row of the follow-up (R5.2), or of what a stage begins with (R3.1), with the template id of the specification. */
export interface Touch {
  readonly key: string;
  /** From the first message that stayed unanswered, or from the stage's beginning. */
  readonly afterDays: number;
  readonly channels: readonly Channel[];
  readonly whatsapp: TemplateKey | null;
  readonly email: EmailKey | null;
  /** Marketing needs the lead's opt-in to it; without it the touch becomes a task for the executive. */
  readonly marketing: boolean;
  /** What may not be sent is left out: its stage asks a person anyway. */
  readonly orElse?: 'nothing';
  /** It speaks of a proposal, so it waits for one. */
  readonly needsProposal?: true;
}

/** A row of the plan of one lead. */
export interface PlannedTouch {
  readonly touch: Touch;
  readonly dueAt: Date;
}
