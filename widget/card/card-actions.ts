import { createCardCalls } from '../api/card-calls.js';
import complaintTemplate from '../templates/card/complaint.hbs';
import proposalPanelTemplate from '../templates/card/proposal-panel.hbs';
import taskTemplate from '../templates/card/task.hbs';
import { answerActions } from './answer-actions.js';
import { complaintActions } from './complaint-actions.js';
import type { Action, FetchTools } from './card-action.js';
import { handoverActions } from './handover-actions.js';
import { followUpActions } from './follow-up-actions.js';
import { passingActions } from './passing-actions.js';
import { proposalActions } from './proposal-actions.js';
import { retryActions } from './retry-actions.js';
import { taskActions } from './task-actions.js';
import { viewComplaint } from './view/complaint-view.js';
import type { FormViews } from './view/form-views.js';
import { viewProposalPanel } from './view/proposal-panel-view.js';
import { viewTask } from './view/task-view.js';

/** A file of its own in the zip, fetched when something is first done on a card: most are read and closed. */
export const cardActions: CardActions = {
  views: {
    task: (state, { t }) => part(taskTemplate, viewTask(state, t)),
    proposal: (state, setting) => part(proposalPanelTemplate, viewProposalPanel(state, setting)),
    complaint: (state, setting) => part(complaintTemplate, viewComplaint(state, setting)),
  },
  create({ companion, ...rest }) {
    const tools = { ...rest, companion: companion === null ? null : createCardCalls(companion) };
    return new Map([
      ...answerActions(tools),
      ...handoverActions(tools),
      ...taskActions(tools),
      ...retryActions(tools),
      ...proposalActions(tools),
      ...passingActions(tools),
      ...followUpActions(tools),
      ...complaintActions(tools),
    ]);
  },
};

export interface CardActions {
  /** What can be opened beside what the card shows at first. */
  readonly views: FormViews;
  /** What each control of the card does, by the verb of its `data-action`. */
  readonly create: (tools: FetchTools) => ReadonlyMap<string, Action[1]>;
}

const part = (template: (data: object) => string, data: object | null): string =>
  data === null ? '' : template(data);
