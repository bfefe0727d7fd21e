import type { StageKey } from '../../contract/card.js';

interface Place {
  readonly pipelineId: number;
  readonly statusId: number;
}

/** A lead as Kommo tells it, as far as a card needs it. */
interface ToldLead extends Place {
  readonly id: number;
  readonly name: string;
  readonly stage: StageKey | null;
  readonly stageName: string;
  readonly outcome: 'open' | 'won' | 'lost';
}

/** What a card says of the lead itself while Kommo cannot be read. */
export interface ShownLead {
  readonly kommoLeadId: number;
  readonly seenAt: string;
  readonly name: string;
  readonly stage: Place & {
    readonly key: StageKey | null;
    readonly name: string;
    readonly outcome: 'open' | 'won' | 'lost';
  };
}

export function shownOf(lead: ToldLead, seenAt: Date): ShownLead {
  const { stage: key, stageName: name, outcome, pipelineId, statusId } = lead;
  return {
    kommoLeadId: lead.id,
    seenAt: seenAt.toISOString(),
    name: lead.name,
    stage: { key, name, outcome, pipelineId, statusId },
  };
}

export const isSamePlace = (one: Place, other: Place): boolean =>
  one.pipelineId === other.pipelineId && one.statusId === other.statusId;
