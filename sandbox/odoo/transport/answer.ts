import type { Request, Response } from 'express';
import type { Json } from '../json.js';

export interface Answer {
  readonly status: number;
  readonly body: { readonly json: Json } | { readonly html: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** The exception's name, for the log. */
  readonly error?: string;
}

export const jsonAnswer = (
  status: number,
  json: Json,
  headers: Answer['headers'] = {},
): Answer => ({
  status,
  body: { json },
  headers,
});

/** A page as werkzeug and proxies send it where a program expected JSON. */
export const htmlAnswer = (status: number, title: string, text: string): Answer => ({
  status,
  body: {
    html: `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${text}</p>\n`,
  },
});

export function sendAnswer(response: Response, answer: Answer): void {
  response.status(answer.status).set(answer.headers ?? {});
  if ('json' in answer.body) {
    response
      .set('Content-Type', 'application/json; charset=utf-8')
      .send(JSON.stringify(answer.body.json));
  } else {
    response.set('Content-Type', 'text/html; charset=utf-8').send(answer.body.html);
  }
}

/** The body as sent; every content type is read as text. */
export function bodyText(request: Request): string {
  const body: unknown = request.body;
  return typeof body === 'string' ? body : '';
}
