import type { setup as es } from '../es/setup.js';
import type { Translation } from '../sentence.js';

export const setup = {
  bot_current: 'Está na conta e ativo (v{version}).',
  bot_twice: {
    one: 'Está em dia e ativo (v{version}), mas há mais {count} bot ativo com o mesmo nome: desligue-o. Usa-se o último importado.',
    other:
      'Está em dia e ativo (v{version}), mas há mais {count} bots ativos com o mesmo nome: desligue-os. Usa-se o último importado.',
  },
  bot_missing: 'Não está na conta: importe-o.',
  bot_off: 'Está em dia (v{version}), mas desligado: ative-o na Kommo.',
  bot_older:
    'A conta tem outra versão (v{has}) e o plano diz v{version}: importe-o de novo e desligue o anterior.',
  bot_unmarked:
    'Há um bot com este nome sem versão, portanto não se sabe que passos tem: importe o de v{version} e desligue esse.',
  bot_cannot_be_made: 'Ainda não pode ser feito para esta conta. Falta: {what}.',
  bot_not_shown:
    'A conta não deixa ver seus bots pela API: verifique na Kommo se existe com este nome e está ativo.',
  lacks_field: 'o campo {name}',
  lacks_option: 'a opção «{option}» do campo {field}',
  lacks_template: 'o modelo {name}',
  bot_step_import:
    'Baixe o arquivo. Em Kommo → Configurações → Ferramentas de comunicação → Salesbot, clique em «…» → Importar e escolha-o.',
  bot_step_paste:
    'Se a Kommo não oferecer importar: crie um bot vazio com o nome mostrado aqui (com a versão), abra «Ver código-fonte» e cole o código.',
  bot_step_channel:
    'Abra o bot, escolha o número de WhatsApp na primeira mensagem se a Kommo pedir, salve e ative-o.',
  bot_step_trigger:
    'Não lhe dê gatilho em nenhuma etapa: o companion o inicia, e com gatilho o lead receberia tudo duas vezes.',
  bot_step_stage_trigger:
    'Dê aos bots de conversa um gatilho na etapa «Calificando» (BOT_START=stage), um por serviço; aos demais, nenhum.',
  bot_step_old:
    'Desligue ou apague o bot anterior do mesmo nome. Não mude os passos no editor: essas mudanças não se veem daqui e se perdem ao importar de novo.',
  template_approved: 'Aprovado pela Meta.',
  template_review: 'Em análise na Meta: ainda não pode ser enviado.',
  template_draft: 'Criado, mas não enviado para análise.',
  template_paused: 'A Meta o pausou por queixas ou pouca leitura: por ora não pode ser enviado.',
  template_rejected: 'A Meta o recusou: {reason}',
  template_rejected_untold: 'A Meta o recusou sem dizer por quê.',
  template_there: 'Está na conta; a Kommo não diz em que ponto está a análise.',
  template_missing: 'Não está na conta.',
  template_not_shown:
    'A conta não deixa ver seus modelos pela API: verifique na Kommo se existe com este nome e está aprovado.',
  template_older: '{review} O texto não é o do plano: substitua-o.',
  template_refused: 'A Kommo não o aceitou: {why}. Crie-o à mão.',
  template_step_send:
    'Clique em «Enviar para análise»: são criados na Kommo e a Meta os analisa, quase sempre em menos de um dia.',
  template_step_make:
    'À mão: Kommo → Configurações → Ferramentas de comunicação → Modelos → WhatsApp → criar. Use o mesmo nome, a categoria, o idioma espanhol, o texto copiado e as respostas rápidas na ordem mostrada.',
  template_step_review: 'Envie o modelo para análise da Meta nessa mesma tela.',
  template_step_replace:
    'Um modelo que a Meta já viu não pode ser mudado: apague o anterior, ou mude o nome dele, e crie o novo.',
  command_bots: 'grava os arquivos dos bots e modelos para esta conta e diz o que falta',
  option_folder: 'pasta onde são gravados',
  command_templates: 'cria os modelos que faltam e os envia para análise da Meta',
  bots: 'Bots:',
  templates: 'Modelos:',
  steps: 'Passos à mão:',
  findings: 'Falhas nas conversas:',
  no_findings: 'As conversas não têm falhas.',
  nothing_to_send: 'Não há modelos que possam ser enviados daqui.',
  written: { one: '{count} arquivo em {folder}', other: '{count} arquivos em {folder}' },
  doctor_all: {
    one: '{count} bot e seus modelos em dia',
    other: '{count} bots e seus modelos em dia',
  },
  doctor_some: '{current} de {needed} bots em dia; {approved} de {templates} modelos aprovados',
  doctor_remedy:
    'Siga os passos de «Conversas» nas configurações avançadas, ou npm run provision -- bots.',
} as const satisfies Translation<typeof es>;
