/** Keeps the conversation as the sandbox has it, and says what the person taps or types. */

const main = document.querySelector('main');
const leadId = main.dataset.lead;
const part = (id) => document.getElementById(id);
const screen = document.querySelector('.screen');
const form = part('composer');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const lookEveryMs = 1000;
const typingMs = 700;

let shown = '';
let isTyping = false;

draw(part('now').innerHTML, true);
form.elements.text.focus();

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = form.elements.text.value;
  if (text.trim() === '') return;
  form.elements.text.value = '';
  void act(`/sandbox/phone/${leadId}`, { text });
});

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const { say, attach, minutes } = button.dataset;
  if (say !== undefined) {
    form.elements.text.focus();
    void act(`/sandbox/phone/${leadId}`, { text: say });
  }
  if (attach !== undefined) void act(`/sandbox/phone/${leadId}`, { attachment: attach });
  if (minutes !== undefined) void act('/sandbox/clock', { advanceMs: Number(minutes) * 60_000 });
});

document.addEventListener('change', ({ target }) => {
  if (target.name === 'manner')
    void act(`/sandbox/phone/${leadId}/manner`, { manner: target.value });
  if (target.dataset.switch)
    void act('/sandbox/switches', { [target.dataset.switch]: target.checked });
});

setInterval(() => void look(), lookEveryMs);

async function act(address, body) {
  part('problem').textContent = '';
  try {
    const answer = await fetch(address, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) part('problem').textContent = `No se pudo: ${await answer.text()}`;
  } catch {
    part('problem').textContent = 'El sandbox no responde.';
  }
  await look();
}

async function look() {
  if (isTyping) return;
  try {
    const answer = await fetch(`/phone/${leadId}/conversation`);
    if (answer.ok) draw(await answer.text(), false);
  } catch {
    part('problem').textContent = 'El sandbox no responde.';
  }
}

/** The firm is seen typing before its message stands there; nobody waits who asked for calm. */
function draw(markup, isFirst) {
  if (markup === shown) return;
  const next = document.createElement('div');
  next.innerHTML = markup;
  const hasNews = !isFirst && newOf(next).some((item) => item.classList.contains('firm'));
  if (hasNews && !calm.matches) {
    put(next, (item) => !item.classList.contains('firm'));
    isTyping = true;
    part('typing').hidden = false;
    toEnd();
    setTimeout(() => {
      isTyping = false;
      part('typing').hidden = true;
      put(next, () => true);
      shown = markup;
    }, typingMs);
    return;
  }
  put(next, () => true);
  shown = markup;
}

const keysShown = () => new Set([...part('messages').children].map((item) => item.dataset.key));

function newOf(next) {
  const keys = keysShown();
  return [...next.querySelector('[data-part=messages]').children].filter(
    (item) => !keys.has(item.dataset.key),
  );
}

/** Puts in place only what differs, so that a screen reader says what is new and nothing else. */
function put(next, isWanted) {
  const messages = part('messages');
  const old = new Map([...messages.children].map((item) => [item.dataset.key, item]));
  const items = [...next.querySelector('[data-part=messages]').children].map((item) =>
    item.cloneNode(true),
  );
  const keys = new Set(items.map((item) => item.dataset.key));
  for (const [key, item] of old) if (!keys.has(key)) item.remove();
  let grew = false;
  for (const item of items) {
    const before = old.get(item.dataset.key);
    if (before) {
      if (before.outerHTML !== item.outerHTML) before.replaceWith(item);
    } else if (isWanted(item)) {
      messages.append(item);
      grew = true;
    }
  }
  // What stands for the window's end comes after whatever was said last.
  const end = messages.querySelector('[data-key=window]');
  if (end && end !== messages.lastElementChild) messages.append(end);
  for (const id of ['window', 'clock', 'replies']) replace(id, next);
  replaceBots(next);
  if (grew) toEnd();
  if (document.visibilityState === 'visible' && messages.querySelector('.firm.delivered'))
    void fetch(`/sandbox/phone/${leadId}/read`, { method: 'POST', body: '{}' });
}

function replace(id, next) {
  const markup = next.querySelector(`[data-part=${id}]`).innerHTML;
  if (part(id).dataset.markup === markup) return;
  part(id).dataset.markup = markup;
  part(id).innerHTML = markup;
}

/** What a person unfolded stays unfolded. */
function replaceBots(next) {
  const open = [...part('bots').querySelectorAll('details')].map((one) => one.open);
  replace('bots', next);
  [...part('bots').querySelectorAll('details')].forEach((one, index) => {
    one.open = open[index] ?? false;
  });
}

function toEnd() {
  screen.scrollTo({ top: screen.scrollHeight, behavior: calm.matches ? 'auto' : 'smooth' });
}
