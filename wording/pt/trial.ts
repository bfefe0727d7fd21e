import type { trial as es } from '../es/trial.js';
import type { Translation } from '../sentence.js';

export const trial = {
  option: 'com --observe: bot de teste de seis passos para um lead próprio',
  opening: 'Bot de teste gravado em {file}.',
  opening_do:
    'Importe-o na Kommo, ative-o e deixe aberto o WhatsApp desse lead, que deve ter escrito hoje: o bot começa sozinho e cada mensagem diz o que fazer.',
  not_provisioned: 'Faltam campos à conta: execute antes npm run provision -- apply.',
  started: 'O bot está na conta: começou.',
  all: 'Os seis passos têm resposta. Apague as etiquetas «trial-…», o bot e o lead de teste.',
  not_all: 'O tempo acabou sem todos os passos: repita com um lead novo, ou com mais --minutes.',
  option_token: '1. A opção foi gravada pelo seu código: optionsAs «token», como está.',
  option_text:
    '1. A opção não foi gravada pelo seu código: ponha optionsAs «text» e ligue "bot-writes-options-by-text" do sandbox.',
  answer_matched:
    '2. UNO valeu por «Uno»: maiúsculas não importam; "button-answers-ignore-case" ligado.',
  answer_unmatched:
    '2. UNO não valeu por «Uno»: maiúsculas importam, e os sinônimos do bot as cobrem; "button-answers-ignore-case" desligado.',
  answer_waits:
    '2. A resposta foi ao passo que espera e não aos botões; o bot também a lê ali: "reply-goes-to-the-timer" ligado.',
  answer_silent: '2. Ninguém respondeu em dez minutos: repita o passo.',
  wait_timer: '3. O minuto terminou: um mesmo passo espera mensagem e relógio, como está.',
  wait_message: '3. Chegou uma mensagem antes do minuto: repita sem escrever.',
  count_number:
    '4. O bot leu o número da frase: readsCounts pode ser ligado; está em «Conversación sin leer».',
  count_none: '4. O bot não leu o número: readsCounts fica desligado e o companion o lê.',
  person_message:
    '5. O bot seguiu depois que uma pessoa escreveu: "person-message-stops-bot" desligado; para falar você mesmo, «Assumir a conversa».',
  person_timer: '5. Ninguém respondeu em dez minutos: repita o passo.',
  person_stopped:
    '5. O bot não seguiu: a mensagem de uma pessoa o para; "person-message-stops-bot" ligado.',
  error_taken:
    '6. Uma mensagem que não pode ser enviada saiu por on_error, como está; "delivery-error-is-silent" desligado.',
  error_ignored:
    '6. A Kommo aceitou um modelo sem aprovação sem ir a on_error: a falha tardia só se vê pelo relógio; nada a mudar.',
  error_skipped: '6. Não há modelo sem aprovação com que testar on_error: deixe um em rascunho.',
  error_hung:
    '6. O bot ficou parado em uma mensagem que não pôde ser enviada: "delivery-error-is-silent" ligado; o companion o recolhe após meia hora.',
} as const satisfies Translation<typeof es>;
