/** Zoom and Cloudflare as the engine meets them: real HTTP, state, rate limits, and faults on demand. */
export { CLOUDFLARE_CATALOGUE } from './cloudflare/catalogue';
export { LEAVERS_LIST_ID } from './cloudflare/account';
export { startSimulators, type SimulatorOptions, type Simulators } from './simulators';
export { ZOOM_CATALOGUE } from './zoom/catalogue';
