import { join } from 'node:path';
import type { BundleOptions } from '@temporalio/worker';
import { FAILURE_CONVERTER } from '../encryption/data-converter';

const inSource = (...path: string[]) => join(__dirname, '..', ...path);

/** What may be baked into the workflow bundle, or not: it costs memory for every cached run. */
export interface BundleVariant {
  /** Spans of the process, for OpenTelemetry. */
  traced?: boolean;
  /** What failures say goes where the payload codec encrypts it. */
  encrypted?: boolean;
}

/** All of them: `npm run build` makes each. The one that most workers take is the last. */
export const BUNDLE_VARIANTS: readonly BundleVariant[] = [
  { traced: true, encrypted: true },
  { traced: true },
  { encrypted: true },
  {},
];

/** Its name beside the compiled worker. */
export const bundleFileOf = ({ traced = false, encrypted = false }: BundleVariant): string =>
  ['workflow-bundle', ...(traced ? ['traced'] : []), ...(encrypted ? ['encrypted'] : [])].join(
    '-',
  ) + '.js';

/**
 * What goes into the workflow bundle. The schemas are loaded once for all runs of a worker: at module level
 * they would cost every cached workflow about a megabyte.
 */
export const bundleOptionsOf = ({ traced = false, encrypted = false }: BundleVariant) =>
  ({
    workflowsPath: inSource('workflows'),
    payloadConverterPath: require.resolve('../workflows/payload-converter'),
    ...(encrypted ? { failureConverterPath: FAILURE_CONVERTER } : {}),
    preloadModules: [inSource('domain', 'parsing')],
    workflowInterceptorModules: traced ? [inSource('workflows', 'tracing', 'interceptors')] : [],
  }) satisfies BundleOptions;

/** The plain variant: what most workers take, and tests. */
export const workflowBundleOptions = bundleOptionsOf({});
