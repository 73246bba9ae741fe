import { setTimeout } from 'node:timers/promises';
import type { ConnectionLike } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { SEARCH_ATTRIBUTES } from '../domain/contract';
import { GRPC, grpcCode, grpcDetails, isForbidden } from './connection';
import { OffboardingClientError } from './errors';

type Name = keyof typeof SEARCH_ATTRIBUTES;
type Services = Pick<ConnectionLike, 'operatorService' | 'workflowService'>;

const { IndexedValueType } = temporal.api.enums.v1;
const NAMES = Object.keys(SEARCH_ATTRIBUTES) as Name[];
const typeOf = (name: Name) => IndexedValueType[`INDEXED_VALUE_TYPE_${SEARCH_ATTRIBUTES[name]}`];

/** `KEYWORD_LIST` as Temporal's command line calls it: `KeywordList`. */
const commandType = (type: string): string =>
  type.toLowerCase().replace(/(^|_)(\w)/g, (_, _gap, letter: string) => letter.toUpperCase());

/** The search attributes are not as the engine needs them; the message says what an admin must do. */
class SearchAttributesFault extends OffboardingClientError {
  constructor(message: string) {
    super('search_attributes', message);
  }
}

const commandFor = (names: readonly Name[], namespace: string): string =>
  [
    `temporal operator search-attribute create --namespace ${namespace}`,
    ...names.map((name) => `--name ${name} --type ${commandType(SEARCH_ATTRIBUTES[name])}`),
  ].join(' ');

const typeName = (type: number | undefined): string =>
  commandType((IndexedValueType[type ?? 0] ?? '').replace('INDEXED_VALUE_TYPE_', ''));

/** Temporal Cloud has no operator service: there, a search that names the attribute tells if it is known. */
async function missingBySearch({ workflowService }: Services, namespace: string): Promise<Name[]> {
  const missing: Name[] = [];
  for (const name of NAMES) {
    try {
      await workflowService.countWorkflowExecutions({ namespace, query: `${name} IS NULL` });
    } catch (error) {
      if (grpcCode(error) !== GRPC.INVALID_ARGUMENT) throw error;
      missing.push(name);
    }
  }
  return missing;
}

/**
 * The engine's search attributes that the namespace lacks.
 * @throws SearchAttributesFault if one exists with another type, for then nobody can add it
 */
export async function missingSearchAttributes(
  services: Services,
  namespace: string,
): Promise<Name[]> {
  let existing: Record<string, number | undefined>;
  try {
    const listed = await services.operatorService.listSearchAttributes({ namespace });
    existing = listed.customAttributes;
  } catch (error) {
    if (!isForbidden(error)) throw error;
    return missingBySearch(services, namespace);
  }
  const conflicts = NAMES.filter((name) => name in existing && existing[name] !== typeOf(name));
  if (conflicts.length > 0) {
    const list = conflicts.map((name) => {
      const wanted = commandType(SEARCH_ATTRIBUTES[name]);
      return `${name} is of type ${typeName(existing[name])}, not ${wanted}`;
    });
    const remove = conflicts.map((name) => `--name ${name}`).join(' ');
    throw new SearchAttributesFault(
      `Search attributes of namespace "${namespace}" have another type than the engine's: ${list.join('; ')}. ` +
        `If nothing else uses them: temporal operator search-attribute remove --namespace ${namespace} ${remove}, ` +
        `then ${commandFor(conflicts, namespace)}. Else give the engine a namespace of its own.`,
    );
  }
  return NAMES.filter((name) => !(name in existing));
}

/**
 * Registers the search attributes that are missing, as a worker does when it starts.
 * A server may take some seconds until it knows them everywhere.
 * @returns the names added
 * @throws SearchAttributesFault where that is not possible, with the command for an admin
 */
export async function ensureSearchAttributes(
  services: Services,
  namespace: string,
): Promise<string[]> {
  const missing = await missingSearchAttributes(services, namespace);
  if (missing.length === 0) return [];
  const searchAttributes = Object.fromEntries(missing.map((name) => [name, typeOf(name)]));
  try {
    await services.operatorService.addSearchAttributes({ namespace, searchAttributes });
    return missing;
  } catch (error) {
    // Another worker that starts at the same moment was faster.
    if (grpcCode(error) === GRPC.ALREADY_EXISTS) return [];
    throw new SearchAttributesFault(
      `Namespace "${namespace}" lacks the search attributes ${missing.join(', ')}, and they could not be added ` +
        `(${grpcDetails(error)}). An admin can: ${commandFor(missing, namespace)}`,
    );
  }
}

/** The fault behind a search that names an attribute which the namespace does not have; undefined for other errors. */
export function unsearchable(
  error: unknown,
  namespace: string,
): OffboardingClientError | undefined {
  if (grpcCode(error) !== GRPC.INVALID_ARGUMENT) return undefined;
  return new SearchAttributesFault(
    `Namespace "${namespace}" cannot be searched for offboardings (${grpcDetails(error)}). ` +
      `Where no worker was ever started for it, npm run worker adds what is missing; else an admin can: ${commandFor(NAMES, namespace)}`,
  );
}

const UNKNOWN_ATTRIBUTE = /search attribute/i;
const PATIENCE = [0, 500, 1_000, 2_000, 4_000];

/**
 * Starts a run in a namespace that may not have the search attributes yet (no worker was ever there):
 * a trigger must not be lost for that. Adds them, and tries again until the server knows them.
 */
export async function withSearchAttributes<T>(
  services: Services,
  namespace: string,
  start: () => Promise<T>,
): Promise<T> {
  const unknown = (error: unknown) =>
    grpcCode(error) === GRPC.INVALID_ARGUMENT && UNKNOWN_ATTRIBUTE.test(grpcDetails(error));
  try {
    return await start();
  } catch (error) {
    if (!unknown(error)) throw error;
  }
  await ensureSearchAttributes(services, namespace);
  for (const delay of PATIENCE) {
    await setTimeout(delay);
    try {
      return await start();
    } catch (error) {
      if (!unknown(error)) throw error;
    }
  }
  return start();
}
