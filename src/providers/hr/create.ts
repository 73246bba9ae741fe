import { createBambooClient, type BambooSettings } from '../bamboohr/client';
import { createGustoClient, type GustoSettings } from '../gusto/client';
import { createBobClient, type BobSettings } from '../hibob/client';
import type { HrApis } from './api';

export interface HrSettings {
  bamboohr?: BambooSettings;
  hibob?: BobSettings;
  gusto?: GustoSettings;
}

/** A client for each HR system that there are settings for. Makes no call by itself. */
export const createHrApis = ({ bamboohr, hibob, gusto }: HrSettings): HrApis => ({
  ...(bamboohr && { bamboohr: createBambooClient(bamboohr) }),
  ...(hibob && { hibob: createBobClient(hibob) }),
  ...(gusto && { gusto: createGustoClient(gusto) }),
});
