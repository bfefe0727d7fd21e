// Three companions call one account through a receiver that notes when each call arrives. In every round twenty cards are
// opened at once while batches go out, one companion's event loop is held for a second, another is stopped for ten.
import { createServer, request } from 'node:http';
import {
  companionEnvironment,
  freePort,
  lead,
  sandboxEnvironment,
  start,
  stop,
  temporaryFolder,
} from '../support/processes.mjs';
import { cardOpener, leadIdsIn } from './cards.mjs';

const cards = 20;
const holdLoop = 'process.on("SIGUSR2",()=>{const until=Date.now()+1000;while(Date.now()<until);})';

export async function benchTurns(rounds = Number(process.env.ROUNDS ?? 5)) {
  const [kommoPort, odooPort] = [await freePort(), await freePort()];
  const ports = [await freePort(), await freePort(), await freePort()];
  const dataDir = temporaryFolder();
  const sandbox = await start(
    'dist/sandbox/main.js',
    sandboxEnvironment({ port: ports[0], kommoPort, odooPort, dataDir: temporaryFolder() }),
  );
  const receiver = await receive(kommoPort);
  const environment = {
    ...companionEnvironment({ port: ports[0], kommoPort, odooPort, dataDir }),
    KOMMO_BASE_URL: `http://127.0.0.1:${receiver.port}`,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(holdLoop)}`,
  };
  const companions = [];
  for (const port of ports) {
    companions.push(
      await start('dist/backend/src/main.js', { ...environment, PORT: String(port) }),
    );
  }
  await captureAll(ports[0], 0, cards);
  const leadIds = await untilThere(kommoPort, cards);
  const open = await cardOpener(kommoPort);
  await Promise.all(leadIds.slice(0, cards).map((id, index) => open(ports[index % 3], id)));

  receiver.arrivals.length = 0;
  const drift = watchClocks();
  const opened = [];
  let refusedWhileStopped = 0;
  for (let round = 1; round <= rounds; round += 1) {
    await captureAll(ports[0], round * 100, 60);
    const [, held, stopped] = companions;
    const stopAt = pause(Math.random() * 800).then(() => stopped.child.kill('SIGSTOP'));
    const holdAt = pause(Math.random() * 800).then(() => held.child.kill('SIGUSR2'));
    const opening = leadIds.slice(0, cards).map((id, index) => {
      const answer = open(ports[index % 3], id);
      // What the stopped companion was asked had to wait for it, and its database may have given it up meanwhile.
      return index % 3 === 2
        ? answer.then(
            () => null,
            () => 'refused',
          )
        : answer;
    });
    await stopAt;
    await pause(10_000);
    stopped.child.kill('SIGCONT');
    await holdAt;
    const answers = await Promise.all(opening);
    refusedWhileStopped += answers.filter((answer) => answer === 'refused').length;
    opened.push(...answers.filter((answer) => typeof answer === 'object' && answer !== null));
    // The next one begins in what this one leaves behind.
    await pause(200);
  }
  await pause(1_500);
  const arrived = receiver.arrivals.map(({ at }) => at);
  const eights = arrived.slice(7).map((at, index) => at - arrived[index]);
  const busiest = busiestSecond(receiver.arrivals.map(({ at }) => at));
  const refused = receiver.arrivals.filter(({ status }) => status === 429).length;
  const calls = receiver.arrivals.length;
  for (const companion of companions) await stop(companion);
  await stop(sandbox);
  receiver.close();
  return {
    rounds,
    'calls that the receiver saw': calls,
    'most of them in any second (goal ≤ 7)': busiest,
    'shortest time from a call to the seventh behind it (ms, goal > 1000)': Math.round(
      Math.min(...eights),
    ),
    'most that wall clock and steady clock drifted apart (ms)': Math.round(drift.end()),
    'refused with 429 (goal 0)': refused,
    'longest wait of a card, 20 at once (ms)': Math.round(Math.max(...opened.map(({ ms }) => ms))),
    'cards that the stopped companion refused once it went on': refusedWhileStopped,
    'cards answered from what was kept': opened.filter(({ isStale }) => isStale).length,
  };
}

/** Turns are timed by the database's wall clock, arrivals by a steady one: what is set back between them shortens the distance. */
function watchClocks() {
  const apart = [];
  const look = () => apart.push(Date.now() - performance.now());
  // Neither keeps the measurements alive where this one fails.
  const timer = setInterval(look, 50).unref();
  return {
    end: () => {
      clearInterval(timer);
      return Math.max(...apart) - Math.min(...apart);
    },
  };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Passes calls on to Kommo's stand-in and notes when each arrived. */
async function receive(kommoPort) {
  const arrivals = [];
  const server = createServer((incoming, outgoing) => {
    const arrival = { at: performance.now(), status: 0 };
    // The sandbox's own controls, which companions follow its clock by, are no calls to Kommo.
    if (!incoming.url.startsWith('/sandbox/')) arrivals.push(arrival);
    const passed = request(
      {
        ...{ host: '127.0.0.1', port: kommoPort, method: incoming.method, path: incoming.url },
        headers: incoming.headers,
      },
      (answer) => {
        arrival.status = answer.statusCode;
        outgoing.writeHead(answer.statusCode, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => incoming.socket.destroy());
    incoming.pipe(passed);
  });
  // A connection that a stopped companion holds is not ended behind its back: its next call would be cut.
  server.keepAliveTimeout = 600_000;
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  server.unref();
  return {
    arrivals,
    port: server.address().port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const busiestSecond = (times) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));

async function captureAll(port, from, count) {
  for (let index = from; index < from + count; index += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/leads/direct`, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox-capture', 'content-type': 'application/json' },
      body: JSON.stringify(lead(index)),
    });
    if (response.status !== 202) throw new Error(`capture answered ${response.status}`);
  }
}

async function untilThere(kommoPort, count) {
  for (let waited = 0; waited < 600; waited += 1) {
    const ids = await leadIdsIn(kommoPort);
    if (ids.length >= count) return ids;
    await pause(100);
  }
  throw new Error('the leads did not arrive');
}
