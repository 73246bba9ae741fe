/** Zoom, Cloudflare and the HR systems as the engine meets them: real HTTP, state, rate limits, and faults on demand. */
export { CLOUDFLARE_CATALOGUE } from './cloudflare/catalogue';
export { LEAVERS_LIST_ID } from './cloudflare/account';
export { HR_CATALOGUE } from './hr/catalogue';
export { startSimulators, type SimulatorOptions, type Simulators } from './simulators';
export { ZOOM_CATALOGUE } from './zoom/catalogue';
