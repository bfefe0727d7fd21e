import type { CardState, ReadyState } from '../state/card-state.js';
import answersTemplate from '../../templates/card/answers.hbs';
import complaintTemplate from '../../templates/card/complaint.hbs';
import conversationTemplate from '../../templates/card/conversation.hbs';
import followUpTemplate from '../../templates/card/follow-up.hbs';
import footTemplate from '../../templates/card/foot.hbs';
import headTemplate from '../../templates/card/head.hbs';
import historyTemplate from '../../templates/card/history.hbs';
import linesTemplate from '../../templates/card/lines.hbs';
import liveTemplate from '../../templates/card/live.hbs';
import missingTemplate from '../../templates/card/missing.hbs';
import noticeTemplate from '../../templates/notice.hbs';
import odooTemplate from '../../templates/card/odoo.hbs';
import runTemplate from '../../templates/card/run.hbs';
import proposalTemplate from '../../templates/card/proposal.hbs';
import skeletonTemplate from '../../templates/card/skeleton.hbs';
import staleTemplate from '../../templates/card/stale.hbs';
import taskTemplate from '../../templates/card/task.hbs';
import waitingTemplate from '../../templates/card/waiting.hbs';
import { announceEdit, viewAnswers } from './answers-view.js';
import { announceComplaint, viewComplaint } from './complaint-view.js';
import { viewConversation, viewHistory } from './details-view.js';
import { viewFollowUp } from './follow-up-view.js';
import { viewFailure } from '../../view/failure-view.js';
import { announceOdoo, viewOdoo } from './odoo-view.js';
import { announceScore, viewHead } from './head-view.js';
import { viewLines } from './lines-view.js';
import { viewMissing } from './missing-view.js';
import { viewProposal } from './proposal-view.js';
import { announceRun, viewRun } from './run-view.js';
import { viewTask } from './task-view.js';
import { announceWaiting, viewWaiting } from './waiting-view.js';
import { readTime, sayAge, type Setting } from '../../view/times.js';

/** The whole card as HTML in which every value is escaped. */
export function viewCard(state: CardState, setting: Setting): string {
  const { t } = setting;
  switch (state.kind) {
    case 'unsaved':
      return notice(t('card.unsaved_title'), t('card.unsaved_text'));
    case 'not_configured':
      return notice(t('card.not_configured_title'), t('card.not_configured_text'));
    case 'loading':
      return live({ score: t('card.loading') }) + skeletonTemplate({});
    case 'failed':
      return (
        live() +
        noticeTemplate({
          title: t('card.failed_title'),
          text: viewFailure(state.failure, t).reason,
          requestId: viewFailure(state.failure, t).requestId,
          role: 'alert',
          action: {
            label: t(state.refreshing ? 'card.refreshing' : 'card.retry'),
            busy: state.refreshing,
          },
        })
      );
    case 'ready':
      return viewReady(state, setting);
  }
}

function viewReady(state: ReadyState, setting: Setting): string {
  const { card } = state;
  return [
    live(announce(state, setting)),
    part(staleTemplate, viewStale(state, setting)),
    headTemplate(viewHead(state, setting)),
    part(waitingTemplate, viewWaiting(state, setting)),
    part(taskTemplate, viewTask(state, setting.t)),
    part(odooTemplate, viewOdoo(state, setting)),
    part(proposalTemplate, viewProposal(state, setting)),
    part(runTemplate, viewRun(state, setting)),
    part(followUpTemplate, viewFollowUp(card, setting)),
    part(missingTemplate, viewMissing(state, setting.t)),
    part(linesTemplate, viewLines(state, setting.t)),
    answersTemplate(viewAnswers(state, setting)),
    part(conversationTemplate, viewConversation(card, setting)),
    part(historyTemplate, viewHistory(card, setting)),
    part(complaintTemplate, viewComplaint(state, setting)),
    footTemplate(viewFoot(state, setting)),
  ].join('');
}

/** A banner when what is shown may be old: the companion did not answer us, or Kommo did not answer the companion. */
function viewStale(
  { card, failure, receivedAt, refreshing }: ReadyState,
  setting: Setting,
): object | null {
  const { t } = setting;
  if (failure === null && !card.stale) return null;
  const since = card.stale ? (readTime(card.generatedAt) ?? receivedAt) : receivedAt;
  return {
    ...(failure === null
      ? { reason: t('card.stale_kommo'), requestId: null }
      : viewFailure(failure, t)),
    age: t('card.stale', { age: sayAge(since, setting) }),
    action: { label: t(refreshing ? 'card.refreshing' : 'card.retry'), busy: refreshing },
  };
}

function viewFoot({ receivedAt, refreshing }: ReadyState, setting: Setting): object {
  const { t } = setting;
  return {
    updated: t('card.updated', { age: sayAge(receivedAt, setting) }),
    label: t(refreshing ? 'card.refreshing' : 'card.refresh'),
    busy: refreshing,
  };
}

interface Said {
  readonly score?: string;
  readonly edit?: string;
  readonly odoo?: string;
  readonly waiting?: string;
  readonly run?: string;
}

/** Regions that are always there, because a screen reader hears only what changes in one. */
function live(said: Said = {}): string {
  return liveTemplate(said);
}

function announce(state: ReadyState, setting: Setting): Said {
  const { t } = setting;
  const edit = announceEdit(state, t);
  return {
    score: announceScore(state, t),
    edit: edit === '' ? announceComplaint(state, t) : edit,
    odoo: announceOdoo(state, t),
    waiting: announceWaiting(state, setting),
    run: announceRun(state, setting),
  };
}

function notice(title: string, text: string): string {
  return live() + noticeTemplate({ title, text, role: 'note' });
}

function part(template: (data: object) => string, data: object | null): string {
  return data === null ? '' : template(data);
}
