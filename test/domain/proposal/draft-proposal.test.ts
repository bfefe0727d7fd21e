import { expect, test } from '@jest/globals';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { shownAnswers } from '../../../domain/lead/shown-answers.js';
import { draftProposal } from '../../../domain/proposal/draft-proposal.js';
import { profile } from '../../support/world.js';

const draftOf = (
  price: number,
  change: Readonly<Record<string, unknown>> = {},
  person: object = {},
  currency = 'DOP',
) => {
  const made = profile(1, change);
  const of = { ...made, person: { ...made.person, ...person } };
  const shown = shownAnswers(of.answers, blueprint);
  const known = { profile: of, shown, price, currency };
  return draftProposal(known, blueprint.proposal, blueprint.handOver);
};

test.each([
  ['the amount on the lead', 1_200, { budget_range: '15K-30K' }, 'USD', 1_200],
  ['else the tier of the budget', 0, { budget_range: '15K-30K' }, 'DOP', 22_500],
  ['no tier in pesos where the account has dollars', 0, { budget_range: '15K-30K' }, 'USD', null],
  ['else an open amount', 0, { budget_range: undefined }, 'DOP', null],
])('a proposal starts from %s (R1.5)', (_name, price, change, currency, amount) => {
  const draft = draftOf(price, change, {}, currency);
  expect(draft).toMatchObject({ amount, currency, validDays: 15 });
});

test('it has a part for each service, with the texts of the firm', () => {
  const { services } = draftOf(0, { service_type: ['Nómina', 'Fiscal'] });
  expect(services.map(({ key, title }) => [key, title])).toEqual([
    ['payroll', 'Nómina'],
    ['tax', 'Servicio fiscal'],
  ]);
  for (const { scope } of services) expect(scope.split('\n').length).toBeGreaterThan(2);
});

test.each([
  ['both known', {}, /^\S+, gracias .* para [A-Z]/u],
  ['no first name', { fullName: '' }, /^Gracias por su confianza\. .* para [A-Z]/u],
  ['no company', { companyName: '' }, /para su empresa/u],
  ['a name that looks like a pattern', { fullName: '$& {company}' }, /^\$&, gracias/u],
])('nobody reads a bare placeholder: %s', (_name, person, greeting) => {
  expect(draftOf(0, {}, person).greeting).toMatch(greeting);
  expect(draftOf(0, {}, person).greeting).not.toMatch(/\{(name|company)\}/u);
});
