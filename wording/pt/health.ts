import type { Translation } from '../sentence.js';
import type { health as es } from '../es/health.js';

export const health = {
  no_data: 'sem dados',
  day: 'Dia',
  times: 'Vezes',
  share: 'Parte',
  failed: 'Falhas',
  source: 'Origem',
  kept: 'Guardados',
  refused: 'Recusados',
  success: 'Sucesso',
  place: 'Lugar',
  place_card: 'Cartão do lead',
  place_admin: 'Página de administração',
  place_widget: 'Ações do cartão',
  vendor_verb: 'Sistema e verbo',
  where: 'Como terminou',
  oldest: 'O mais antigo',
  waiting: 'Na fila',
  people: 'Pessoas em 24 h',
  limit: 'Limite',
  used: 'Ocupado',

  webhooks: 'Webhooks recebidos e guardados (24 h)',
  webhooks_good: 'O que chega é guardado, e a tempo.',
  webhooks_watch:
    'Algumas entregas falham ou demoram. Veja na tabela de que origem são e, em «Trabalho com falha», se algo ficou sem processar.',
  webhooks_bad:
    'Perdem-se entregas ou o Kommo pode desativar o webhook. Verifique se o banco de dados responde e se o servidor não está sobrecarregado; depois execute o diagnóstico.',
  webhooks_none: 'Ainda não chegou nenhuma entrega. Execute o diagnóstico se esperava alguma.',

  calls: 'Tempo de resposta de Kommo, Odoo e Meta (p95, 24 h)',
  calls_failing: '{time} · {vendor} falha em {share}',
  calls_good: 'Respondem rápido e quase nunca falham.',
  calls_watch:
    'Algum responde devagar ou falha às vezes. O pendente é tentado de novo sozinho; veja na tabela qual é.',
  calls_bad:
    'Algum responde muito devagar ou falha muito. Veja na tabela qual é, consulte a página de estado e avise quem o administra. Nada se perde: tudo é tentado de novo.',
  calls_none: 'Ainda não se chamou nenhum sistema.',

  conversations: 'Conversas que chegam ao fim ({days} dias)',
  conversations_good: 'Pelo menos metade dos leads termina a conversa.',
  conversations_watch:
    'Mais da metade não termina. Reveja a pergunta em que mais param: encurte-a ou deixe-a para o executivo.',
  conversations_bad:
    'Menos de uma em cada quatro chega ao fim. Reveja a pergunta em que mais param e se o bot dessa conversa está em dia no Kommo.',
  conversations_none: 'Ainda não terminou nenhuma conversa.',
  most_stop: 'Onde mais param: «{question}» ({count}).',
  taken: 'Uma pessoa a assumiu',
  ended: 'Terminou: {ending}',
  stopped_at: 'Parou em: {question}',

  queue: 'Idade da fila',
  queue_now: { one: '{age} · 1 trabalho por fazer', other: '{age} · {count} trabalhos por fazer' },
  queue_good: 'O trabalho é feito assim que chega.',
  queue_watch:
    'Algo espera há mais de um minuto. Costuma ser uma rajada de leads; se não baixar, veja «Em espera».',
  queue_bad:
    'Há trabalho que espera há mais de dez minutos. Verifique se o companion está em marcha e se o Kommo responde; reinicie-o se a fila não baixar.',
  queue_none: 'Ainda não há dados.',

  whatsapp: 'Margem do WhatsApp (pessoas por modelo em 24 h)',
  whatsapp_now: '{some} de {all}: restam {left}',
  whatsapp_good: 'Há margem para hoje.',
  whatsapp_watch: 'Usou-se mais de 70 %. Os acompanhamentos dão lugar aos leads novos.',
  whatsapp_bad:
    'Quase não resta margem. As mensagens esperam que se liberte. Peça à Meta um nível mais alto e ponha o novo limite em WHATSAPP_PEOPLE_PER_DAY.',
  whatsapp_none: 'Ainda não há dados.',

  disk: 'Disco ocupado',
  disk_good: 'Há espaço.',
  disk_watch: 'Passa de 80 %. Planeje apagar exportações antigas ou ampliar o disco.',
  disk_bad:
    'Passa de 90 %. Amplie o disco ou apague exportações antigas: sem espaço nada é guardado.',
  disk_none: 'Ainda não há dados.',

  answers: 'Tempo de resposta do cartão (p95, 24 h)',
  answers_good: 'O cartão aparece logo.',
  answers_watch: 'O cartão demora. Quase sempre é o Kommo: veja os tempos acima.',
  answers_bad:
    'O cartão demora mais de cinco segundos. Veja os tempos do Kommo e a carga do servidor.',
  answers_none: 'Ninguém abriu um cartão nas últimas 24 horas.',
} as const satisfies Translation<typeof es>;
