import type { TemplateValues } from '../../conversation/template.js';

/**
 * Templates cannot change their wording, so their placeholders are never empty: "¡Hola, qué gusto!" greets a person whose
 * name is unknown.
 */
export const templateValues = {
  name: { example: 'Ana', unknown: 'qué gusto' },
  company: { example: 'Ferretería El Faro', unknown: 'tu empresa' },
  service: { example: 'servicios de contabilidad', unknown: 'nuestros servicios' },
} as const satisfies TemplateValues;
