import type { experiment as es } from '../es/experiment.js';
import type { Translation } from '../sentence.js';

export const experiment = {
  visits: 'Visitas',
  leads: 'Leads',
  completion: 'Completaram o formulário',
  mean_score: 'Pontuação média',
  median_score: 'Pontuação mediana',
  band: 'Pontuação de {from} a {to}',
  qualified: 'Qualificados',
  won: 'Ganhos',
  cost: 'Custo',
  cost_per_qualified: 'Custo por lead qualificado',
  maintenance: 'Manutenção',
  flexibility: 'Flexibilidade',
  time: 'Tempo',
  share: '{share} ({some} de {all}; entre {low} e {high})',
  between: '{value} (entre {low} e {high})',
  points: '{value} pontos (entre {low} e {high})',
  more_than: 'mais de {amount}',
  nothing_yet: 'sem dados',
  broken:
    'A divisão entre A e B não é a prevista: algo manda pessoas para um só lado. Verifique antes de tirar conclusões.',
  winner: '{arm} vence: o acaso já não explica a diferença, por mais vezes que se tenha olhado.',
  more: {
    one: 'Ainda não se pode decidir: falta 1 lead se a diferença continuar assim.',
    other: 'Ainda não se pode decidir: faltam uns {count} leads se a diferença continuar assim.',
  },
  early: {
    one: 'É cedo: falta 1 lead para ver uma diferença como a de 20 % para 40 %.',
    other: 'É cedo: faltam uns {count} leads para ver uma diferença como a de 20 % para 40 %.',
  },
  alike:
    'A e B são tão parecidos que os números não vão decidir. Escolha por manutenção, flexibilidade ou tempo.',
  unknown_target: 'Não há nada com esse nome que se possa testar.',
  choose_target: 'Escolha um da lista.',
  bot_missing: 'O Kommo não tem nenhum bot ligado com esse nome.',
  switch_on: 'Importe e ligue o bot no Kommo, ou corrija o nome.',
  same_versions: 'As duas versões são a mesma.',
  name_another: 'Escreva em B algo diferente de A.',
  bad_pace: 'O ritmo não é um número de 0.25 a 4.',
  write_pace: 'Escreva, por exemplo, 0.5 para esperar a metade.',
  stage_starts_bot: 'A etapa do Kommo liga sempre o mesmo bot.',
  let_companion_start: 'Deixe que o companion o ligue (BOT_START=companion).',
  under_way: 'Já há um experimento em curso sobre a mesma coisa.',
  end_it_first: 'Termine primeiro esse experimento.',
} as const satisfies Translation<typeof es>;
