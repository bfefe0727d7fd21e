import type { Card } from '../../../contract/card.js';
import type { OdooState, OdooStepState } from '../../../contract/odoo.js';
import type { ReadyState } from '../state/card-state.js';
import { viewFailure } from '../../view/failure-view.js';
import { viewPreview } from './preview-view.js';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { Translate } from '../../view/translate.js';

/** Null where there is nothing to tell: a lost lead that was never sent. */
export function viewOdoo(state: ReadyState, setting: Setting): object | null {
  const { t } = setting;
  const { handover, card } = state;
  const isLost = card.lead.stage?.outcome === 'lost';
  if (isLost && card.odoo.kind === 'not_sent' && handover.kind === 'idle') return null;
  const sending = handover.kind === 'sending';
  const base = {
    title: t('odoo.title'),
    confirm: handover.kind === 'confirming' ? viewQuestion(handover, t) : null,
    refused:
      handover.kind === 'refused'
        ? { title: t('odoo.refused'), ...viewFailure(handover.failure, t) }
        : null,
  };
  const canSend = ['not_sent', 'failed'].includes(state.card.odoo.kind);
  const preview = canSend && !sending ? viewPreview(state.preview, setting.t) : null;
  return { ...base, preview, ...viewHandover(card, setting) };
}

const viewQuestion = ({ short }: { readonly short: boolean }, t: Translate): object => ({
  text: t('odoo.confirm'),
  reason: t('odoo.confirm_reason'),
  problem: short ? t('complaint.short') : null,
  invalid: short,
  yes: t('odoo.confirm_yes'),
  no: t('odoo.confirm_no'),
});

/** What a screen reader hears when the hand-over moves on. */
export function announceOdoo({ card, handover }: ReadyState, t: Translate): string {
  if (handover.kind === 'sending') return t('odoo.sending');
  if (handover.kind === 'refused') return t('odoo.refused');
  if (card.odoo.kind === 'not_sent') return '';
  return t(`odoo.${card.odoo.kind}`);
}

function viewHandover({ odoo, waiting }: Card, setting: Setting): object {
  const { t } = setting;
  switch (odoo.kind) {
    case 'not_sent':
      return { text: t('odoo.not_sent') };
    case 'in_progress':
      return viewRunning(odoo, waiting, t);
    case 'done':
      return {
        done: {
          text: t('odoo.done'),
          customer: t('odoo.customer', { id: odoo.customerId }),
          link: webAddress(odoo.customerUrl),
          open: t('odoo.open'),
          when: sayWhen(odoo.finishedAt, setting),
          records: odoo.steps.flatMap((step) => viewRecord(step, t)),
        },
      };
    case 'failed':
      return {
        failed: {
          title: t('odoo.failed'),
          ...viewFailure(odoo, t),
          ...(odoo.reason === null ? {} : { reason: odoo.reason }),
        },
        steps: odoo.steps.map((step) => viewStep(step, t)),
      };
  }
}

/** Nothing runs while it waits to be tried again. */
function viewRunning(
  { steps, waitingFor }: Extract<OdooState, { kind: 'in_progress' }>,
  waiting: Card['waiting'],
  t: Translate,
): object {
  const isToldAbove = waiting.some(({ step }) => step === 'send-to-odoo');
  const waits = isToldAbove || waitingFor !== null;
  return {
    text: t(waits ? 'odoo.held' : 'odoo.in_progress'),
    steps: steps.map((step) =>
      viewStep(waits && step.state === 'running' ? { ...step, state: 'waiting' } : step, t),
    ),
    waiting:
      waitingFor === null || isToldAbove
        ? null
        : t('odoo.waiting', { reason: t.word('errors', waitingFor, t('errors.internal')) }),
  };
}

/** What else stands in Odoo, each with its link: opportunity, project, order. */
function viewRecord({ step, id, url }: OdooStepState, t: Translate): readonly object[] {
  const link = webAddress(url);
  if (step === 'customer' || id === null || link === null) return [];
  return [{ label: t.word('odoo_steps', step), id: t('odoo.record', { id }), link }];
}

function viewStep(step: OdooStepState, t: Translate): object {
  return {
    state: step.state,
    label: t.word('odoo_steps', step.step),
    said: t.word('odoo_step_states', step.state),
    id: step.id === null ? null : t('odoo.record', { id: step.id }),
    link: webAddress(step.url),
  };
}

/** Null for anything that is no web page: a link must never run script. */
function webAddress(address: string | null): string | null {
  return address !== null && /^https?:\/\//i.test(address) ? address : null;
}

function sayWhen(finishedAt: string, setting: Setting): string {
  const at = readTime(finishedAt);
  return at === null ? '' : setting.t('odoo.when', { age: sayAge(at, setting) });
}
