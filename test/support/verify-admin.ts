/** Who carries the token "admin" administers as user 1001; any other token is user 1002's, who does not. */
export const verifyAdmin = (token: string): Promise<{ userId: number; isAdmin: boolean }> =>
  Promise.resolve({ userId: token === 'admin' ? 1001 : 1002, isAdmin: token === 'admin' });
