import { describe, expect, test } from '@jest/globals';
import { doctorSchema } from '../../../contract/admin.js';
import { odooConnectionSchema } from '../../../contract/odoo-connection.js';
import { viewDoctor } from '../../../widget/admin/doctor/doctor-view.js';
import { viewMetaConnection } from '../../../widget/admin/connection/meta-connection-view.js';
import { viewOdooConnection } from '../../../widget/admin/connection/odoo-connection-view.js';
import { firstState, reduceAdmin, type AdminState } from '../../../widget/admin/admin-state.js';
import { answers } from '../../fixtures/admin/answers.mjs';
import { languages, settingIn } from '../dictionaries.js';

const setting = { ...settingIn('es'), now: Date.now() };

function shown(html: string): HTMLElement {
  const root = document.createElement('div');
  root.innerHTML = html;
  return root;
}

describe('the doctor (R9.1)', () => {
  const report = doctorSchema.parse(answers()['/widget/v1/admin/doctor']);
  const arrived = (state: AdminState): AdminState =>
    reduceAdmin(state, { kind: 'arrived', name: 'doctor', value: report, at: setting.now });
  const onlyProblems = reduceAdmin(firstState, { kind: 'problems_chosen', only: true });
  const statesIn = (state: AdminState): readonly string[] =>
    [...shown(viewDoctor(state, setting)).querySelectorAll('.al-check__state')].map(
      ({ className }) => className.split('_').at(-1) ?? '',
    );

  test('with only its problems hides what is well, and the summary still counts it', () => {
    expect(statesIn(arrived(firstState))).toContain('ok');
    const state = arrived(onlyProblems);
    expect([...statesIn(state)].sort()).toEqual(['failed', 'warning']);
    const page = shown(viewDoctor(state, setting));
    expect(page.querySelector('.al-state')?.textContent).toMatch(/6 bien/);
    expect(page.querySelector('[data-action="only-problems"]')?.ariaPressed).toBe('true');
  });

  test('keeps to it over a new check and other sections, for as long as the page is open', () => {
    const away = reduceAdmin(arrived(onlyProblems), {
      kind: 'section_chosen',
      section: 'provision',
    });
    const back = reduceAdmin(away, { kind: 'section_chosen', section: 'doctor' });
    expect(statesIn(arrived(back))).not.toContain('ok');
  });
});

describe('the connection with Odoo (R5.5)', () => {
  const odoo = odooConnectionSchema.parse(answers()['/widget/v1/admin/connection/odoo']);
  const arrived = reduceAdmin(firstState, {
    ...{ kind: 'arrived', name: 'odooConnection', at: setting.now },
    value: odoo,
  });

  test('shows transport, version, database, since when, the last failure and what to do', () => {
    const then = { ...setting, now: Date.parse(odoo.checkedAt ?? '') };
    const text = shown(viewOdooConnection(arrived, then)).textContent.replace(/\s+/g, ' ');
    for (const part of [
      ...['Odoo no acepta la conexión', 'json2', '19.0', 'firma', 'https://odoo.example'],
      ...['hace 12 min', 'Odoo no responde', 'Compruebe ODOO_URL', 'Suscripciones'],
    ]) {
      expect(text).toContain(part);
    }
  });

  test('Meta’s state stands below it: page, token, version and last look, as the diagnosis found them (R5.3)', () => {
    const value = doctorSchema.parse(answers()['/widget/v1/admin/doctor']);
    const arrived = { kind: 'arrived', name: 'doctor', value, at: setting.now } as const;
    const page = shown(viewMetaConnection(reduceAdmin(firstState, arrived), setting));
    const text = page.textContent.replace(/\s+/g, ' ');
    expect(text).toContain('La página Account SRL avisa de sus leads');
    expect(text).toContain('Vale hasta el 2027-12-11');
    expect(text).not.toContain('PostgreSQL');
    expect(page.querySelector('[data-action="check"]')).not.toBeNull();
  });

  test.each(languages)('escapes what Odoo said, in %s', (language) => {
    const lastError = { at: odoo.checkedAt ?? '', reason: '<img src=x>' };
    const state = reduceAdmin(firstState, {
      ...{ kind: 'arrived', name: 'odooConnection', at: setting.now },
      value: { ...odoo, lastError },
    });
    const page = shown(viewOdooConnection(state, { ...settingIn(language), now: setting.now }));
    expect(page.querySelector('img')).toBeNull();
    expect(page.textContent).toContain('<img src=x>');
  });
});
