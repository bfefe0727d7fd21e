import type { Card } from '../../../../contract/card.js';
import type { Blueprint } from '../../../../domain/blueprint/shape.js';
import type { LeadSnapshot, LeadStage } from '../../storage/tables.js';

type Stage = NonNullable<Card['lead']['stage']>;

export interface Limits {
  /** Stages whose automation the account says is set up. */
  readonly automated: ReadonlySet<string> | null;
  /** Where the lead stands as the time limits know it. */
  readonly stay: LeadStage | null;
  /** The bot has asked what it wanted to. */
  readonly isAsked: boolean;
}

/** The stage with the end of its time limit: the one that runs, else what its own account says. */
export function stageOf(
  snapshot: LeadSnapshot,
  { pipelines }: Pick<Blueprint, 'pipelines'>,
  limits: Limits,
): Stage {
  const { key, name, outcome } = snapshot.stage;
  const known = pipelines.flatMap(({ stages }) => stages).find((stage) => stage.key === key);
  const runs = outcome === 'open' && !isBehindBot(key, limits);
  const dueAt = runs ? endOf(snapshot, known?.limitMs ?? null, limits) : null;
  return { key, name: known?.name ?? name, outcome, since: snapshot.since, dueAt };
}

/** These limits are the bot's: once it has asked, the lead stays for its executive, unless somebody was told of it. */
function isBehindBot(key: string | null, { stay, isAsked }: Limits): boolean {
  const isOfBot = key === 'new' || key === 'qualifying';
  return isOfBot && isAsked && !(stay?.stage === key && stay.facts.told !== undefined);
}

function endOf(
  { stage: { key }, since }: LeadSnapshot,
  limitMs: number | null,
  { automated, stay }: Limits,
): string | null {
  if (key === null) return null;
  if (stay?.stage === key && stay.due !== 'enter-stage') return stay.limitAt;
  // Where nothing would be done at its end, a clock only alarms.
  if (since === null || limitMs === null || automated?.has(key) !== true) return null;
  return new Date(Date.parse(since) + limitMs).toISOString();
}
