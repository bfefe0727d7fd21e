import type { ProposalDraft } from '../../contract/proposal.js';
import type { CardCalls } from '../api/card-calls.js';
import { copyText } from '../host/clipboard.js';
import type { Fields } from '../view/actions.js';
import type { Action, ActionTools } from './card-action.js';
import type { ProposalPanel } from './state/proposal.js';
import { readAmount } from '../view/read-amount.js';

export const proposalActions = (tools: ActionTools): readonly Action[] => [
  ['proposal', () => void open(tools)],
  [
    'proposal-edit',
    () => {
      tools.dispatch({ kind: 'proposal_edited' });
      tools.focus('[data-part="proposal"] [name="amount"]');
    },
  ],
  [
    'proposal-cancel',
    () => {
      tools.dispatch({ kind: 'proposal_cancelled' });
      tools.focus('[data-action="proposal"]');
    },
  ],
  ['proposal-copy', () => void copy(tools)],
  ['proposal-send', (_subject, fields) => void send(tools, fields)],
  ['proposal-revoke', () => void revoke(tools)],
];

async function open({ leadId, read, dispatch, companion }: ActionTools): Promise<void> {
  dispatch({ kind: 'proposal_pressed' });
  const state = read();
  if (companion === null || state.kind !== 'ready' || state.proposal.kind !== 'loading') return;
  const outcome = await companion.readProposal(leadId);
  dispatch(
    outcome.kind === 'ok'
      ? { kind: 'proposal_arrived', proposal: outcome.value }
      : { kind: 'proposal_failed', failure: outcome.failure },
  );
}

/** Pressed again while it is on its way, it goes once. */
async function send(tools: ActionTools, fields: Fields): Promise<void> {
  const panel = panelOf(tools);
  if (panel === null) return;
  const amount = readAmount(fields['amount'] ?? '');
  if (amount === 'unreadable') {
    tools.dispatch({
      kind: 'proposal_refused',
      failure: { code: 'unreadable_amount', requestId: null },
    });
    tools.focus('[data-part="proposal"] [name="amount"]');
    return;
  }
  const draft = draftOf(panel.proposal.draft, fields, amount);
  await ask(tools, 'send', (companion) => companion.sendProposal(tools.leadId, draft));
}

const revoke = (tools: ActionTools): Promise<void> =>
  ask(tools, 'revoke', (companion) => companion.revokeProposal(tools.leadId));

async function ask(
  tools: ActionTools,
  what: 'send' | 'revoke',
  call: (companion: CardCalls) => ReturnType<CardCalls['readProposal']>,
): Promise<void> {
  const { companion, dispatch, focus, loader } = tools;
  if (companion === null || panelOf(tools)?.busy !== null) return;
  dispatch({ kind: 'proposal_asked', what });
  const outcome = await call(companion);
  if (outcome.kind === 'failed') {
    dispatch({ kind: 'proposal_refused', failure: outcome.failure });
    return;
  }
  dispatch({ kind: 'proposal_arrived', proposal: outcome.value });
  focus('[data-part="proposal"] [data-first]');
  loader.refresh();
}

async function copy(tools: ActionTools): Promise<void> {
  const url = panelOf(tools)?.proposal.newest?.url;
  if (url === undefined) return;
  tools.dispatch({ kind: 'proposal_copied', done: await copyText(url) });
}

function panelOf({ read }: ActionTools): Extract<ProposalPanel, { kind: 'shown' }> | null {
  const state = read();
  return state.kind === 'ready' && state.proposal.kind === 'shown' ? state.proposal : null;
}

/** What was typed over what was there. */
function draftOf(known: ProposalDraft, fields: Fields, amount: number | null): ProposalDraft {
  const { greeting = known.greeting, valid_days: days = '' } = fields;
  return {
    ...known,
    greeting,
    services: known.services.map((service) => ({
      ...service,
      scope: fields[`scope_${service.key}`] ?? service.scope,
    })),
    amount,
    validDays: Number(days) || known.validDays,
  };
}
