/** Samples of an hour, one a minute, in promtool's notation: `0x29 1x30` is 0, and 1 from the half hour on. */
export type Series = Record<string, string>;

/** All is well: nobody is woken. */
export const CALM: Series = {
  'offboarding_late{namespace="n"}': '0x60',
  'offboarding_waiting{namespace="n",code="zoom.400.200"}': '0x60',
  'offboarding_breaker_tripped{namespace="n"}': '0x60',
  'offboarding_lists_read_timestamp_seconds{namespace="n"}': '0+60x60',
  'temporal_num_pollers{task_queue="offboarding",poller_type="workflow_task"}': '5x60',
  'temporal_num_pollers{task_queue="offboarding-zoom",poller_type="activity_task"}': '5x60',
  'temporal_num_pollers{task_queue="offboarding-cloudflare",poller_type="activity_task"}': '5x60',
  temporal_sticky_cache_total_forced_eviction_total: '0x60',
  temporal_sticky_cache_hit_total: '0+600x60',
  'offboarding_provider_denied_total{provider="zoom"}': '0x60',
  'offboarding_provider_throttled_total{provider="zoom"}': '0+1x60',
  'offboarding_provider_throttled_total{provider="cloudflare"}': '2x60',
  'offboarding_time_to_contained_seconds_bucket{urgency="standard",le="1"}': '0+2x60',
  'offboarding_time_to_contained_seconds_bucket{urgency="standard",le="+Inf"}': '0+2x60',
  'temporal_activity_schedule_to_start_latency_seconds_bucket{task_queue="offboarding-zoom",le="1"}':
    '0+2x60',
  'temporal_activity_schedule_to_start_latency_seconds_bucket{task_queue="offboarding-zoom",le="+Inf"}':
    '0+2x60',
  'up{job="offboarding-intake"}': '1x60',
  'offboarding_notices_total{channel="slack",outcome="sent"}': '0+1x60',
};

interface AlertCase {
  alert: string;
  when: string;
  /** In place of those of CALM. */
  series: Series;
  /** Minutes: it still is quiet, and it has fired. */
  quiet: number;
  fires: number;
}

const slowly = (metric: string, labels: string, secondsAbove: number): Series => ({
  [`${metric}{${labels},le="1"}`]: '0x60',
  [`${metric}{${labels},le="${secondsAbove}"}`]: '0x60',
  [`${metric}{${labels},le="${secondsAbove * 2}"}`]: '0+2x60',
  [`${metric}{${labels},le="+Inf"}`]: '0+2x60',
});
const poller = (queue: string, type: string) =>
  `temporal_num_pollers{task_queue="${queue}",poller_type="${type}"}`;
