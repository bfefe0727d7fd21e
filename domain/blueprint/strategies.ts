import type { Strategy } from '../conversation/strategy.js';

/** How we speak with a lead by who does the work today, by the option of `CURRENT_PROVIDER` (R2.2, "Conversation strategy"). */
export const strategies = [
  {
    fieldOption: 'Sin proveedor',
    approach: 'Explique paso a paso qué exige la DGII y por dónde se empieza. Evite tecnicismos.',
    closing: 'Como empiezas con contador, te explicaremos cada paso.',
  },
  {
    fieldOption: 'Cambiando',
    approach:
      'Pregunte qué falló con el proveedor anterior y ofrezca encargarse del traspaso de documentos.',
    closing: 'Nos encargamos de pedir los documentos a tu contador anterior.',
  },
  {
    fieldOption: 'Complementando',
    approach: 'Respete al contador actual: muestre qué se añade y cómo se coordinan.',
    closing: 'Trabajaremos junto a tu contador actual, sin duplicar lo que ya hace.',
  },
] as const satisfies readonly Strategy[];
