import type { Request, Response } from 'express';

const mostCookies = 50;
const longestCookie = 4_096;

/** The request's cookies by name, as they came. */
export function cookiesOf(request: Request): ReadonlyMap<string, string> {
  const header = (request.headers.cookie ?? '').slice(0, mostCookies * longestCookie);
  return new Map(
    header
      .split(';', mostCookies)
      .map((part) => part.trim())
      .filter((part) => part.includes('='))
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const)
      .filter(([, value]) => value.length <= longestCookie),
  );
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
  response.cookie(name, value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
    maxAge: forMs,
    path: '/',
    encode: String,
  });
}

export const dropCookie = (response: Response, name: string): void => {
  response.clearCookie(name, { path: '/' });
};
