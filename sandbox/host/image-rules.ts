import { problem, type ZipFiles, type ZipProblem } from './zip-files.js';

/** Logos in exact pixels (Kommo: images); `logo_dp.png` belongs to the digital pipeline only. */
const logos: readonly (readonly [string, number, number])[] = [
  ['images/logo.png', 130, 100],
  ['images/logo_main.png', 400, 272],
  ['images/logo_small.png', 108, 108],
  ['images/logo_medium.png', 240, 84],
  ['images/logo_min.png', 84, 84],
];

const pipelineLogo = ['images/logo_dp.png', 174, 109] as const;

const mostBytes = 300 * 1024;

export function checkImages(files: ZipFiles, locations: readonly string[]): readonly ZipProblem[] {
  const wanted = locations.includes('digital_pipeline') ? [...logos, pipelineLogo] : logos;
  return wanted.flatMap(([name, width, height]) => {
    const bytes = files[name];
    if (bytes === undefined)
      return [problem('logo-missing', name, `is missing (${width}×${height} PNG)`)];
    const size = pngSize(bytes);
    if (size === null) return [problem('logo-format', name, 'is not a PNG')];
    if (size.width !== width || size.height !== height) {
      return [
        problem('logo-size', name, `is ${size.width}×${size.height}, must be ${width}×${height}`),
      ];
    }
    return bytes.length > mostBytes ? [problem('logo-weight', name, 'is over 300 KB')] : [];
  });
}

/** Width and height stand in the IHDR chunk, which is always the first. */
function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes.length < 24 || signature.some((byte, index) => bytes[index] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
