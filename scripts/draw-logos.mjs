/**
 * Draws the logos that Kommo requires from one idea: an A whose crossbar is a rising line. The results are committed, so
 * that packing needs no image library; run this after changing the drawing.
 */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { logoSizes } from './widget/logos.mjs';

const folder = fileURLToPath(new URL('../widget/images/', import.meta.url));

/** The sign, in a box of 100 by 100. */
const sign = `
  <rect width="100" height="100" rx="24" fill="url(#ground)"/>
  <g fill="none" stroke="#ffffff" stroke-width="9.5" stroke-linecap="round" stroke-linejoin="round">
    <path d="M25 76 L47.5 25.5 Q50 20.5 52.5 25.5 L75 76"/>
  </g>
  <path d="M24 62 L43 54 L56 60 L79 40" fill="none" stroke="#0a5a52" stroke-width="15" stroke-linecap="round" stroke-linejoin="round"/>
  <path d="M24 62 L43 54 L56 60 L79 40" fill="none" stroke="#ffc24b" stroke-width="7.5" stroke-linecap="round" stroke-linejoin="round"/>
  <circle cx="79" cy="40" r="7" fill="#ffc24b"/>`;

/** "account", drawn as strokes so that no font is needed: x-height 40, in a box of 268 by 62. */
const word = `
  <g fill="none" stroke="#12403b" stroke-width="8" stroke-linecap="round" stroke-linejoin="round">
    <path d="M40 24 A16 16 0 1 0 40 40 M40 16 V48"/>
    <path d="M82 21 A16 16 0 1 0 82 43"/>
    <path d="M120 21 A16 16 0 1 0 120 43"/>
    <circle cx="148" cy="32" r="16"/>
    <path d="M178 16 V34 A13.5 13.5 0 0 0 205 34 M205 16 V48"/>
    <path d="M218 48 V16 M218 30 A13.5 13.5 0 0 1 245 30 V48"/>
    <path d="M261 4 V40 Q261 48 269 48 M253 17 H270"/>
  </g>`;

const definitions = `
  <defs>
    <linearGradient id="ground" x1="0" y1="0" x2="1" y2="1">
      <stop offset="0" stop-color="#14877a"/>
      <stop offset="1" stop-color="#074a44"/>
    </linearGradient>
  </defs>`;

for (const [name, { width, height }] of Object.entries(logoSizes)) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${definitions}${compose(width, height)}</svg>`;
  await sharp(Buffer.from(svg))
    .png({ compressionLevel: 9, palette: false })
    .toFile(folder + name);
}

/** The sign alone where the logo is about square and small; beside the name where it is wide; above it where it is big. */
function compose(width, height) {
  const ground = `<rect width="${width}" height="${height}" fill="#ffffff"/>`;
  if (width / height > 2) {
    const side = height * 0.72;
    const margin = (height - side) / 2;
    const scale = (width - side - margin * 3) / 274;
    return `${ground}${place(sign, margin, margin, side / 100)}${place(word, side + margin * 2, (height - 58 * scale) / 2 - 2 * scale, scale)}`;
  }
  if (width >= 174) {
    const side = height * 0.48;
    const scale = Math.min((width * 0.58) / 274, (height * 0.2) / 58);
    const gap = height * 0.08;
    const top = (height - side - gap - 58 * scale) / 2;
    return `${ground}${place(sign, (width - side) / 2, top, side / 100)}${place(word, (width - 274 * scale) / 2, top + side + gap, scale)}`;
  }
  const side = Math.min(width, height) * 0.84;
  return `${ground}${place(sign, (width - side) / 2, (height - side) / 2, side / 100)}`;
}

function place(drawing, x, y, scale) {
  return `<g transform="translate(${x} ${y}) scale(${scale})">${drawing}</g>`;
}
