/** Texts and bytes to be searched, by what they are. */
export type Haystacks = Record<string, string | Uint8Array>;

/** Where which secret was found: `["history of goodPath: access token 1"]`, without the secret itself. */
export function findSecrets(haystacks: Haystacks, secrets: ReadonlyMap<string, string>): string[] {
  const wanted = indexOf(secrets);
  return Object.entries(haystacks).flatMap(([place, content]) => {
    const bytes = Buffer.from(content);
    const found = new Set([...namesIn(bytes, wanted), ...namesIn(unescaped(bytes), wanted)]);
    return [...secrets.values()]
      .filter((name) => found.has(name))
      .map((name) => `${place}: ${name}`);
  });
}

/** Forms of secrets by their first four bytes: a thousand secrets are looked for in one pass. */
type Index = ReadonlyMap<number, { form: Buffer; name: string }[]>;

function indexOf(secrets: ReadonlyMap<string, string>): Index {
  const index = new Map<number, { form: Buffer; name: string }[]>();
  for (const [secret, name] of secrets)
    for (const form of formsOf(secret).map((text) => Buffer.from(text))) {
      const start = form.readUInt32BE();
      index.set(start, [...(index.get(start) ?? []), { form, name }]);
    }
  return index;
}

function namesIn(text: Buffer, index: Index): string[] {
  const names: string[] = [];
  for (let at = 0; at + 4 <= text.length; at += 1)
    for (const { form, name } of index.get(text.readUInt32BE(at)) ?? [])
      if (text.subarray(at, at + form.length).equals(form)) names.push(name);
  return names;
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
