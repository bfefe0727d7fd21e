import type { analytics as es } from '../es/analytics.js';
import type { Translation } from '../sentence.js';

export const analytics = {
  channels: 'Canais ({days} dias)',
  leads: { one: '1 lead', other: '{count} leads' },
  channels_read:
    'De onde chega cada lead na primeira vez. Compare a pontuação média e os ganhos, não só a quantidade. Anote abaixo o que custou cada canal.',
  channel: 'Canal',
  lead_count: 'Leads',
  mean_score: 'Pontuação média',
  qualified: 'Qualificados',
  won: 'Ganhos',
  won_share: 'Ganhos em cada 100',
  cost: 'Custo ({currency})',
  cost_per_lead: 'Por lead',
  cost_per_qualified: 'Por qualificado',
  cost_per_won: 'Por ganho',
  cost_usage:
    'Escreva o mês, o canal e o valor: npm run costs -- 2026-11 facebook 45000 (0 remove-o)',
  touches: 'Acompanhamento automático ({days} dias)',
  touches_now: '{some} respostas a {all} mensagens',
  touches_read:
    'Cada resposta, saída ou venda conta para a última mensagem que saiu antes. Encurte ou retire o que ninguém responde.',
  touch: 'Mensagem',
  sent: 'Enviadas',
  given: 'Passadas a uma pessoa',
  skipped: 'Omitidas',
  answered: 'Respondidas',
  opted_out: 'Pediram para sair',
  answered_share: 'Respondidas em cada 100',
  stages: 'Tempo em cada etapa ({days} dias)',
  stages_none: 'Passaram ainda poucos leads por cada etapa para dizer qual trava.',
  bottleneck_over: {
    one: 'O gargalo é «{stage}»: a metade demora mais de {time}, mais que o prazo; agora há 1 lead. Reparta a carga ou ajuste o prazo.',
    other:
      'O gargalo é «{stage}»: a metade demora mais de {time}, mais que o prazo; agora há {count} leads. Reparta a carga ou ajuste o prazo.',
  },
  bottleneck: {
    one: 'Onde mais demora é «{stage}»: a metade, mais de {time}; agora há 1 lead. Está dentro do prazo.',
    other:
      'Onde mais demora é «{stage}»: a metade, mais de {time}; agora há {count} leads. Está dentro do prazo.',
  },
  stage: 'Etapa',
  ended: 'Saíram',
  median: 'Mediana',
  limit: 'Prazo',
  now: 'Agora',
  adoption: 'Uso do cartão ({days} dias)',
  cards: { one: '1 cartão aberto', other: '{count} cartões abertos' },
  adoption_read: 'Se quase ninguém abre o cartão, mostre à equipe o guia de cinco minutos.',
  what: 'O quê',
  card_opened: 'Cartões abertos',
  by_button: 'Entregas ao Odoo pelo botão',
  by_trigger: 'Entregas ao Odoo automáticas',
  edits: 'Respostas corrigidas',
  tasks: 'Tarefas criadas',
  said_wrong: '«Não está correta»',
} as const satisfies Translation<typeof es>;
