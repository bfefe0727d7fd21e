import type { AccountClock } from '../kommo/clock.js';
import { createDeliveries } from './deliveries.js';
import type { Deliveries, Manner } from './deliveries.js';
import { createFaults } from './graph-faults.js';
import type { Faults } from './graph-faults.js';
import { leadForm, testAnswer } from './lead-form.js';

/** What a person enters in Meta's app and page; fixed or drawn by who starts the sandbox. */
export interface MetaSecrets {
  readonly appSecret: string;
  readonly pageToken: string;
  readonly verifyToken: string;
}

export interface MetaLead {
  /** Sixteen or seventeen digits: more than a number of JavaScript holds. */
  readonly id: string;
  readonly createdAt: Date;
  readonly fields: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly isTest: boolean;
  readonly consents: readonly { readonly checkbox_key: string; readonly is_checked: string }[];
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** In seconds as the Graph API has them; 0: never. */
export interface TokenState {
  readonly isValid: boolean;
  readonly expiresAt: number;
  readonly dataAccessExpiresAt: number;
  readonly scopes: readonly string[];
}

export interface Meta {
  token(): TokenState;
  setToken(state: TokenState): void;
  readonly secrets: MetaSecrets;
  readonly faults: Faults;
  readonly deliveries: Deliveries;
  leads(): readonly MetaLead[];
  lead(id: string): MetaLead | undefined;
  /** Somebody fills the ad's form; null keeps it to the page, as when no webhook arrives. */
  send(given: ToSend): Promise<readonly MetaLead[]>;
  clear(): void;
}

export interface ToSend {
  /** One person, or several in one delivery. */
  readonly people: readonly Fields[];
  readonly isTest: boolean;
  readonly consents: MetaLead['consents'];
  /** How often the same delivery comes; 0 never. */
  readonly times: number;
  readonly delaySeconds: number;
  readonly manner: Manner;
}

const lastingToken: TokenState = {
  ...{ isValid: true, expiresAt: 0, dataAccessExpiresAt: 0 },
  scopes: ['leads_retrieval'],
};

export const firstLeadId = 66_861_076_766_107_000n;

/** Meta as the firm's page, its lead form and its app see it. In memory: a page's leads begin anew at each start. */
export function createMeta(clock: AccountClock, companionUrl: string, secrets: MetaSecrets): Meta {
  const leads = new Map<string, MetaLead>();
  const faults = createFaults();
  const deliveries = createDeliveries({ clock, companionUrl, secret: () => secrets.appSecret });
  let last = firstLeadId;
  let token = lastingToken;

  function add(given: Fields, { isTest, consents }: ToSend): MetaLead {
    last += 789n;
    const fields = isTest ? { ...testAnswers(), ...given } : given;
    const lead: MetaLead = {
      ...{ id: String(last), createdAt: clock.now(), isTest, consents },
      fields: Object.entries(fields).map(([name, value]) => ({
        name,
        values: typeof value === 'string' ? [value] : value,
      })),
    };
    leads.set(lead.id, lead);
    return lead;
  }

  return {
    ...{ secrets, faults, deliveries },
    token: () => token,
    setToken: (state) => {
      token = state;
    },
    leads: () => [...leads.values()],
    lead: (id) => leads.get(id),
    async send(given) {
      const made = given.people.map((fields) => add(fields, given));
      const { manner, times, delaySeconds } = given;
      await deliveries.leads(made, { manner, times, delaySeconds });
      return made;
    },
    clear: () => {
      leads.clear();
      token = lastingToken;
      faults.clear();
      deliveries.clear();
    },
  };
}

const testAnswers = (): Fields =>
  Object.fromEntries(leadForm.questions.map(({ key }) => [key, testAnswer(key)]));
