/** Texts and bytes to be searched, by what they are. */
export type Haystacks = Record<string, string | Uint8Array>;

/** Where which secret was found: `["history of goodPath: access token 1"]`, without the secret itself. */
export function findSecrets(haystacks: Haystacks, secrets: ReadonlyMap<string, string>): string[] {
  const wanted = [...secrets].map(([secret, name]) => ({ name, forms: formsOf(secret) }));
  return Object.entries(haystacks).flatMap(([place, content]) => {
    const bytes = Buffer.from(content);
    const readings = [bytes, unescaped(bytes)];
    return wanted
      .filter(({ forms }) => forms.some((form) => readings.some((text) => text.includes(form))))
      .map(({ name }) => `${place}: ${name}`);
  });
}

/** As a reader of JSON, Markdown or HTML would see it. */
const unescaped = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes
      .toString('latin1')
      .replaceAll('\\', '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
    'latin1',
  );

/** A secret as it may lie in a text: plain, or inside something that was encoded as a whole. */
function formsOf(secret: string): string[] {
  const forms = [secret, encodeURIComponent(secret)];
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
