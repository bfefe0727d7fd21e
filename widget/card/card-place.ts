import type { Companion } from '../api/companion.js';
import { prepareCalls } from './calls-opener.js';
import { createLoader, type Loader } from './card-loader.js';
import type { CardMemory } from './card-memory.js';
import { createActions, fetchedViews } from './fetched-actions.js';
import { createLifetime, type Lifetime } from '../host/lifetime.js';
import { readLanguage, readOpenCard, readTimeZone, readUserName } from '../host/page.js';
import { openPanel } from '../host/panel.js';
import type { WidgetSdk } from '../host/sdk.js';
import { watchVisibility } from '../host/visibility.js';
import { openCard, reduceCard, type CardEvent, type CardState } from './state/card-state.js';
import type { Handover } from './state/handover.js';
import { bindActions } from '../view/actions.js';
import { viewCard } from './view/card-view.js';
import { draw } from '../view/draw.js';
import type { Translate } from '../view/translate.js';

export interface CardPlace {
  readonly leadId: number;
  /** Asks for the data, once: later calls do nothing. */
  readonly start: () => void;
  readonly close: () => void;
  /** False once it is closed, or the host has thrown its block away. */
  readonly isShown: () => boolean;
}

export interface CardTools {
  readonly sdk: WidgetSdk;
  /** Null while no admin has named the companion. */
  readonly companion: Companion | null;
  readonly memory: CardMemory;
  readonly t: Translate;
  readonly now: () => number;
}

/** Ages and countdowns are redrawn this often. */
const tickMs = 15_000;

/** Puts the card of one lead into the right panel and keeps it true until it is closed. */
export function showCardPlace(leadId: number, tools: CardTools): CardPlace {
  const lifetime = createLifetime();
  const view = createView(tools, lifetime);
  const store = createStore(leadId, { ...tools, lifetime, show: view.show });
  view.show(store.read());

  openPanel(tools.sdk, lifetime, (root) => {
    view.mount(root);
    watchVisibility(root, lifetime, store.loader.setVisible);
    const openCalls = prepareCalls(root, { ...tools, leadId, lifetime });
    bindActions(
      root,
      lifetime,
      createActions({ ...tools, ...store, leadId, lifetime, focus: view.focus, openCalls }),
    );
  });
  // Kommo may show another page without destroying the widget.
  lifetime.listenInHost('page:changed', () => {
    if (readOpenCard()?.leadId !== leadId) lifetime.end();
  });

  return { leadId, start: store.loader.start, close: lifetime.end, isShown: view.isShown };
}

interface Store {
  readonly read: () => CardState;
  readonly dispatch: (event: CardEvent) => void;
  readonly loader: Loader;
}

interface StoreTools extends CardTools {
  readonly lifetime: Lifetime;
  readonly show: (state: CardState) => void;
}

function createStore(leadId: number, tools: StoreTools): Store {
  const { lifetime, show, companion, memory, now } = tools;
  let state = firstState(leadId, tools);
  const read = (): CardState => state;
  const dispatch = (event: CardEvent): void => {
    if (lifetime.ended()) return;
    const before = state;
    state = reduceCard(before, event);
    if (state === before) return;
    show(state);
    const sending = handoverSent(state);
    if (sending !== null && handoverSent(before) === null) void send(sending.reason);
  };
  const send = async (reason: string | null): Promise<void> => {
    const outcome = await companion?.sendToOdoo(leadId, reason);
    if (outcome === undefined) return;
    dispatch(
      outcome.kind === 'ok'
        ? { kind: 'odoo_answered', odoo: outcome.value }
        : { kind: 'odoo_failed', failure: outcome.failure },
    );
    loader.reschedule();
  };
  const loader = createLoader({ read, dispatch, companion, memory, now, lifetime });
  return { read, dispatch, loader };
}

function firstState(leadId: number, { companion, memory }: CardTools): CardState {
  if (leadId === 0) return { kind: 'unsaved' };
  if (companion === null) return { kind: 'not_configured' };
  return openCard(leadId, memory.recall(leadId));
}

/** The hand-over that is being asked for; null when none is. */
function handoverSent(state: CardState): Extract<Handover, { kind: 'sending' }> | null {
  return state.kind === 'ready' && state.handover.kind === 'sending' ? state.handover : null;
}

interface View {
  readonly mount: (root: HTMLElement) => void;
  readonly show: (state: CardState) => void;
  readonly focus: (selector: string) => void;
  readonly isShown: () => boolean;
}

function createView({ t, now }: CardTools, lifetime: Lifetime): View {
  let root: HTMLElement | null = null;
  let shown: CardState | null = null;
  const redraw = (): void => {
    if (root === null || shown === null || lifetime.ended()) return;
    if (!root.isConnected) {
      lifetime.end();
      return;
    }
    const setting = {
      t,
      now: now(),
      language: readLanguage(),
      timeZone: readTimeZone(),
      nameOf: readUserName,
    };
    draw(root, viewCard(shown, setting, fetchedViews()));
    lifetime.after('tick', tickMs, redraw);
  };
  return {
    mount(mounted) {
      root = mounted;
      redraw();
    },
    show(state) {
      shown = state;
      redraw();
    },
    focus(selector) {
      root?.querySelector<HTMLElement>(selector)?.focus();
    },
    isShown: () => !lifetime.ended() && (root === null || root.isConnected),
  };
}
