import type { MeetingKind } from '../../../../domain/blueprint/meetings.js';
import type { Sentence } from '../../../../wording/sentence.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';

/** The task of a meeting, and how it is known again: Kommo keeps no key of a task. */
export const meetingSentence = (
  kind: MeetingKind,
  { name: lead }: Pick<KommoLead, 'name'>,
): Sentence => ({ code: `stage.meet_${kind}`, params: { lead } });
