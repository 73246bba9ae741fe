/** Everything that was exported, by the name of the sample (`…_bucket` for itself): the labels of each series. */
export type Exported = Map<string, Record<string, string>[]>;

const LINE = /^([a-z_:][\w:]*)(?:\{(.*)\})? (\S+)$/i;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

const labelsIn = (text = ''): Record<string, string> =>
  Object.fromEntries([...text.matchAll(LABEL)].map(([, name, value]) => [name!, value!]));

/** Reads Prometheus' text format. @throws Error for a line that is none */
export function readExported(...texts: string[]): Exported {
  const exported: Exported = new Map();
  for (const line of texts.join('\n').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, name, labels] = LINE.exec(line) ?? [];
    if (name === undefined) throw new Error(`Not a line of Prometheus' text format: ${line}`);
    exported.set(name, [...(exported.get(name) ?? []), labelsIn(labels)]);
  }
  return exported;
}

/** The value of the one series that has these labels; undefined where there is none. */
export function valueIn(
  text: string,
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  const found = text.split('\n').flatMap((line) => {
    const [, named, inside, value] = LINE.exec(line) ?? [];
    const has = labelsIn(inside);
    const fits =
      named === name && Object.entries(labels).every(([label, wanted]) => has[label] === wanted);
    return fits ? [Number(value)] : [];
  });
  if (found.length > 1) throw new Error(`${found.length} series of ${name} fit`);
  return found[0];
}

/** The type and the help of each figure, as it was exported. */
export function describedIn(text: string): Map<string, { type: string; help: string }> {
  const described = new Map<string, { type: string; help: string }>();
  for (const [, name, type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    const [, help = ''] = new RegExp(`^# HELP ${name} (.*)$`, 'm').exec(text) ?? [];
    described.set(name!, { type: type!, help });
  }
  return described;
}
