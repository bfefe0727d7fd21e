import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { answers } from '../../fixtures/admin/answers.mjs';
import { deadLettersSchema } from '../../../contract/admin.js';
import { firstState, reduceAdmin, type AdminState } from '../../../widget/admin/admin-state.js';
import { createHost, settle, showLead, type Host } from '../host.js';

let host: Host;

beforeEach(() => {
  showLead(null);
  host = createHost({ companion_url: 'https://leads.example', hook_key: 'a key' });
});

afterEach(() => {
  host.callbacks.destroy();
});

interface Step {
  readonly question: readonly { readonly handler: string; readonly params: object }[];
}

describe("the bot designer's block", () => {
  const save = (params: Readonly<Record<string, unknown>>): readonly Step[] =>
    JSON.parse(host.callbacks.onSalesbotDesignerSave('send_answers', params)) as Step[];

  test('asks the companion, waits, and leaves by what it answered (R1.5)', () => {
    const [ask, leave] = save({ point: 'fin' });
    expect(ask?.question).toEqual([
      {
        handler: 'widget_request',
        params: {
          url: 'https://leads.example/webhooks/kommo/a%20key/salesbot',
          data: { block: 'send_answers', point: 'fin', lead_id: '{{lead.id}}' },
        },
      },
      { handler: 'goto', params: { type: 'question', step: 1 } },
    ]);
    expect(leave?.question.map(({ handler }) => handler)).toEqual(['conditions', 'exits']);
  });

  test('stays far below 64 KB whatever is typed', () => {
    const text = host.callbacks.onSalesbotDesignerSave('send_answers', {
      point: 'á'.repeat(100_000),
    });
    expect(new Blob([text]).size).toBeLessThan(64 * 1024);
  });

  test.each([
    ['no address', { hook_key: 'key' }],
    ['no key', { companion_url: 'https://leads.example' }],
  ])('with %s leaves at once, so that no lead waits', (_case, settings) => {
    host = createHost(settings);
    expect(save({})).toEqual([{ question: [{ handler: 'exits', params: { value: 'fail' } }] }]);
  });
});

describe('the action of the list', () => {
  const dialog = (): HTMLElement | null => document.querySelector('.modal-body');
  const press = async (action: string): Promise<void> => {
    dialog()?.querySelector<HTMLElement>(`[data-action="${action}"]`)?.click();
    await settle();
  };
  const callTo = (part: string) => host.calls.find(({ options }) => options.url.includes(part));

  /** The widget is chosen under "More" while so many rows are checked. */
  const check = async (count: number): Promise<readonly { text: string }[]> => {
    const said: { text: string }[] = [];
    const note = (message: { text: string }): void => {
      said.push(message);
    };
    Object.assign(window.APP ?? {}, {
      notifications: { show_message: note, show_message_error: note },
    });
    const selected = Array.from({ length: count }, (_none, index) => ({ id: index + 1 }));
    Object.assign(host.sdk, { list_selected: () => ({ selected }) });
    host.callbacks.leads.selected();
    await settle();
    return said;
  };

  test.each([
    [0, 'Marque al menos un lead'],
    [501, 'Son 501 leads: se recalculan hasta 500'],
  ])('refuses %i leads without a call', async (count, words) => {
    const said = await check(count);
    await press('recalculate');
    expect(said[0]?.text).toContain(words);
    expect(callTo('/recalculate')).toBeUndefined();
  });

  test('sends 500 at once, however often it is pressed, and says how many were taken', async () => {
    const said = await check(500);
    await press('recalculate');
    await press('recalculate');
    expect(host.calls.filter(({ options }) => options.method === 'POST')).toHaveLength(1);
    expect(callTo('/recalculate')?.options.url).toBe(
      'https://leads.example/widget/v1/leads/recalculate?language=es',
    );
    await callTo('/recalculate')?.answer({ status: 202, body: { queued: 500 } });
    expect(said[0]?.text).toContain('500 leads');
  });

  test('"A quién llamo primero" is asked for at once, and goes with the dialog (R5.1)', async () => {
    await check(1);
    const body = { of: 'own', total: 0, calls: [] };
    await callTo('/calls')?.answer({ status: 200, body });
    expect(dialog()?.textContent).toContain('A quién llamo primero');
    expect(dialog()?.textContent).toContain('nadie espera su llamada');
    await press('close');
    expect(dialog()).toBeNull();
  });
});

describe('corrections of failed work (R6.2)', () => {
  const letters = deadLettersSchema.parse(answers()['/widget/v1/admin/dead-letters']);
  const state = (): AdminState =>
    reduceAdmin(firstState, { kind: 'arrived', name: 'deadLetters', value: letters, at: 1 });
  const edit = (value: string, before = state()): AdminState =>
    reduceAdmin(before, { kind: 'edited', id: 'letter-1', field: 'vat', value });

  test('keep only what differs', () => {
    expect(edit('1-31-24568-1').edits).toEqual({ 'letter-1': { vat: '1-31-24568-1' } });
    expect(edit('1-31-24568-2', edit('x')).edits).toEqual({});
  });

  test('throw away the plan that was made without them', () => {
    const intent = { kind: 'replay', ids: ['letter-1'], plan: [] } as const;
    expect(edit('x', reduceAdmin(state(), { kind: 'intended', intent })).intent).toBeNull();
  });

  test('are forgotten with the work they belong to', () => {
    const chosen = reduceAdmin(edit('x'), { kind: 'selected', ids: ['letter-1', 'letter-2'] });
    const value = { items: [], total: 0, alert: null, causes: [] };
    const after = reduceAdmin(chosen, { kind: 'arrived', name: 'deadLetters', value, at: 2 });
    expect([after.edits, after.selected]).toEqual([{}, []]);
  });
});
