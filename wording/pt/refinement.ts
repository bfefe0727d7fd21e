import type { refinement as es } from '../es/refinement.js';
import type { Translation } from '../sentence.js';

export const refinement = {
  more: 'Faltam {won} ganhos e {lost} perdidos para propor pontos: são necessários 40 de cada.',
  same: 'Os pontos de hoje são os que os leads encerrados dizem.',
  unclear:
    'Outros pontos foram testados e não foram com certeza melhores nos leads mais recentes. Ficam os de hoje.',
  proposed:
    'Outros pontos teriam acertado mais nos leads mais recentes. Veja-os e ative-os se o convencerem; nada muda sozinho.',
  judged:
    'Avaliado em {on} nos {leads} leads mais recentes (chegaram de {since} a {until}), com pontos aprendidos dos {learned} anteriores: de cada 100 pares de um ganho e um perdido, o ganho tem mais pontos em {after} (hoje {before}). Melhora por lead: {gain} (entre {low} e {high}; acima de 0 é melhor).',
  gone: 'Os pontos mudaram desde que abriu esta página: mais leads terminaram ou alguém ativou outros.',
  look_again: 'Veja a proposta de novo e ative-a se ainda o convencer.',
} as const satisfies Translation<typeof es>;
