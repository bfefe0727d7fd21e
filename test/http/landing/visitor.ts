import { until } from '../../support/world.js';
import type { World } from '../../support/world.js';

/** A browser without scripts: it keeps the page it is on, its hidden fields and its cookies. */
export interface Visitor {
  html: string;
  status: number;
  open(path?: string, headers?: Readonly<Record<string, string>>): Promise<void>;
  /** Sends the form of the page. */
  send(
    fields: Readonly<Record<string, string | readonly string[]>>,
    go?: 'forward' | 'back',
  ): Promise<void>;
  /** Sends any body, with the cookies it has. */
  post(
    path: string,
    sent: { readonly body: string | Buffer; readonly type: string },
  ): Promise<void>;
  cookies: ReadonlyMap<string, string>;
  /** As the browser inside an app may. */
  forget(): void;
  path: string;
}

export function createVisitor(base: string): Visitor {
  const jar = new Map<string, string>();
  const go = async (path: string, init: RequestInit): Promise<void> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(base + path, {
      ...init,
      redirect: 'manual',
      headers: {
        ...(init.headers as Record<string, string>),
        ...(cookie === '' ? {} : { cookie }),
      },
    });
    for (const header of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    visitor.status = response.status;
    visitor.path = path;
    const location = response.headers.get('location');
    if (location !== null && location.startsWith('/')) {
      const before = response.status;
      await go(location, { method: 'GET', headers: {} });
      visitor.status = before;
      return;
    }
    visitor.html = location ?? (await response.text());
  };
  const visitor: Visitor = {
    html: '',
    status: 0,
    cookies: jar,
    forget: () => {
      jar.clear();
    },
    path: '',
    open: (path = '/form', headers = {}) => go(path, { method: 'GET', headers }),
    post: (path, { body, type }) =>
      go(path, {
        method: 'POST',
        body: new Uint8Array(Buffer.from(body)),
        headers: type === '' ? {} : { 'content-type': type },
      }),
    send: (fields, button = 'forward') => {
      const body = new URLSearchParams();
      for (const [, name = '', value = ''] of visitor.html.matchAll(
        /<input type="hidden" name="(\w+)" value="([^"]*)">/g,
      ))
        body.append(name, value);
      for (const [name, value] of Object.entries(fields))
        for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
      body.append('go', button);
      return go('/form', {
        method: 'POST',
        body: body.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    },
  };
  return visitor;
}

export const contact = (index = 1) => ({
  full_name: `Carmen Peña ${index}`,
  company_name: `Ferretería El Progreso ${index} SRL`,
  email: `carmen${index}@elprogreso${index}.example`,
  phone_number: `(809) 555-01${String(index).padStart(2, '0')}`,
  consent: 'on',
});

/** The only capture whose person has this e-mail. */
export const captured = (world: World, email: string) =>
  until('the capture', async () => {
    const { rows } = await world.pool.query<{ id: string }>(
      "select id from captures where profile -> 'person' ->> 'email' = $1",
      [email],
    );
    if (rows.length > 1) throw new Error(`${rows.length} captures of ${email}`);
    const [row] = rows;
    const [found] = await world.services.store.captures.findByIds(
      row === undefined ? [] : [row.id],
    );
    return found ?? null;
  });
