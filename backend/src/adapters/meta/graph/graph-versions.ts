/** The day on which Meta ends each version of the Graph API (its changelog); those it has not said are absent. */
const endByVersion: Readonly<Record<string, string>> = {
  'v21.0': '2027-01-21',
  'v22.0': '2027-05-20',
  'v23.0': '2027-10-08',
  'v24.0': '2028-02-18',
  'v25.0': '2028-07-29',
};

/** Null where Meta has not named a day. */
export const endOfVersion = (version: string): string | null =>
  Object.hasOwn(endByVersion, version) ? (endByVersion[version] ?? null) : null;
