import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { PersonRequests } from '../../contract/privacy.js';
import { worded } from '../../wording/say.js';
import { handlersOf } from './handlers.js';
import { personFiles } from './http/pages/person-files.js';
import { checkByHand } from './operations/privacy/check-by-hand.js';
import { findPerson } from './operations/privacy/find-person.js';
import { readPerson } from './operations/privacy/read-person.js';
import { readRequests } from './operations/privacy/read-requests.js';
import { startRequest } from './operations/privacy/start-request.js';
import { recordPersonAct } from './record-person-act.js';
import type { PersonAct } from './record-person-act.js';
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
  .action((query: string) =>
    withServices({ name: 'find', query }, (services) => find(services, query)),
  );
program
  .command('export')
  .argument('<key>', key)
  .argument('<file>', say({ code: 'privacy.cli_file' }))
  .action((query: string, file: string) =>
    withServices({ name: 'export', query }, (services) => exportPerson(services, query, file)),
  );
program
  .command('rectify')
  .argument('<key>', key)
  .option('--full-name <text>')
  .option('--phone <text>')
  .option('--email <text>')
  .option('--tax-id <text>')
  .action((query: string, change: PersonChange) =>
    withServices({ name: 'rectify', query }, (services) =>
      start(services, { kind: 'rectify', query, change }),
    ),
  );
program
  .command('erase')
  .argument('<key>', key)
  .option('--yes', say({ code: 'privacy.cli_yes' }))
  .action((query: string, { yes }: { readonly yes?: true }) =>
    withServices({ name: yes === true ? 'erase' : 'find', query }, async (services) => {
      await find(services, query);
      if (yes === true) await start(services, { kind: 'erase', query, change: {} });
      else print(say({ code: 'privacy.cli_confirm' }));
    }),
  );
program.command('requests').action(() => withServices({ name: 'requests', query: null }, list));
program
  .command('check')
  .argument('<id>', say({ code: 'privacy.cli_id' }))
  .action((id: string) =>
    withServices({ name: 'check', query: null }, async (services) => {
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
  const { json, page } = personFiles(await readPerson(services, query), 'es');
  await writeFile(`${file}.json`, json, { mode: 0o600 });
  await writeFile(`${file}.html`, page, { mode: 0o600 });
  print(`${file}.json\n${file}.html`);
}

async function start(
  services: Services,
  order: Omit<Parameters<typeof startRequest>[1], 'by'>,
): Promise<void> {
  const id = await startRequest(services, { ...order, by });
  print(say({ code: 'privacy.cli_started', params: { id } }));
}

async function list(services: Services): Promise<void> {
  const { requests } = worded<PersonRequests>(await readRequests(services), 'es');
  for (const { id, kind, state, askedAt, lines, byHand, receiptHash } of requests) {
    print(`${askedAt} ${kind} ${state} ${id} ${receiptHash ?? ''}`);
    for (const line of lines) print(`  ${line}`);
    for (const { text, url, isGone } of byHand) print(`  [${isGone ? 'x' : ' '}] ${text} ${url}`);
  }
}

/** Queues without workers: the companion that runs does the work. */
const withServices = (act: PersonAct, work: (services: Services) => Promise<void>): Promise<void> =>
  runCommand(process.env, async ({ services, jobs }) => {
    await jobs.start(handlersOf(services).map((one) => ({ ...one, concurrency: 0 })));
    try {
      await recordPersonAct(services, act, () => work(services));
    } finally {
      await jobs.stop();
    }
  });
