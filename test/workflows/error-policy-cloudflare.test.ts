import { CLOUDFLARE_CASES, WINDOW_CASES, ZONE_CASES } from '../support/error-cases-cloudflare';
import { testCases } from '../support/error-cases-run';

testCases('when Cloudflare refuses', CLOUDFLARE_CASES);

testCases('when Cloudflare refuses, and only a zone is configured', ZONE_CASES, {
  cloudflare: 'zone',
});

testCases("when little is left of Cloudflare's window", WINDOW_CASES, {
  simulators: { seed: 'empty', cloudflareSettings: { limit: 4 } },
});
