import type { stage as es } from '../es/stage.js';
import type { Translation } from '../sentence.js';

export const stage = {
  over_queue_owner: 'Lead sem atendimento: «{lead}» está há tempo demais em «{stage}». Ligue.',
  over_executive:
    'Prazo vencido: «{lead}» está há tempo demais em «{stage}». Faça contato e mude a etapa.',
  over_manager:
    'Prazo vencido e sem avanço: «{lead}» continua em «{stage}». Fale com o executivo ou passe o lead a outro.',
  told_nobody: 'Ainda não se avisou ninguém.',
  told_queue_owner: 'Quem atende a fila foi avisado.',
  told_executive: 'O executivo foi avisado.',
  told_manager: 'O gerente foi avisado.',
  meet_virtual: 'Reunião virtual com «{lead}»: envie o convite.',
  meet_in_person: 'Reunião presencial com «{lead}»: confirme lugar e hora.',
  meet_whatsapp: 'Escrever pelo WhatsApp para «{lead}», como prefere.',
  meet_call: 'Ligar para «{lead}».',
} as const satisfies Translation<typeof es>;
