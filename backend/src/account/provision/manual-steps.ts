import { emailSteps } from './email-steps.js';
import type { AccountSnapshot } from './snapshot.js';
import type { Conflict, Wanted } from './plan.js';
import type { Sentence } from '../../../../wording/sentence.js';

/** Something that only a person can do in Kommo, with what to paste. */
export interface ManualStep {
  readonly title: Sentence;
  readonly how: Sentence;
  /** Null where there is nothing to paste. */
  readonly paste: string | null;
}

/** What the API cannot do, and what this account does not let it do. */
export function listManualSteps(
  wanted: Wanted,
  account: AccountSnapshot,
  conflicts: readonly Conflict[],
): readonly ManualStep[] {
  return [
    ...hookSteps(wanted, account),
    ...lossReasonSteps(wanted, account),
    ...conflicts.map(conflictStep),
    ...pipelineSteps(wanted),
    {
      title: { code: 'provision.conversations' },
      how: { code: 'provision.conversations_how' },
      paste: null,
    },
    ...emailSteps(wanted, account),
  ];
}

function hookSteps({ hook }: Wanted, { hooks }: AccountSnapshot): readonly ManualStep[] {
  if (hook === null || hooks !== null) return [];
  return [
    {
      title: { code: 'provision.hooks' },
      how: { code: 'provision.hooks_how', params: { events: hook.settings.join(', ') } },
      paste: hook.destination,
    },
  ];
}

function lossReasonSteps({ lossReasons }: Wanted, account: AccountSnapshot): readonly ManualStep[] {
  if (account.lossReasons !== null || lossReasons.length === 0) return [];
  return [
    {
      title: { code: 'provision.loss_reasons' },
      how: { code: 'provision.loss_reasons_how' },
      paste: lossReasons.join('\n'),
    },
  ];
}

const conflictStep = ({ code, found, wanted }: Conflict): ManualStep => ({
  title: { code: 'provision.conflict', params: { code } },
  how: { code: 'provision.conflict_how', params: { found, wanted } },
  paste: null,
});

/** Covers a missing status hook, and accounts whose plan has no account hooks. */
function pipelineSteps({ blueprint, hook }: Wanted): readonly ManualStep[] {
  if (hook === null) return [];
  const [pipeline] = blueprint.pipelines;
  const won = pipeline?.stages.find(({ key }) => key === 'won');
  if (pipeline === undefined || won === undefined) return [];
  return [
    {
      title: { code: 'provision.pipeline_notice', params: { stage: won.name } },
      how: {
        code: 'provision.pipeline_notice_how',
        params: { pipeline: pipeline.name, stage: won.name },
      },
      paste: `${hook.destination.replace(/\/$/u, '')}/pipeline`,
    },
  ];
}
