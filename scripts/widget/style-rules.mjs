import { warning } from './archive.mjs';

/** Section 5: every rule of style.css stands under one class of the widget's own, or it would restyle Kommo. */
export function* checkStyles(archive) {
  for (const path of archive.files.keys()) {
    if (!path.endsWith('.css')) continue;
    const css = archive.text(path);
    if (css === null) continue;
    const selectors = selectorsOf(css);
    const root = selectors.map(rootOf).find((found) => found !== null) ?? null;
    for (const selector of selectors) {
      if (root !== null && rootOf(selector) === root) continue;
      yield warning(
        path,
        `"${selector}" would restyle Kommo's own page: start it with ${root ?? "the widget's own class"}.`,
      );
    }
  }
}

function selectorsOf(css) {
  const bare = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  return [...bare.matchAll(/([^{};]+)\{/g)]
    .map(([, selector]) => selector.trim())
    .filter((selector) => !selector.startsWith('@'))
    .flatMap((selector) => selector.split(',').map((one) => one.trim().replace(/\s+/g, ' ')));
}

/** The class or id a selector starts with, after the host's colour-scheme attribute. */
function rootOf(selector) {
  const own = selector.replace(/^html\[data-color-scheme[^\]]*\]\s+/, '');
  return /^[.#][\w-]+/.exec(own)?.[0] ?? null;
}
