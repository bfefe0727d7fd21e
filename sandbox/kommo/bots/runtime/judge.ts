import type { Branch, HandlerOf } from '../format/handlers.js';
import type { Test, Validation } from '../format/tests.js';
import { fill, fillTerm } from '../format/placeholders.js';
import type { Known } from '../format/placeholders.js';
import { knownTo } from './session.js';
import type { Session } from './session.js';

/** All or one of the tests, as `logic` says. */
export function holds(
  session: Session,
  { logic, conditions }: Omit<HandlerOf<'conditions'>['params'], 'result'>,
): boolean {
  const known = knownTo(session);
  const test = (one: Test) => passes(known, one);
  return logic === 'and' ? conditions.every(test) : conditions.some(test);
}

export function passes(known: Known, test: Test): boolean {
  const left = fillTerm(known, test.term1);
  if (test.operation === 'in_range') {
    const number = Number(left);
    return left.trim() !== '' && number >= test.term2.from && number <= test.term2.to;
  }
  const right = fillTerm(known, String(test.term2));
  const list = right.split(',').map((item) => item.trim());
  switch (test.operation) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case 'contains':
      return left.includes(right);
    case 'not_contains':
      return !left.includes(right);
    case 'in':
      return list.includes(left);
    case 'not_in':
      return !list.includes(left);
  }
}

/** Leaves what it found in `{{last_validation_result}}`. */
export function validates(
  session: Session,
  { logic, conditions }: Omit<HandlerOf<'validations'>['params'], 'result'>,
): boolean {
  const known = knownTo(session);
  const outcomes = conditions.map((one) => foundBy(known, one));
  const found = outcomes.find((outcome) => outcome !== null && outcome !== '');
  const isOk = logic === 'and' ? outcomes.every(isThere) : outcomes.some(isThere);
  if (isOk) session.change({ validated: found ?? '' });
  return isOk;
}

const isThere = (outcome: string | null) => outcome !== null;

/** What the validation matched; null where it does not hold. */
function foundBy(known: Known, validation: Validation): string | null {
  const text = fill(known, validation.client_value);
  if (validation.type === 'simple') return simple(text, validation);
  const found = search(text, validation);
  const wanted = validation.condition_operation === 'contains';
  if (wanted) return found;
  return found === null ? '' : null;
}

function simple(
  text: string,
  {
    condition_operation: operation,
    condition_value: value,
  }: Extract<Validation, { type: 'simple' }>,
): string | null {
  const isOk =
    operation === 'equal'
      ? text === value
      : operation === 'not_equal'
        ? text !== value
        : text.length === Number(value);
  return isOk ? text : null;
}

/** Lengths are bounded before any pattern meets a person's text. */
const longestRead = 1000;

function search(text: string, validation: Exclude<Validation, { type: 'simple' }>): string | null {
  const read = text.slice(0, longestRead);
  if (validation.type === 'range_numbers') {
    const { from, to } = validation.condition_value;
    const numbers = read.match(/\d+(?:[.,]\d+)?/g) ?? [];
    return (
      numbers.find(
        (n) => Number(n.replace(',', '.')) >= from && Number(n.replace(',', '.')) <= to,
      ) ?? null
    );
  }
  return patternOf(validation)?.exec(read)?.[0] ?? null;
}

function patternOf({
  type,
  condition_value: value = '',
}: Extract<Validation, { type: 'email' | 'phone' | 'regex' }>): RegExp | null {
  if (type === 'email') return /[^\s@]{1,64}@[^\s@]{1,190}\.[a-z]{2,20}/iu;
  if (type === 'phone') return /\+?\d[\d ()-]{6,18}\d/u;
  return regexOf(value);
}

/** "/…/iu" as Salesbot writes patterns; null where it is none. */
function regexOf(text: string): RegExp | null {
  const [, pattern, flags] = /^\/(.+)\/([iu]*)$/.exec(text) ?? [];
  if (pattern === undefined) return null;
  try {
    return new RegExp(pattern, flags);
  } catch {
    return null;
  }
}

/** The branch that a reply takes: a drawn title, one of its synonyms, a pattern, or the `else`. */
export function branchFor(
  session: Session,
  branches: readonly Branch[],
  drawn: readonly string[],
): Branch | undefined {
  const { message } = session.run();
  const fits = (title: string) => sameAnswer(session, title, message);
  return (
    branches.find(({ value, synonyms = [], regex }) => {
      if (regex !== undefined) return regexOf(regex)?.test(message.slice(0, longestRead)) ?? false;
      if (value === undefined || !drawn.includes(value)) return false;
      return fits(value) || synonyms.some(fits);
    }) ?? branches.find(({ type }) => type === 'else')
  );
}

function sameAnswer({ account }: Session, title: string, said: string): boolean {
  const [one, other] = [title.trim(), said.trim()];
  if (!account.switches.isOn('button-answers-ignore-case')) return one === other;
  return one.toLowerCase() === other.toLowerCase();
}
