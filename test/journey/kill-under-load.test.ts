import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import {
  companionEnvironment,
  freePort,
  lead,
  sandboxEnvironment,
  start,
  stop,
  temporaryFolder,
} from '../support/processes.mjs';
import type { Ports, Started } from '../support/processes.mjs';
import { until } from '../support/world.js';

const leads = 300;
const kills = 8;
const dataDir = temporaryFolder();
let ports: Ports;
let sandbox: Started;
let companion: Started;

const startCompanion = () =>
  start('dist/backend/src/main.js', companionEnvironment({ ...ports, dataDir }));

beforeAll(async () => {
  ports = { port: await freePort(), kommoPort: await freePort(), odooPort: await freePort() };
  sandbox = await start(
    'dist/sandbox/main.js',
    sandboxEnvironment({ ...ports, dataDir: join(dataDir, 'sandbox') }),
  );
  companion = await startCompanion();
});

afterAll(async () => {
  await stop(companion);
  await stop(sandbox);
  rmSync(dataDir, { recursive: true, force: true });
});

/** The capture's id once it was acknowledged; what was cut off is sent again, as a sender with a key would. */
async function deliver(index: number): Promise<string> {
  return until(`the acknowledgement of lead ${index}`, async () => {
    const response = await fetch(`http://localhost:${ports.port}/webhooks/leads/direct`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer sandbox-capture',
        'content-type': 'application/json',
        'idempotency-key': `lead-${index}`,
      },
      body: JSON.stringify(lead(index)),
    }).catch(() => null);
    if (response?.status !== 202) return null;
    const parsed = z
      .object({ captureId: z.uuid() })
      .safeParse(await response.json().catch(() => null));
    return parsed.success ? parsed.data.captureId : null;
  });
}

async function deliverAll(ids: string[]): Promise<readonly string[]> {
  let next = 0;
  const lane = async () => {
    while (next < leads) {
      next += 1;
      ids.push(await deliver(next));
    }
  };
  await Promise.all(Array.from({ length: 20 }, lane));
  return ids;
}

const page = z.object({
  _embedded: z.object({
    leads: z.array(
      z.object({
        custom_fields_values: z.array(
          z.object({
            field_code: z.string().nullable(),
            values: z.array(z.object({ value: z.unknown() })),
          }),
        ),
      }),
    ),
  }),
});

/** Our reference of every lead that Kommo's stand-in has. */
async function refsInKommo(): Promise<readonly unknown[]> {
  const refs: unknown[] = [];
  for (let number = 1; ; number += 1) {
    const response = await fetch(
      `http://localhost:${ports.kommoPort}/api/v4/leads?limit=250&page=${number}`,
      { headers: { cookie: 'sandbox_user=1001' } },
    );
    if (response.status === 204) return refs;
    for (const { custom_fields_values: fields } of page.parse(await response.json())._embedded
      .leads)
      for (const { field_code: code, values } of fields)
        if (code === 'CAPTURE_REF') refs.push(values[0]?.value);
  }
}

test('kill -9 again and again under load loses no acknowledged delivery, sets none apart and sends nobody twice (R6.1)', async () => {
  const ids: string[] = [];
  const delivering = deliverAll(ids);
  for (let kill = 1; kill <= kills; kill += 1) {
    const due = (leads * kill) / (kills + 1);
    await until(`lead ${due}`, () => Promise.resolve(ids.length >= due));
    companion.child.removeAllListeners('exit');
    companion.child.kill('SIGKILL');
    companion = await startCompanion();
  }
  const acknowledged = await delivering;
  expect(new Set(acknowledged).size).toBe(leads);

  await until(
    'every lead in Kommo',
    async () => new Set(await refsInKommo()).size >= leads,
    90_000,
  );
  const refs = await refsInKommo();
  expect(refs).toHaveLength(leads);
  expect(new Set(refs)).toEqual(new Set(acknowledged));
});
