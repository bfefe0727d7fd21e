import type { Say } from '../../../../wording/say.js';
import type { Sentence } from '../../../../wording/sentence.js';
import { valueKinds } from './observe-mask.js';
import type { Observation, ObservedKind } from './observe.js';

export const titleOf = (kind: ObservedKind): Sentence => ({ code: `observe.title_${kind}` });

/** What arrived, and which open question about Kommo it answers. */
export function printObservation(observation: Observation, say: Say): string {
  const { kind, at, facts, keys } = observation;
  const heading: Sentence = { code: kind === 'token' ? 'observe.claims' : 'observe.keys' };
  return [
    `${say(titleOf(kind))} · ${at.slice(11, 19)} UTC`,
    ...Object.entries(facts).map(
      ([name, value]) => `  ${nameOf(name, say)}: ${valueOf(value, say)}`,
    ),
    ...(keys.length === 0 ? [] : [`  ${say(heading)}:`]),
    ...keys.map((key) => `    ${keyOf(key, say)}`),
    ...settledBy(observation).map((line) => `  → ${say(line)}`),
  ].join('\n');
}

const factNames = ['encoding', 'announced', 'request', 'action'] as const;
function nameOf(name: string, say: Say): string {
  const known = factNames.find((one) => one === name);
  return known === undefined ? name : say({ code: `observe.fact_${known}` });
}

const factValues = [
  'accepted',
  'refused',
  'present',
  'absent',
  'expected',
  'without_port',
  'empty',
  'other',
  'same',
  'of_account',
  'of_other_server',
  'of_widget',
  'send_webhook',
] as const;
function valueOf(value: string, say: Say): string {
  const known = factValues.find((one) => one === value);
  return known === undefined ? value : say({ code: `observe.value_${known}` });
}

/** "leads[status][#][id]: number" */
function keyOf(key: string, say: Say): string {
  const [path = '', kind] = key.split(': ');
  const known = valueKinds.find((one) => one === kind);
  return known === undefined ? key : `${path}: ${say({ code: `observe.kind_${known}` })}`;
}

/** Names of switches in quotes are those of the sandbox (`/sandbox/switches`), so that it can be set to what was seen. */
export const settledBy = ({ kind, facts }: Observation): readonly Sentence[] =>
  verdicts[kind](facts);

type Facts = Observation['facts'];

const verdicts: Readonly<Record<ObservedKind, (facts: Facts) => readonly Sentence[]>> = {
  token: (facts) => [
    ...audienceVerdict(facts['aud']),
    {
      code: facts['is_admin'] === 'present' ? 'observe.is_admin_told' : 'observe.is_admin_untold',
    },
    facts['alg'] === 'HS256'
      ? { code: 'observe.alg_known' }
      : { code: 'observe.alg_unknown', params: { alg: facts['alg'] ?? '' } },
  ],
  hook: (facts) => [
    { code: 'observe.hooks_come_as', params: encodingOf(facts) },
    {
      code:
        facts['x-amocrm-requestid'] === 'present'
          ? 'observe.request_id_comes'
          : 'observe.request_id_absent',
    },
  ],
  pipeline: (facts) => [
    facts['action'] === 'of_widget'
      ? switchVerdict('widget-hook-as-json', facts['encoding'] === 'json')
      : { code: 'observe.actions_come_as', params: encodingOf(facts) },
  ],
  bot: (facts) => [
    switchVerdict('bot-request-as-json', facts['encoding'] === 'json'),
    switchVerdict('bot-token-hs256', facts['alg'] === 'HS256'),
    {
      code:
        facts['return_url'] === 'of_account'
          ? 'observe.return_url_own'
          : 'observe.return_url_foreign',
    },
  ],
  redelivery: (facts) => [
    switchVerdict('hook-request-id-changes', facts['x-amocrm-requestid'] === 'other'),
  ],
};

const audiences = ['expected', 'without_port', 'empty', 'absent', 'other'] as const;
function audienceVerdict(found: string | undefined): readonly Sentence[] {
  const known = audiences.find((one) => one === found);
  return known === undefined ? [] : [{ code: `observe.aud_${known}` }];
}

const switchVerdict = (name: string, on: boolean): Sentence => ({
  code: on ? 'observe.switch_on' : 'observe.switch_off',
  params: { name },
});

const encodingOf = (facts: Facts) => ({
  encoding: facts['encoding'] ?? '',
  announced: facts['announced'] ?? '',
});