/** Each alert, and what makes it fire; no other one does then. */
export const ALERT_CASES: readonly AlertCase[] = [
  {
    alert: 'OffboardingLeaverLate',
    when: 'somebody was due and may still get in',
    series: { 'offboarding_late{namespace="n"}': '0x29 1x30' },
    ...{ quiet: 30, fires: 32 },
  },
  {
    alert: 'OffboardingWaitsForPerson',
    when: 'two wait for a quarter of an hour',
    series: { 'offboarding_waiting{namespace="n",code="zoom.400.200"}': '0x29 2x30' },
    ...{ quiet: 44, fires: 46 },
  },
  {
    alert: 'OffboardingBreakerTripped',
    when: 'the breaker says so',
    series: { 'offboarding_breaker_tripped{namespace="n"}': '0x29 1x30' },
    ...{ quiet: 29, fires: 31 },
  },
  {
    alert: 'OffboardingBreakerTripped',
    when: 'runs are held by it, though it itself has ended',
    series: { 'offboarding_waiting{namespace="n",code="breaker.tripped"}': '0x29 3x30' },
    ...{ quiet: 29, fires: 50 },
  },
  {
    alert: 'OffboardingSlow',
    when: 'one in twenty takes more than a minute',
    series: slowly('offboarding_time_to_contained_seconds_bucket', 'urgency="standard"', 60),
    ...{ quiet: 9, fires: 40 },
  },
  ...(
    [
      ['offboarding', 'workflow_task'],
      ['offboarding-zoom', 'activity_task'],
      ['offboarding-cloudflare', 'activity_task'],
    ] as const
  ).map(([queue, type]) => ({
    alert: 'OffboardingNoWorker',
    when: `nobody polls ${queue}`,
    series: { [poller(queue, type)]: '5x29 0x30' },
    ...{ quiet: 31, fires: 33 },
  })),
  {
    alert: 'OffboardingNoWorker',
    when: 'the figures of the workers are gone altogether',
    series: {
      [poller('offboarding', 'workflow_task')]: '5x29 stale',
      [poller('offboarding-zoom', 'activity_task')]: '5x29 stale',
      [poller('offboarding-cloudflare', 'activity_task')]: '5x29 stale',
    },
    ...{ quiet: 31, fires: 33 },
  },
  {
    alert: 'OffboardingFiguresStale',
    when: 'the lists are not read any more',
    series: { 'offboarding_lists_read_timestamp_seconds{namespace="n"}': '0+60x29 1740x30' },
    ...{ quiet: 31, fires: 34 },
  },
  ...['_x30 1x30', '0x29 1x30'].map((values) => ({
    alert: 'OffboardingProcessFails',
    when: `the process fails for the first time (${values})`,
    series: {
      'temporal_workflow_task_execution_failed_total{workflow_type="offboardEmployee",failure_reason="NonDeterminismError"}':
        values,
    },
    ...{ quiet: 29, fires: 32 },
  })),
  {
    alert: 'OffboardingCacheTooSmall',
    when: 'as many are evicted as are found',
    series: {
      temporal_sticky_cache_total_forced_eviction_total: '0+120x60',
      temporal_sticky_cache_hit_total: '0+120x60',
    },
    ...{ quiet: 14, fires: 40 },
  },
  ...['_x30 1x30', '0x29 1x30'].map((values) => ({
    alert: 'OffboardingProviderRefuses',
    when: `a token is refused once (${values})`,
    series: { 'offboarding_provider_denied_total{provider="zoom"}': values },
    ...{ quiet: 29, fires: 32 },
  })),
  {
    alert: 'OffboardingZoomThrottles',
    when: 'ten calls a minute are sent away',
    series: { 'offboarding_provider_throttled_total{provider="zoom"}': '0x29 0+10x30' },
    ...{ quiet: 30, fires: 35 },
  },
  {
    alert: 'OffboardingCloudflareThrottles',
    when: 'one call is',
    series: { 'offboarding_provider_throttled_total{provider="cloudflare"}': '0x29 1x30' },
    ...{ quiet: 29, fires: 32 },
  },
  {
    alert: 'OffboardingQueueWaits',
    when: 'one call in ten waits for more than a minute',
    series: slowly(
      'temporal_activity_schedule_to_start_latency_seconds_bucket',
      'task_queue="offboarding-zoom"',
      60,
    ),
    ...{ quiet: 9, fires: 40 },
  },
  {
    alert: 'OffboardingIntakeDown',
    when: 'it does not answer',
    series: { 'up{job="offboarding-intake"}': '1x29 0x30' },
    ...{ quiet: 31, fires: 33 },
  },
  ...['_x30 1x30', '0x29 1x30'].map((values) => ({
    alert: 'OffboardingIntakeUnavailable',
    when: `an event is answered 503 (${values})`,
    series: {
      'offboarding_intake_requests_total{source="okta",outcome="unavailable"}': values,
    },
    ...{ quiet: 29, fires: 32 },
  })),
  {
    alert: 'OffboardingNoticesLost',
    when: 'one is refused',
    series: { 'offboarding_notices_total{channel="slack",outcome="refused"}': '0x29 1x30' },
    ...{ quiet: 29, fires: 32 },
  },
  {
    alert: 'OffboardingNoticesLost',
    when: 'none arrives in spite of all tries',
    series: {
      'offboarding_notices_total{channel="slack",outcome="sent"}': '5x60',
      'offboarding_notices_total{channel="slack",outcome="retrying"}': '0x29 0+1x30',
    },
    ...{ quiet: 30, fires: 40 },
  },
];
