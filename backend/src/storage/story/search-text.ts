/** Names as they are searched, without case or accents: SQL that stays the same, since an index is made of it. */
export const searchText = `translate(
  lower(coalesce(profile #>> '{person,fullName}', '') || ' ' || coalesce(profile #>> '{person,companyName}', '')),
  U&'\\00e1\\00e0\\00e2\\00e3\\00e4\\00e9\\00e8\\00ea\\00eb\\00ed\\00ec\\00ee\\00ef\\00f3\\00f2\\00f4\\00f5\\00f6\\00fa\\00f9\\00fb\\00fc\\00f1\\00e7', 'aaaaaeeeeiiiiooooouuuunc')`;
