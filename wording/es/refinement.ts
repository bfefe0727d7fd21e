/** What leads that ended say of the score. */
export const refinement = {
  more: 'Faltan {won} ganados y {lost} perdidos para proponer puntos: se necesitan 40 de cada uno.',
  same: 'Los puntos de hoy son los que los leads terminados dicen.',
  unclear:
    'Se probaron otros puntos y no fueron con seguridad mejores en los leads más recientes. Se quedan los de hoy.',
  proposed:
    'Otros puntos habrían acertado más en los leads más recientes. Mírelos y actívelos si le convencen; nada cambia solo.',
  judged:
    'Juzgado el {on} en los {leads} leads más recientes (llegaron del {since} al {until}), con puntos aprendidos de los {learned} anteriores: de cada 100 parejas de un ganado y un perdido, el ganado tiene más puntos en {after} (hoy {before}). Mejora por lead: {gain} (entre {low} y {high}; sobre 0 es mejor).',
  gone: 'Los puntos cambiaron desde que abrió esta página: terminaron más leads o alguien activó otros.',
  look_again: 'Vuelva a mirar la propuesta y actívela si sigue convenciéndole.',
} as const;
