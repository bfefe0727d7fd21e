const characters: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' },
  ...{ aacute: 'á', eacute: 'é', iacute: 'í', oacute: 'ó', uacute: 'ú', ntilde: 'ñ', uuml: 'ü' },
  ...{ Aacute: 'Á', Eacute: 'É', Iacute: 'Í', Oacute: 'Ó', Uacute: 'Ú', Ntilde: 'Ñ', Uuml: 'Ü' },
  ...{ iquest: '¿', iexcl: '¡', ordm: 'º', ordf: 'ª', ndash: '–', mdash: '—', hellip: '…' },
};

/**
 * "D &#38; B" → "D & B": some forms send texts as they stand in a page. Decoded once, so that a text about HTML stays what
 * it was; what is no entity stays as it is.
 */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/giu,
        (entity, decimal?: string, hex?: string, name?: string) => {
          if (name !== undefined)
            return Object.hasOwn(characters, name) ? (characters[name] ?? entity) : entity;
          return (
            characterOf(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)) ?? entity
          );
        },
      )
    : text;

const characterOf = (code: number): string | null =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
