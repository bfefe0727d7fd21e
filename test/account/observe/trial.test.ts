import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { watchTrial } from '../../../backend/src/account/observe/trial.js';
import { readTrial } from '../../../domain/conversation/trial/trial-outcomes.js';
import { sayIn } from '../../../wording/say.js';
import { minute, openTalkWorld } from '../../journey/conversation/talk-world.js';
import type { TalkWorld } from '../../journey/conversation/talk-world.js';
import { impatientClient } from '../../support/world.js';

let talk: TalkWorld;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trial-'));
  talk = await openTalkWorld();
});
afterAll(async () => {
  await talk.close();
  rmSync(folder, { recursive: true });
});

const post = (path: string, body: unknown) => talk.world.kommo(path, { method: 'POST', body });

/** A lead who wrote today, and what its owner does between two looks of the command. */
async function play(
  index: number,
  answers: { readonly person: boolean },
): Promise<{ readonly printed: string; readonly isMade: boolean }> {
  const { leadId } = await talk.capture(index, { current_situation: 'Sin contador' });
  await talk.write(leadId, 'hola');
  await post('/sandbox/bots/finish', { entity_id: leadId });
  const doings = [
    () => post('/sandbox/bots', JSON.parse(readFileSync(join(folder, 'trial-bot.json'), 'utf8'))),
    () => Promise.resolve(),
    () => talk.write(leadId, 'UNO'),
    () => talk.pass(minute),
    () => talk.write(leadId, 'unas 300 al mes'),
    () =>
      post('/sandbox/messages', {
        ...{ leadId, text: 'Le habla Marta', direction: 'outgoing', by: 'person' },
      }),
    () => talk.write(leadId, 'sigo'),
  ].filter((_one, place) => answers.person || place !== 5);
  let ended = 0;
  const printed: string[] = [];
  const { world, services } = talk;
  const isMade = await watchTrial(
    {
      ...{ client: impatientClient(world.config, world), kommo: services.kommo, folder },
      print: (text) => void printed.push(text),
      say: sayIn('es'),
      clock: () => new Date(ended),
      sleep: async () => {
        const next = doings.shift();
        if (next === undefined) ended += 60 * minute;
        else await next();
      },
    },
    leadId,
    30,
  );
  return { printed: printed.join('\n'), isMade };
}

describe('the trial bot (R4.1)', () => {
  test('as the sandbox is by itself: what each of the six steps settles', async () => {
    const { printed, isMade } = await play(1, { person: true });
    expect(isMade).toBe(true);
    for (const said of [
      'El bot está en la cuenta: empezó.',
      '1. La opción se escribió por su código',
      '2. UNO no valió por «Uno»',
      '3. El minuto terminó',
      '4. El bot leyó el número',
      '5. El bot siguió después de escribir una persona',
      '6. No hay plantilla sin aprobar',
      'Los seis pasos tienen respuesta.',
    ]) {
      expect(printed).toContain(said);
    }
  });

  test('with its switches on, and a template in review, it settles the other way', async () => {
    for (const { id } of (await talk.world.kommo('/sandbox/templates')) as { id: number }[]) {
      await post(`/sandbox/templates/${id}/review`, { status: 'paused' });
    }
    await post('/sandbox/switches', {
      'button-answers-ignore-case': true,
      'delivery-error-is-silent': true,
    });
    const { printed } = await play(2, { person: false });
    expect(printed).toContain('2. UNO valió por «Uno»');
    expect(printed).toContain('6. El bot quedó detenido');
    await post('/sandbox/switches', { 'delivery-error-is-silent': false });
    expect((await play(3, { person: false })).printed).toContain(
      '6. Un mensaje que no se puede enviar salió por on_error',
    );
    await post('/sandbox/switches', { 'person-message-stops-bot': true });
    const stopped = (await play(4, { person: true })).printed;
    expect(stopped).toContain('5. El bot no siguió: el mensaje de una persona lo detiene');
    expect(stopped).toContain('Se acabó el tiempo');
  });
});

test('an option that was not written, and a reply that went to the waiting step, are told', () => {
  const tags = ['trial-option-done', 'trial-answer-waits', 'otra'];
  expect(readTrial({ tags, hasOption: false }, false)).toEqual(['option_text', 'answer_waits']);
  expect(readTrial({ tags: [], hasOption: true }, true)).toEqual([]);
});
