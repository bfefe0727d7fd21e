import { contact, createVisitor } from '../http/landing/visitor.js';
import type { Visitor } from '../http/landing/visitor.js';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { damage, randomOf, strange, strangeKeys } from './fuzzed-captures.js';

export interface FuzzedVisit {
  /** Whoever stays to the end sends a valid lead, whatever was sent before. */
  readonly email: string;
  /** Answers that nobody may get, and an end that was no thanks. */
  readonly wrong: readonly string[];
}

const mostDamages = 5;

/** A visitor of the form without a script: damaged steps, addresses and cookies first, then the three steps as they are asked. */
export async function fuzzedVisit(base: string, index: number, seed: number): Promise<FuzzedVisit> {
  const random = randomOf(seed * 100_003 + index);
  const visitor = createVisitor(base);
  const wrong: string[] = [];
  const watch = (what: string) => {
    if (visitor.status >= 500) wrong.push(`${what} answered ${visitor.status}`);
  };
  await visitor.open();
  for (let times = 0; times < random() * mostDamages; times += 1) {
    watch(await damaged(visitor, random));
    if (random() < 0.3) visitor.forget();
    if (random() < 0.5 || !visitor.html.includes('name="state"')) await visitor.open();
    watch('GET /form');
  }
  const { email } = personOf(index);
  await finish(visitor, index);
  if (visitor.status !== 303 || !visitor.path.startsWith('/form/thanks/'))
    wrong.push(`sent whole, the form answered ${visitor.status} at ${visitor.path.slice(0, 60)}`);
  return { email, wrong };
}

/** What the page asks for, page by page; where the damage left the visitor is where the visitor goes on. */
async function finish(visitor: Visitor, index: number): Promise<void> {
  await visitor.open(visitor.html.includes('name="state"') ? undefined : '/form');
  const steps = {
    need: { service_type: 'tax', company_size: '6-20' },
    contact: personOf(index),
    details: { tax_regime: 'rst' },
  } as const;
  await visitor.send({}, 'back');
  await visitor.send({}, 'back');
  for (const step of ['need', 'contact', 'details'] as const) await visitor.send(steps[step]);
  // A page that stood open, or whose state was lost, is shown once more to be confirmed.
  for (const step of ['contact', 'details'] as const)
    if (visitor.status === 422) await visitor.send(steps[step]);
}

const personOf = (index: number) => ({
  ...contact(1),
  email: `visita${index}@empresa${index}.example`,
  phone_number: `829${String(2_000_000 + index)}`,
});

const names = [
  ...['service_type', 'state', 'step', 'go', 'nota_interna', 'consent', 'marketing_opt_in'],
  ...[...Object.keys(contact()), 'tax_id', 'landline_number'],
  ...blueprint.questions.map(({ key }) => key),
];
const types = [
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16',
  'application/json',
  'multipart/form-data; boundary=x',
  'text/plain',
  '',
];

/** One damaged request, named. */
async function damaged(visitor: Visitor, random: () => number): Promise<string> {
  const pick = <T>(list: readonly T[], otherwise: T): T =>
    list[Math.floor(random() * list.length)] ?? otherwise;
  const text = () => {
    const value = pick(strange, null);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const token = () => pick([...visitor.cookies.values(), stateOf(visitor), text()], '');
  const bent = () =>
    encodeURIComponent(String(damage(token(), random)).replace(/\p{Surrogate}/gu, '?')).slice(
      0,
      3_000,
    );
  const kind = random();
  if (kind < 0.1) {
    const query = new URLSearchParams([[pick(['utm_source', 'nuevo', '__proto__'], ''), text()]]);
    await visitor.open(`/form?${query.toString()}&%=%ZZ&utm_term=%ff`);
    return 'GET /form with a query';
  }
  if (kind < 0.2) {
    const cookie = ['visita', 'formulario', 'piloto', 'solicitud'].map(
      (name) => `${name}=${bent()}`,
    );
    visitor.forget();
    await visitor.open('/form', { cookie: cookie.join('; ') });
    return 'GET /form with cookies';
  }
  if (kind < 0.3) {
    const page = pick(['/form/thanks/', '/privacy/withdraw/', '/form/assets/', '/form/'], '');
    await visitor.open(page + bent());
    return `GET ${page}`;
  }
  const pairs: [string, string][] = [
    ['step', pick(['need', 'contact', 'details', text()], '')],
    ['go', pick(['forward', 'back', text()], '')],
    ['state', random() < 0.7 ? stateOf(visitor) : bent()],
  ];
  for (let times = 0; times <= random() * 12; times += 1)
    pairs.push([random() < 0.1 ? pick(strangeKeys, '') : pick(names, ''), text()]);
  const body = damage(new URLSearchParams(pairs).toString(), random);
  const path = random() < 0.1 ? '/form/left' : '/form';
  await visitor.post(path, { body, type: pick(random() < 0.8 ? types.slice(0, 1) : types, '') });
  return `POST ${path}`;
}

const stateOf = ({ html }: Visitor): string => /name="state" value="([^"]*)"/.exec(html)?.[1] ?? '';
