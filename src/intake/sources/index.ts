import type { HrSource } from '../source';
import { bamboohr } from './bamboohr';
import { gusto } from './gusto';
import { hibob } from './hibob';
import { merge } from './merge';
import { okta } from './okta';
import { standard } from './standard';

/**
 * Every sender of HR events that the engine knows. A new one is a file beside this one, a line here, its signature in
 * `test/support/webhooks.ts` and its fixtures in `test/intake/fixtures/<name>/`.
 */
export const HR_SOURCES: readonly HrSource[] = [standard, bamboohr, hibob, okta, gusto, merge];
