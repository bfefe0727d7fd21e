import type { ConnectRefusal } from '../../account/connection/connection.js';
import type { Language } from '../../../../contract/language.js';
import { sayIn } from '../../../../wording/say.js';
import type { Sentence } from '../../../../wording/sentence.js';

export interface Page {
  readonly status: number;
  readonly title: Sentence;
  readonly text: Sentence;
  /** What to do next, in order. */
  readonly steps: readonly Sentence[];
}

export const connectedPage: Page = {
  status: 200,
  title: { code: 'oauth.connected' },
  text: { code: 'oauth.connected_text' },
  steps: [{ code: 'oauth.close' }],
};

const again: Sentence = { code: 'oauth.again' };

const refusals: Readonly<Record<ConnectRefusal, Pick<Page, 'status' | 'steps'>>> = {
  denied: { status: 400, steps: [{ code: 'oauth.denied_step' }] },
  unreadable: { status: 400, steps: [again] },
  spent_state: { status: 400, steps: [again] },
  other_account: {
    status: 403,
    steps: [{ code: 'oauth.other_account_step' }, { code: 'oauth.other_account_changed' }],
  },
  not_admin: { status: 403, steps: [{ code: 'oauth.not_admin_step' }] },
  bad_code: { status: 400, steps: [again, { code: 'oauth.bad_code_step' }] },
  bad_client: {
    status: 502,
    steps: [{ code: 'oauth.bad_client_where' }, { code: 'oauth.bad_client_step' }],
  },
  no_key: { status: 503, steps: [{ code: 'oauth.no_key_make' }, { code: 'oauth.no_key_step' }] },
  busy: { status: 429, steps: [{ code: 'oauth.busy_step' }] },
  unreachable: { status: 503, steps: [{ code: 'oauth.unreachable_step' }] },
  payment_required: { status: 503, steps: [{ code: 'oauth.payment_required_step' }] },
  blocked: { status: 503, steps: [{ code: 'oauth.blocked_step' }] },
};

/** What a person reads when the connection did not come about, and what to do. */
export const refusalPage = (why: ConnectRefusal): Page => ({
  ...refusals[why],
  title: { code: `oauth.${why}` },
  text: { code: `oauth.${why}_text` },
});

/** No script, no foreign resource, no value of the request: nothing in it can be injected. */
export function pageHtml({ title, text, steps }: Page, language: Language): string {
  const say = sayIn(language);
  return documentHtml(
    say(title),
    language,
    `<p>${say(text)}</p><ol>${steps.map((step) => `<li>${say(step)}</li>`).join('')}</ol>
<p><a href="/oauth/start">${say({ code: 'oauth.connect' })}</a> · \
<a href="/oauth/code">${say({ code: 'oauth.paste' })}</a></p>`,
  );
}

/** The form for a code or a long-lived token. `state` is ours: base64url and dots. */
export function formHtml(state: string, language: Language): string {
  const say = sayIn(language);
  return documentHtml(
    say({ code: 'oauth.form' }),
    language,
    `<p>${say({ code: 'oauth.form_text' })}</p>
<form method="post" action="/oauth/code">
<input type="hidden" name="state" value="${state}">
<label for="text">${say({ code: 'oauth.form_label' })}</label>
<textarea id="text" name="text" rows="6" required autocomplete="off" spellcheck="false"></textarea>
<button type="submit">${say({ code: 'oauth.form_button' })}</button>
</form>
<p><a href="/oauth/start">${say({ code: 'oauth.connect_without' })}</a></p>`,
  );
}

const documentHtml = (title: string, language: Language, body: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">\
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${pageStyle}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>
`;

export const pageStyle = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:2rem 1rem}\
main{max-width:34rem;margin:0 auto}h1{font-size:1.4rem}label{display:block;font-weight:600;margin-top:1rem}\
textarea{width:100%;box-sizing:border-box;font:14px monospace;margin:.25rem 0 1rem}\
button{font:inherit;padding:.5rem 1.25rem}`;
