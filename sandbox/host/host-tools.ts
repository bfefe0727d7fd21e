import type { Request } from 'express';
import type { HostOptions, HostStore, HostUser } from './host-options.js';
import type { WidgetZip } from './widget-zip.js';

/** What the routers of the page share. */
export interface HostTools {
  readonly options: HostOptions;
  readonly store: HostStore;
  readonly loadWidget: () => Promise<WidgetZip>;
}

/** The session: cookie `sandbox_user`, an executive when absent. Undefined for an unknown user. */
export function sessionUser(request: Request, users: readonly HostUser[]): HostUser | undefined {
  const cookie = /(?:^|;\s*)sandbox_user=(\d+)/.exec(request.headers.cookie ?? '')?.[1];
  if (cookie !== undefined) return users.find((user) => user.id === Number(cookie));
  return users.find((user) => !user.isAdmin) ?? users[0];
}
