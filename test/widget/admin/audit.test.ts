import { describe, expect, test } from '@jest/globals';
import type { Audit } from '../../../contract/audit.js';
import { auditSchema } from '../../../contract/audit.js';
import { auditGroup } from '../../../widget/admin/audit-group.js';
import { viewAudit } from '../../../widget/admin/audit/audit-view.js';
import type { AdminApi } from '../../../widget/admin/admin-api.js';
import { createRunner } from '../../../widget/admin/admin-runs.js';
import { firstState, reduceAdmin, type AdminState } from '../../../widget/admin/admin-state.js';
import { createStore } from '../../../widget/admin/admin-store.js';
import { createLifetime } from '../../../widget/host/lifetime.js';
import { answers } from '../../fixtures/admin/answers.mjs';
import { languages, settingIn } from '../dictionaries.js';

const audit = auditSchema.parse(answers()['/widget/v1/admin/audit']);
const arrived = (value: Audit, state: AdminState = firstState): AdminState =>
  reduceAdmin(state, { kind: 'arrived', name: 'audit', value, at: Date.now() });
const nameOf = (id: number): string | null => (id === 1002 ? 'Laura' : null);

function shown(state: AdminState, language: (typeof languages)[number] = 'es'): HTMLElement {
  const root = document.createElement('div');
  root.innerHTML = viewAudit(state, { ...settingIn(language), now: Date.now(), nameOf });
  return root;
}
const textOf = (root: HTMLElement): string => root.textContent.replace(/\s+/g, ' ');

describe('who did what (R8.2)', () => {
  test('says who, what, when, with which lead, before and after, and how it ended', () => {
    const rows = [...shown(arrived(audit)).querySelectorAll('li')].map((row) =>
      row.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(rows[0]).toMatch(/^Cambió el equipo ?Laura · Recibe leads: sí → no ?Usuario 1001 · /);
    expect(rows[1]).toMatch(/^Corrigió respuestas ?Colmado La Fe ?Inventario: Sí ?Laura · /);
    expect(rows[2]).toMatch(/^Descartó trabajo fallido ?Laura · .* · rechazado$/);
    expect(rows[3]).toMatch(/^Preparó la cuenta ?Comando en el servidor · /);
  });

  test.each(languages)('has a word for everything, and escapes the rest, in %s', (language) => {
    const [first] = audit.items;
    if (first === undefined) throw new Error('no act');
    const changes = [{ key: 'reason', before: null, after: '<img src=x>' }];
    const page = shown(arrived({ ...audit, items: [{ ...first, changes }] }), language);
    expect(page.querySelector('img')).toBeNull();
    expect(textOf(page)).toContain('<img src=x>');
    expect(textOf(page)).not.toMatch(/\b(?:POST|PATCH|audit\.|act_)/);
  });

  test('where nobody did anything, or nothing fits what was chosen, says so', () => {
    const nothing = { items: [], next: null, people: [], acts: [] };
    expect(textOf(shown(arrived(nothing)))).toContain('Nadie ha cambiado nada todavía');
    expect(textOf(shown(arrived({ ...audit, items: [] })))).toContain('Nada con este filtro.');
  });

  test('what is chosen is asked for, and older acts are put behind what is shown', async () => {
    const asked: unknown[] = [];
    const page = (id: number, next: number | null): Audit => ({
      ...audit,
      items: audit.items.slice(0, 1).map((item) => ({ ...item, id })),
      next,
    });
    const answer = (value: Audit, ...given: readonly unknown[]) => {
      asked.push(given);
      return Promise.resolve({ kind: 'ok' as const, value });
    };
    const api = {
      read: { audit: ({ acts }: { acts: unknown }) => answer(page(9, 9), acts) },
      olderActs: (acts: unknown, next: number) => answer(page(8, null), acts, next),
    } as unknown as AdminApi;
    const lifetime = createLifetime();
    const tools = { api, lifetime, now: Date.now };
    const store = createStore(tools, () => undefined);
    const run = createRunner(store);
    const unused = () => undefined;
    const acts = new Map(
      auditGroup.actions({
        ...{ ...tools, store, run, follow: unused, end: unused },
        ...{ focus: unused, intend: unused },
      }),
    );
    acts.get('acts-by')?.('user:1002', {});
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked).toEqual([[{ by: 'user:1002', act: null }]]);
    acts.get('older')?.('', {});
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked[1]).toEqual([{ by: 'user:1002', act: null }, 9]);
    const { value } = store.read().known.audit;
    expect([value?.items.map(({ id }) => id), value?.next]).toEqual([[9, 8], null]);
    const pressed = shown(store.read()).querySelector('[data-action="acts-by:user:1002"]');
    expect(pressed?.ariaPressed).toBe('true');
    lifetime.end();
  });
});
