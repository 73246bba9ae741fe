import type { Environment } from './environment';
import { cleaned } from './environment';

/** Variables that hold a secret, by their names; whoever adds one calls it so. */
const HOLDS_SECRET = /SECRET|TOKEN|PASSWORD|API_KEY|PAYLOAD_KEYS|SLACK_URL|OTLP_HEADERS|KEY_DATA/;

/** Shorter values are no secrets but words, which the log must keep. */
const SHORTEST = 8;

/** Everything secret that the environment holds, for the log to mask; of a list, each by itself too. */
export function secretsIn(environment: Environment = process.env): string[] {
  const values = Object.entries(cleaned(environment)).flatMap(([name, value]) =>
    HOLDS_SECRET.test(name) ? [value, ...value.split(/[,=]\s*/), ...value.split(/[,:]\s*/)] : [],
  );
  return [...new Set(values)].filter((value) => value.length >= SHORTEST);
}
