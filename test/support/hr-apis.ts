import { checkHr } from '../../src/config/hr';
import { valueOf } from '../../src/config/faults';
import type { HrApis } from '../../src/providers/hr/api';
import { createHrApis } from '../../src/providers/hr/create';
import type { Simulators } from '../../src/simulator';

/** Clients of all three HR systems of a simulator, configured by the environment that it hands out. */
export function hrApis({ hr }: Pick<Simulators, 'hr'>, options: { timeoutMs?: number } = {}) {
  const { bamboohr, hibob, gusto } = valueOf(checkHr(hr.environment()));
  return createHrApis({
    ...(bamboohr && { bamboohr: { ...bamboohr, ...options } }),
    ...(hibob && { hibob: { ...hibob, ...options } }),
    ...(gusto && { gusto: { ...gusto, ...options } }),
  }) as Required<HrApis>;
}
