/** Texts and bytes to be searched, by what they are. */
export type Haystacks = Record<string, string | Uint8Array>;

/** Where which secret was found: `["history of goodPath: access token 1"]`, without the secret itself. */
export function findSecrets(haystacks: Haystacks, secrets: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [place, content] of Object.entries(haystacks)) {
    const bytes = Buffer.from(content);
    for (const [secret, name] of secrets) {
      const form = formsOf(secret).find((text) => bytes.includes(text));
      if (form !== undefined) found.push(`${place}: ${name}`);
    }
  }
  return found;
}

/** A secret as it may lie in a text: plain, escaped, or inside something that was encoded as a whole. */
function formsOf(secret: string): string[] {
  const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((offset) => base64Within(bytes, offset));
  const urlSafe = base64.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_'));
  return [...new Set([...forms, ...base64, ...urlSafe, bytes.toString('hex')])];
}

/** What is sure to appear in the base64 of a text that has the secret `offset` bytes after a multiple of three. */
function base64Within(secret: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), secret]).toString('base64');
  const whole = text.slice(offset === 0 ? 0 : offset + 1).replace(/=+$/, '');
  // The last character may share its bits with what follows.
  return (secret.length + offset) % 3 === 0 ? whole : whole.slice(0, -1);
}
