import type { TrialTexts } from '../conversation/trial/compile-trial-bot.js';

/** What the trial bot says to whoever plays the lead, one message a step. */
export const trialTexts = {
  option: 'Prueba 1 de 6: el bot escribe una opción en el lead. No hace falta responder.',
  answer: 'Prueba 2 de 6: no toque los botones. Escriba UNO, en mayúsculas.',
  wait: 'Prueba 3 de 6: no escriba nada durante un minuto.',
  count: 'Prueba 4 de 6: escriba «unas 300 al mes».',
  person:
    'Prueba 5 de 6: escriba algo en este chat desde Kommo, como una persona. Después responda «sigo» desde el teléfono.',
  buttons: ['Uno', 'Dos'],
} as const satisfies TrialTexts;
