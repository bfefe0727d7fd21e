import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { handlersOf } from './handlers.js';
import { personPage } from './http/pages/person-page.js';
import { checkByHand } from './operations/privacy/check-by-hand.js';
import { findPerson } from './operations/privacy/find-person.js';
import { readPerson } from './operations/privacy/read-person.js';
import { startRequest } from './operations/privacy/start-request.js';
import { print, runCommand, say } from './run-command.js';
import type { Services } from './services.js';
import type { PersonChange } from './storage/tables.js';

/** `npm run person -- find|export|rectify|erase|requests|check`: a person's rights, for who has the server (R8.1). */
const saidText = (text: string | Parameters<typeof say>[0]): string =>
  typeof text === 'string' ? text : say(text);

const by = 'command';
const program = new Command('person');
const key = say({ code: 'privacy.cli_key' });

program
  .command('find')
  .argument('<key>', key)
  .action((query: string) => withServices((services) => find(services, query)));
program
  .command('export')
  .argument('<key>', key)
  .argument('<file>', say({ code: 'privacy.cli_file' }))
  .action((query: string, file: string) =>
    withServices((services) => exportPerson(services, query, file)),
  );
program
  .command('rectify')
  .argument('<key>', key)
  .option('--full-name <text>')
  .option('--phone <text>')
  .option('--email <text>')
  .option('--tax-id <text>')
  .action((query: string, change: PersonChange) =>
    withServices((services) => start(services, { kind: 'rectify', query, change })),
  );
program
  .command('erase')
  .argument('<key>', key)
  .option('--yes', say({ code: 'privacy.cli_yes' }))
  .action((query: string, { yes }: { readonly yes?: true }) =>
    withServices(async (services) => {
      await find(services, query);
      if (yes === true) await start(services, { kind: 'erase', query, change: {} });
      else print(say({ code: 'privacy.cli_confirm' }));
    }),
  );
program.command('requests').action(() => withServices(list));
program
  .command('check')
  .argument('<id>', say({ code: 'privacy.cli_id' }))
  .action((id: string) =>
    withServices(async (services) => {
      await checkByHand(services, id);
      await list(services);
    }),
  );
await program.parseAsync(process.argv);

async function find(services: Services, query: string): Promise<void> {
  const { people, shared, places } = await findPerson(services, query);
  for (const { name, company } of people) print(`${name} · ${company}`);
  for (const one of shared) print(say({ code: 'privacy.cli_shared', params: { key: one } }));
  for (const { what, count, effect, links } of places) {
    const at = links.map(({ url }) => ` ${url}`).join('');
    print(`- ${saidText(what)}: ${count}.${at}\n    ${saidText(effect)}`);
  }
  if (places.length === 0) print(say({ code: 'privacy.cli_nothing' }));
}

async function exportPerson(services: Services, query: string, file: string): Promise<void> {
  const data = await readPerson(services, query);
  const places = data.places.map(({ system, what, records }) => ({
    ...{ title: `${system} · ${what}`, records },
  }));
  const title = say({ code: 'privacy.page_title' });
  const intro = say({ code: 'privacy.page_intro', params: { at: data.at } });
  await writeFile(`${file}.json`, JSON.stringify(data, null, 2), { mode: 0o600 });
  await writeFile(`${file}.html`, personPage({ title, intro, places }), { mode: 0o600 });
  print(`${file}.json\n${file}.html`);
}

async function start(
  services: Services,
  order: Omit<Parameters<typeof startRequest>[1], 'by'>,
): Promise<void> {
  const id = await startRequest(services, { ...order, by });
  print(say({ code: 'privacy.cli_started', params: { id } }));
}

async function list({ store }: Services): Promise<void> {
  for (const one of await store.privacyRequests.list(20)) {
    const { id, kind, state, askedAt, steps, byHand, receiptHash } = one;
    print(`${askedAt} ${kind} ${state} ${id} ${receiptHash ?? ''}`);
    for (const { what, did, count } of steps.flatMap(({ done }) => done)) {
      const place = { code: `privacy.place_${what}` } as const;
      print(`  ${say({ code: `privacy.did_${did}`, params: { what: place, count } })}`);
    }
    for (const { what, id: record, url, goneAt } of byHand) {
      const text = say({ code: `privacy.hand_${what}`, params: { id: record } });
      print(`  [${goneAt === null ? ' ' : 'x'}] ${text} ${url}`);
    }
  }
}

/** Queues without workers: the companion that runs does the work. */
const withServices = (work: (services: Services) => Promise<void>): Promise<void> =>
  runCommand(process.env, async ({ services, jobs }) => {
    await jobs.start(handlersOf(services).map((one) => ({ ...one, concurrency: 0 })));
    try {
      await work(services);
    } finally {
      await jobs.stop();
    }
  });
