// Opens cards as the widget does, without a browser: for what depends on Kommo and the companion alone.
import { companionEnvironment } from '../support/processes.mjs';

const integration = companionEnvironment({}).KOMMO_CLIENT_ID;

/** `read(port, path)` answers what an administrator sees. */
export async function adminReader(kommoPort) {
  const headers = await asAdministrator(kommoPort);
  return async (port, path) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  };
}

/** `open(port, leadId)` answers how long a card took in ms, and whether it is of what the companion had kept. */
export async function cardOpener(kommoPort) {
  const headers = await asAdministrator(kommoPort);
  return async (port, leadId) => {
    const startedAt = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/widget/v1/leads/${leadId}/card`, {
      headers,
    });
    if (answer.status !== 200) throw new Error(`a card answered ${answer.status}`);
    const { stale } = await answer.json();
    return { ms: performance.now() - startedAt, isStale: stale };
  };
}

/** Headers of an administrator who has a page of Kommo open. */
export async function asAdministrator(kommoPort) {
  const kommo = `http://localhost:${kommoPort}`;
  const response = await fetch(`${kommo}/ajax/v2/integrations/${integration}/disposable_token`, {
    headers: { cookie: 'sandbox_user=1001', 'x-requested-with': 'XMLHttpRequest' },
  });
  const { token } = await response.json();
  return { 'x-auth-token': token, origin: kommo };
}

/** Ids of the leads in Kommo's stand-in, at most 250 of them, read as a person in Kommo's page who has limits of their own. */
export async function leadIdsIn(kommoPort) {
  const response = await fetch(`http://127.0.0.1:${kommoPort}/api/v4/leads?limit=250`, {
    headers: { cookie: 'sandbox_user=1001' },
  });
  if (response.status === 204) return [];
  if (response.status !== 200)
    throw new Error(`Kommo's list of leads answered ${response.status}: ${await response.text()}`);
  return (await response.json())._embedded.leads.map(({ id }) => id);
}
