const continuePath = /^\/api\/v4\/(?:salesbot|marketingbot)\/\d+\/continue\/[\w-]+$/u;

/**
 * The path on which a waiting Salesbot is answered; null when the address is not the account's own. It came in an
 * unsigned body and receives an administrator's token, so only the path is used, on our own base address.
 */
export function readReturnPath(
  returnUrl: string,
  accountOrigins: readonly string[],
): string | null {
  if (!URL.canParse(returnUrl)) return null;
  const { origin, pathname, username, password, search, hash } = new URL(returnUrl);
  const isPlain = username === '' && password === '' && search === '' && hash === '';
  return isPlain && accountOrigins.includes(origin) && continuePath.test(pathname)
    ? pathname
    : null;
}
