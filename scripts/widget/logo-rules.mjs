import { error } from './archive.mjs';
import { logoSizes } from './logos.mjs';

const mostBytes = 300 * 1024;
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Section 1.2: every logo, as PNG, in its exact size. */
export function* checkLogos(archive, locations) {
  for (const [name, size] of Object.entries(logoSizes)) {
    const path = `images/${name}`;
    const bytes = archive.files.get(path);
    if (bytes === undefined) {
      const needed = name !== 'logo_dp.png' || locations.includes('digital_pipeline');
      if (needed)
        yield error(path, `is missing: add a PNG of ${size.width} by ${size.height} pixels.`);
      continue;
    }
    yield* checkLogo(path, bytes, size);
  }
}

function* checkLogo(path, bytes, { width, height }) {
  const found = readPngSize(bytes);
  if (found === null) {
    yield error(path, 'is not a PNG: Kommo takes logos as PNG only.');
    return;
  }
  if (found.width !== width || found.height !== height) {
    yield error(
      path,
      `is ${found.width} by ${found.height} pixels: it must be exactly ${width} by ${height}.`,
    );
  }
  if (bytes.length > mostBytes) {
    yield error(path, `has ${Math.ceil(bytes.length / 1024)} KB: Kommo takes 300 KB at most.`);
  }
}

/** Width and height from a PNG's header; null when it is no PNG. */
export function readPngSize(bytes) {
  if (bytes.length < 24 || signature.some((byte, index) => bytes[index] !== byte)) return null;
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: header.getUint32(16), height: header.getUint32(20) };
}
