/** What the server's own programs get to see of the environment: nothing of ours, least of all our secrets. */
export const childEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;
