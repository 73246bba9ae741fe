/** HTTP Basic credentials of a user and a password; as secret as the password. */
export const basicAuth = (user: string, password: string): string =>
  Buffer.from(`${user}:${password}`).toString('base64');
