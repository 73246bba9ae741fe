/** Names other programs rely on: the workflow's type and the queues it is served on. */
export const WORKFLOW_TYPE = 'offboardEmployee';
export const TASK_QUEUE = 'offboarding';
export const ZOOM_TASK_QUEUE = 'offboarding-zoom';
export const CLOUDFLARE_TASK_QUEUE = 'offboarding-cloudflare';

/** Search attributes are never encrypted, so no e-mail address goes into them. */
export const SEARCH_ATTRIBUTES = {
  OffboardingState: 'KEYWORD',
  OffboardingBlockedOn: 'KEYWORD_LIST',
  EmployeeId: 'KEYWORD',
  OffboardingSource: 'KEYWORD',
  OffboardingEffectiveAt: 'DATETIME',
} as const;
