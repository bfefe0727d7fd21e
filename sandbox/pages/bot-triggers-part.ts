import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import type { Account } from '../kommo/account/account.js';
import type { KommoStandIn } from '../kommo/kommo.js';
import type { BotTrigger } from '../kommo/triggers/bot-triggers.js';

const enteredNames = { either: 'entra en', created: 'se crea en', moved: 'se mueve a' } as const;

export function triggerList({ account, botTriggers }: KommoStandIn): Html {
  const triggers = botTriggers.list();
  if (triggers.length === 0)
    return html`<p class="empty">Nada: los bots empiezan solo por la API.</p>`;
  return html`<ul>
      ${triggers.map((trigger) => html`<li>${triggerText(account, trigger)}</li>`)}
    </ul>
    <form method="post" action="/sandbox/salesbots/triggers/clear">
      <button>Quitar todos</button>
    </form>`;
}

function triggerText(account: Account, trigger: BotTrigger): Html {
  const name = account.state.bots.get(trigger.bot_id)?.name ?? `Bot ${trigger.bot_id}`;
  return html`<b>${name}</b> ${occasionOf(account, trigger)}${
      trigger.delay_seconds === 0 ? '' : `, ${trigger.delay_seconds} segundos después`
    }`;
}

function occasionOf({ state }: Account, trigger: BotTrigger): string {
  if (trigger.on === 'talk') return 'cuando se abre una conversación';
  if (trigger.on === 'message')
    return `cuando llega un mensaje, no más de una vez cada ${Math.round(trigger.cool_down / 3600)} horas`;
  const status = (state.pipelines.get(trigger.pipeline_id ?? NaN)?.statuses ?? []).find(
    ({ id }) => id === trigger.status_id,
  );
  return `cuando un lead ${enteredNames[trigger.entered]} ${status?.name ?? 'cualquier etapa'}`;
}

/** As in Kommo's digital pipeline: on a stage, or on the channel. */
export function triggerForm({ state }: Account): Html {
  const stages = [...state.pipelines.values()].flatMap((pipeline) =>
    pipeline.statuses
      .filter(({ type }) => type === 0)
      .map(
        (status) =>
          html`<option value="stage ${pipeline.id} ${status.id}">
            Un lead entra en ${pipeline.name}: ${status.name}
          </option>`,
      ),
  );
  return html`<form method="post" action="/sandbox/salesbots/triggers" class="filter">
    <label>
      Bot
      <select name="bot_id">
        ${[...state.bots.values()].map((bot) => html`<option value="${bot.id}">${bot.name}</option>`)}
      </select>
    </label>
    <label>
      Cuando
      <select name="occasion">
        ${stages}
        <option value="message">Llega un mensaje (una vez al día)</option>
        <option value="talk">Se abre una conversación</option>
      </select>
    </label>
    <label>
      Espera
      <select name="delay_seconds">
        <option value="0">Enseguida</option>
        <option value="300">5 minutos</option>
        <option value="600">10 minutos</option>
        <option value="86400">1 día</option>
      </select>
    </label>
    <button>Añadir</button>
  </form>`;
}
