import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApp } from '../../backend/src/app.js';
import { enqueueQuizzes } from '../../backend/src/operations/drafts/enqueue-quizzes.js';
import { drive } from '../support/drain.js';
import type { Driven } from '../support/drain.js';
import { fuzzedPost, randomOf } from '../support/fuzzed-captures.js';
import { fuzzedVisit } from '../support/fuzzed-visitor.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

/** `FUZZ_POSTS=20000 FUZZ_SEED=7` for more of them, or others. */
const posts = Number(process.env['FUZZ_POSTS'] ?? 2_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 11);
const atOnce = 25;
const visits = Math.ceil(posts / 20);

let world: World;
let driven: Driven;
let served: Served;
let moved = 0;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(Date.parse('2026-11-28T12:00:00Z') + moved) });
  driven = drive(world);
  const services = { ...driven.services, enqueue: () => Promise.resolve() };
  served = await serve(createApp(services, world.verify, world.metrics));
}, 60_000);
afterAll(async () => {
  await served.close();
  await world.close();
});

test(`${posts} fuzzed bodies on every address that takes leads: never a 500, never a lost valid lead (R1.2, R1.3, R5.3, R8.2)`, async () => {
  const random = randomOf(seed);
  const all = Array.from({ length: posts }, (_none, index) => fuzzedPost(index, random));
  const failed: { index: number; status: number; path: string }[] = [];
  for (let from = 0; from < all.length; from += atOnce) {
    await Promise.all(
      all.slice(from, from + atOnce).map(async ({ path, headers, body, email }, offset) => {
        const response = await fetch(served.url + path, {
          ...{ method: 'POST', headers },
          body: new Uint8Array(Buffer.from(body)),
        });
        await response.arrayBuffer();
        const { status } = response;
        if (status >= 500 || (email !== null && status !== 202))
          failed.push({ index: from + offset, status, path });
      }),
    );
  }
  expect({ seed, failed }).toEqual({ seed, failed: [] });

  moved += 60_000;
  for (let rounds = 0; rounds <= posts / 200; rounds += 1) {
    await enqueueQuizzes(driven.services);
    await driven.drain();
  }
  expect(driven.takeFailures()).toEqual([]);
  const { rows } = await world.pool.query<{ email: string }>(
    "select profile #>> '{person,email}' as email from captures",
  );
  const captured = new Set(rows.map(({ email }) => email));
  expect(
    all.flatMap(({ email }) => (email === null || captured.has(email) ? [] : [email])),
  ).toEqual([]);
  expect(all.filter(({ email }) => email !== null).length).toBeGreaterThan(posts / 8);
}, 600_000);

test(`${visits} visitors of the form whose steps, addresses and cookies come damaged: never a 500, and each becomes the lead that was sent in the end (R1.2, R2.4, R8.2)`, async () => {
  const emails: string[] = [];
  const wrong: string[] = [];
  for (let from = 0; from < visits; from += atOnce) {
    const indexes = Array.from(
      { length: Math.min(atOnce, visits - from) },
      (_none, at) => from + at,
    );
    const done = await Promise.all(indexes.map((index) => fuzzedVisit(served.url, index, seed)));
    emails.push(...done.map(({ email }) => email));
    wrong.push(...done.flatMap((visit, at) => visit.wrong.map((one) => `${from + at}: ${one}`)));
  }
  expect({ seed, wrong }).toEqual({ seed, wrong: [] });
  const { rows } = await world.pool.query<{ email: string }>(
    "select profile #>> '{person,email}' as email from captures where profile ->> 'consent' = 'true'",
  );
  const captured = new Set(rows.map(({ email }) => email));
  expect(emails.filter((email) => !captured.has(email))).toEqual([]);
}, 600_000);
