import { join } from 'node:path';

const inSource = (...path: string[]) => join(__dirname, '..', ...path);

/**
 * What goes into the workflow bundle. The schemas are loaded once for all runs of a worker: at module level
 * they would cost every cached workflow about a megabyte.
 */
export const workflowBundleOptions = {
  workflowsPath: inSource('workflows'),
  payloadConverterPath: require.resolve('../workflows/payload-converter'),
  preloadModules: [inSource('domain', 'parsing')],
};
