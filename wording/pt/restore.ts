import type { restore as es } from '../es/restore.js';
import type { Translation } from '../sentence.js';

export const restore = {
  no_manifest: 'Em {folder} não há um manifest.json que se possa ler: indique a pasta de uma cópia',
  newer: 'Esta cópia foi feita por uma versão mais nova: atualize antes de restaurar',
  damaged: 'O arquivo {file} está danificado ou incompleto: tente outra cópia. Nada foi alterado',
  not_empty:
    'A base não está vazia (a tabela {table} tem linhas): restaure em uma base nova. Nada foi alterado',
  wrong_key:
    'Esta chave não abre a cópia: é preciso a chave secreta de EXPORT_RECIPIENT. Nada foi alterado',
  no_identity: 'Em {file} não há uma chave secreta do age (AGE-SECRET-KEY-1…)',
  new_key:
    'Escreva no .env:\nEXPORT_RECIPIENT={recipient}\n\nGuarde a chave secreta fora deste servidor; sem ela ninguém abre as cópias:\n{identity}',
  exported: 'Cópia feita em {path}: {rows} linhas, {bytes} bytes',
  folder: 'a pasta de uma cópia',
  identity: 'o arquivo com a chave secreta do age',
  restored:
    'Restaurado e conferido: {tables} tabelas, {rows} linhas, {jobs} trabalhos na fila. Pessoas apagadas depois da cópia e apagadas outra vez: {erasedAgain}',
  how: 'Restaurar: em uma base nova e vazia, com a chave secreta do age guardada fora do servidor. Tudo entra e é conferido com o manifesto, ou nada muda.',
  not_configured:
    'Não se fazem cópias: falta EXPORT_RECIPIENT. No servidor, execute npm run export -- key, ponha a chave pública no .env, guarde a chave secreta fora do servidor e reinicie.',
  none_yet: 'Ainda não há nenhuma cópia. A primeira é feita às 03:00; ou faça uma agora.',
  last_failed:
    'A última cópia falhou ({failure}). Confira o espaço em disco e as permissões da pasta, e exporte de novo; sozinha é tentada a cada hora.',
} as const satisfies Translation<typeof es>;
