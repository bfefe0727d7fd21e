const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Everything that a lead or an executive typed goes through here before it becomes part of a page or a note. PostgreSQL
 * refuses NUL, HTML the other control characters; line breaks and tabs stay.
 */
export const escapeHtml = (value: string): string =>
  value
    .replace(/\p{Cc}/gu, (control) => (control === '\n' || control === '\t' ? control : ''))
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
