import { createBambooClient, type BambooSettings } from '../bamboohr/client';
import { createGustoClient, type GustoSettings } from '../gusto/client';
import { createBobClient, type BobSettings } from '../hibob/client';
import type { CallObserver } from '../http';
import type { HrApis } from './api';

export interface HrSettings {
  bamboohr?: BambooSettings;
  hibob?: BobSettings;
  gusto?: GustoSettings;
}

/** A client for each HR system that there are settings for. Makes no call by itself. */
export const createHrApis = (
  { bamboohr, hibob, gusto }: HrSettings,
  observe?: CallObserver,
): HrApis => ({
  ...(bamboohr && { bamboohr: createBambooClient({ observe, ...bamboohr }) }),
  ...(hibob && { hibob: createBobClient({ observe, ...hibob }) }),
  ...(gusto && { gusto: createGustoClient({ observe, ...gusto }) }),
});
