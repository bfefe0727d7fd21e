import type { connection as es } from '../es/connection.js';
import type { Translation } from '../sentence.js';

export const connection = {
  needs_authorisation:
    'Um administrador da conta da Kommo deve abrir a página de conexão e permitir o acesso. Os leads que chegarem enquanto isso são guardados e enviados depois.',
  revoked:
    'A Kommo não aceita mais a autorização (foi revogada, o widget foi desativado ou a chave secreta foi gerada de novo). Um administrador deve conectar de novo; se a chave foi gerada de novo, atualize antes KOMMO_CLIENT_SECRET. Nada se perde: o trabalho espera.',
  payment_required:
    'O plano ou o teste da conta da Kommo terminou. Renove-o na Kommo, em Configurações → Faturamento: o trabalho em espera continua sozinho, sem conectar de novo.',
  blocked:
    'A Kommo bloqueou o acesso deste servidor por excesso de chamadas. Escreva ao suporte da Kommo com o endereço IP do servidor; o trabalho espera e é tentado de novo a cada poucos minutos.',
  unreachable:
    'A Kommo não responde. Costuma ser passageiro: o trabalho espera e é tentado de novo sozinho. Se durar, verifique a saída do servidor para a internet.',
  ends_soon: {
    one: 'O token de longa duração vence em {count} dia: crie outro na Kommo (Chaves e escopos) ou conecte de novo antes dessa data.',
    other:
      'O token de longa duração vence em {count} dias: crie outro na Kommo (Chaves e escopos) ou conecte de novo antes dessa data.',
  },
  unknown_client:
    'A Kommo não reconhece a integração: compare KOMMO_CLIENT_ID, KOMMO_CLIENT_SECRET e KOMMO_REDIRECT_URI com a aba «Chaves e escopos».',
} as const satisfies Translation<typeof es>;
