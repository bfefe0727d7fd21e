import type { CardState, ReadyState } from '../state/card-state.js';
import type { ActionPart, Fetching } from '../state/fetching.js';
import answersTemplate from '../../templates/card/answers.hbs';
import conversationTemplate from '../../templates/card/conversation.hbs';
import fetchingTemplate from '../../templates/card/fetching.hbs';
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
import skeletonTemplate from '../../templates/card/skeleton.hbs';
import staleTemplate from '../../templates/card/stale.hbs';
import waitingTemplate from '../../templates/card/waiting.hbs';
import { announceEdit, viewAnswers } from './answers-view.js';
import { viewConversation, viewHistory } from './details-view.js';
import { viewFollowUp } from './follow-up-view.js';
import { viewForms, type FormViews } from './form-views.js';
import { viewFailure } from '../../view/failure-view.js';
import { announceOdoo, viewOdoo } from './odoo-view.js';
import { announceScore, viewHead } from './head-view.js';
import { viewLines } from './lines-view.js';
import { viewMissing } from './missing-view.js';
import { announceRun, viewRun } from './run-view.js';
import { announceWaiting, viewWaiting } from './waiting-view.js';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { Translate } from '../../view/translate.js';

/** The whole card as HTML in which every value is escaped; `forms` is null until somebody wanted one. */
export function viewCard(state: CardState, setting: Setting, forms: FormViews | null): string {
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
      return viewReady(state, setting, forms);
  }
}

function viewReady(state: ReadyState, setting: Setting, forms: FormViews | null): string {
  const { card } = state;
  const { task, proposal, complaint } = viewForms(state, setting, forms);
  const part = (name: ActionPart, html: string): string =>
    html + (state.fetching?.part === name ? viewFetching(state.fetching, setting.t) : '');
  return [
    live(announce(state, setting)),
    drawn(staleTemplate, viewStale(state, setting)),
    headTemplate(viewHead(state, setting)),
    part('waiting', drawn(waitingTemplate, viewWaiting(state, setting))),
    part('task', task),
    part('odoo', drawn(odooTemplate, viewOdoo(state, setting))),
    part('proposal', proposal),
    part('run', drawn(runTemplate, viewRun(state, setting))),
    part('follow-up', drawn(followUpTemplate, viewFollowUp(card, setting))),
    part('missing', drawn(missingTemplate, viewMissing(state, setting.t))),
    drawn(linesTemplate, viewLines(state, setting.t)),
    part('answers', answersTemplate(viewAnswers(state, setting))),
    drawn(conversationTemplate, viewConversation(card, setting)),
    drawn(historyTemplate, viewHistory(card, setting)),
    part('complaint', complaint),
    part('calls', ''),
    footTemplate(viewFoot(state, setting)),
  ].join('');
}

/** What was wanted comes, or did not and is asked for again. */
const viewFetching = ({ failed }: Fetching, t: Translate): string =>
  fetchingTemplate({
    ...{ failed, again: t('card.retry') },
    text: t(failed ? 'card.not_fetched' : 'card.fetching'),
  });

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
    calls: t('calls.short'),
    callsTitle: t('calls.title'),
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

/** What a screen reader hears; the thanks speak for themselves. */
function announceComplaint({ complaint }: ReadyState, t: Translate): string {
  return complaint.kind === 'sending' ? t('odoo.sending') : '';
}

function notice(title: string, text: string): string {
  return live() + noticeTemplate({ title, text, role: 'note' });
}

function drawn(template: (data: object) => string, data: object | null): string {
  return data === null ? '' : template(data);
}
