import type { HostUser } from '../host-options.js';
import { html, type Html } from '../html.js';
import type { Switches } from '../switches.js';
import type { Words } from '../words.js';
import type { ZipProblem } from '../zip-files.js';
import { document } from './shell.js';

/** What the admin would see at upload: every reason at once, with the file that has it. */
export function refusedZip(
  words: Words,
  switches: Switches,
  problems: readonly ZipProblem[],
): Html {
  const rows = problems.map(
    (one) => html`<li data-problem="${one.code}"><code>${one.file}</code> ${one.message}</li>`,
  );
  return notice(
    switches,
    words.refusedTitle,
    html`<p>${words.refusedText}</p>
      <ul>
        ${rows}
      </ul>`,
  );
}

export function adminsOnly(words: Words, switches: Switches, users: readonly HostUser[]): Html {
  const admin = users.find((user) => user.isAdmin);
  const button =
    admin === undefined
      ? null
      : html`<p>
          <button
            type="button"
            class="button-input button-input_blue"
            onclick="document.cookie='sandbox_user=${admin.id};path=/';location.reload()"
          >
            ${words.enterAsAdmin}
          </button>
        </p>`;
  return notice(switches, words.adminsOnly, html`${button}`);
}

export function notFound(words: Words, switches: Switches): Html {
  return notice(
    switches,
    words.leadNotFound,
    html`<p><a href="/leads/list">${words.leads}</a></p>`,
  );
}

function notice(switches: Switches, title: string, content: Html): Html {
  return document(
    switches,
    html`<main class="host-notice">
      <h1>${title}</h1>
      ${content}
    </main>`,
  );
}
