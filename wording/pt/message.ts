import type { message as es } from '../es/message.js';
import type { Translation } from '../sentence.js';

export const message: Translation<typeof es> = {
  no_opted_out: 'Pediu para não receber mensagens pelo WhatsApp.',
  no_no_consent: 'Não aceitou receber mensagens pelo WhatsApp.',
  no_consent_unknown:
    'Não consta que aceitou receber mensagens: falta o texto de consentimento do seu formulário.',
  no_made_by_hand: 'Criado à mão no Kommo: mova-o para «Calificando» para começar a conversa.',
  no_test_lead: 'É um lead de teste.',
  no_partial_form: 'Deixou o formulário pela metade: escreva ou mova para «Calificando».',
  no_suspected: 'Talvez um robô tenha preenchido: confira e mova para «Calificando».',
  no_no_phone: 'Não tem telefone.',
  no_no_service: 'Não se sabe qual serviço lhe interessa.',
  no_no_bot: 'A conta não tem o bot que a envia, ou está desligado.',
  no_over_limit: 'Espera a vez: o limite diário do WhatsApp foi atingido.',
  no_welcome_unsure: 'Não se sabe se as boas-vindas saíram: escreva ou ligue você.',
  no_moved_on: 'Mudou de etapa enquanto o bot perguntava: o bot parou.',
  bot_past: 'O lead já passou de “Calificando”: o bot não pergunta mais.',
  bot_opted_out: 'Pediu para não receber mensagens: o bot não escreve mais.',
  bot_complete: 'O bot já perguntou tudo o que queria saber.',
  consent: 'Consentimento dos formulários',
  consent_found: 'O texto de cada formulário é conhecido',
  consent_missing: 'Falta o de: {sources}',
  consent_remedy:
    'Escreva o que o visitante aceita em CONSENT_TEXT_DIRECT, CONSENT_TEXT_INLEAD e CONSENT_TEXT_META: sem isso, um lead que não diz o que aceitou não recebe mensagens.',
  firm: 'Dados da firma no formulário',
  firm_found: 'O formulário diz quem pede os dados e como escrever primeiro',
  firm_missing: 'Falta: {missing}',
  firm_remedy:
    'Escreva-os em .env: a Lei 172-13 pede que se diga quem trata os dados, e sem WHATSAPP_NUMBER o visitante não pode escrever primeiro.',
  bot_start: 'Início da conversa',
  bot_start_companion:
    'O companion a inicia: a etapa «{stage}» não deve ter um gatilho de Salesbot',
  bot_start_stage: 'A etapa «{stage}» do Kommo a inicia; o companion não inicia nenhuma',
  bot_start_stage_remedy:
    'Verifique se a etapa tem um gatilho para cada bot de conversa. Com BOT_START=companion não é preciso.',
};
