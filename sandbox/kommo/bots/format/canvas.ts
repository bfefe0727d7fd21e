import { z } from 'zod';
import type { Steps } from './bot-file.js';

/** `positions`: what the designer draws. The engine runs the code alone, but starts where the canvas says. */
const canvasSchema = z.array(
  z.looseObject({
    id: z.number().int(),
    type: z.string(),
    step: z.number().int(),
    goto: z.looseObject({ block: z.number().int() }).nullish(),
  }),
);

type Canvas = z.infer<typeof canvasSchema>;

export function startOfCanvas(positions: string | undefined): number | null {
  const canvas = read(positions) ?? [];
  const block = canvas.find(({ type }) => type === 'start')?.goto?.block;
  return canvas.find(({ id }) => id === block)?.step ?? null;
}

/** The canvas and the code must tell the same: what is only in one of them disappears at the next save. */
export function canvasErrors(positions: string | undefined, steps: Steps): readonly string[] {
  if (positions === undefined) return [];
  const canvas = read(positions);
  if (canvas === null) return ['El lienzo («positions») no es una lista de bloques'];
  const drawn = new Set(canvas.filter(({ type }) => type === 'question').map(({ step }) => step));
  return [
    ...[...steps.keys()]
      .filter((step) => !drawn.has(step))
      .map((step) => `El paso ${step} no está en el lienzo`),
    ...[...drawn]
      .filter((step) => !steps.has(step))
      .map((step) => `El paso ${step} del lienzo no está en el código`),
  ];
}

function read(positions: string | undefined): Canvas | null {
  if (positions === undefined) return null;
  try {
    return canvasSchema.safeParse(JSON.parse(positions)).data ?? null;
  } catch {
    return null;
  }
}
