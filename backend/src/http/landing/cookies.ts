import type { Request, Response } from 'express';

const mostCookies = 50;
const longestCookie = 4_096;

/** What a browser takes from this very host only, over https: no neighbouring host can set it (RFC 6265bis, 4.1.3.2). */
const ofHost = '__Host-';

/** The request's cookies by name, without the prefix; what carries it wins over what anybody may have set. */
export function cookiesOf(request: Request): ReadonlyMap<string, string> {
  const header = (request.headers.cookie ?? '').slice(0, mostCookies * longestCookie);
  const all = header
    .split(';', mostCookies)
    .map((part) => part.trim())
    .filter((part) => part.includes('='))
    .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const)
    .filter(([, value]) => value.length <= longestCookie);
  const own = all.filter(([name]) => name.startsWith(ofHost));
  return new Map([
    ...all,
    ...own.map(([name, value]) => [name.slice(ofHost.length), value] as const),
  ]);
}

interface Kept {
  readonly name: string;
  readonly value: string;
  readonly forMs: number;
}

/** Only for us, out of reach of scripts; `Lax`, so that it comes along from an advertisement. */
export function keepCookie(
  response: Response,
  { name, value, forMs }: Kept,
  publicUrl: string,
): void {
  // Browsers drop a cookie of more than 4 kB whole.
  if (value.length > 3_800) return;
  const secure = isSecure(publicUrl);
  response.cookie(nameOf(name, secure), value, {
    ...{ httpOnly: true, sameSite: 'lax', path: '/', secure },
    maxAge: forMs,
    encode: String,
  });
}

export function dropCookie(response: Response, name: string, publicUrl: string): void {
  const secure = isSecure(publicUrl);
  response.clearCookie(nameOf(name, secure), { path: '/', secure });
}

/** The sandbox answers by plain http, where the prefix is refused. */
const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:');
const nameOf = (name: string, secure: boolean): string => (secure ? `${ofHost}${name}` : name);
