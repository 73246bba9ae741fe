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
  /** Absent while the leaver may still get in. */
  OffboardingContainedAt: 'DATETIME',
} as const;

/** The memo that names the leaver in lists. Memos pass the payload codec, search attributes do not. */
export const EMAIL_MEMO = 'email';
/** The memo with the state that a real run would have come to, in a dry run that has ended. */
export const WOULD_BE_MEMO = 'wouldBe';

/** The `OffboardingState` of a dry run: it takes no access away, and must not count where states are counted. */
export const DRY_RUN = 'dryRun';

/** One per employee that HR told of: takes HR's events in order and keeps the leaver's run in line with them. */
export const HR_EVENTS_WORKFLOW_TYPE = 'hrEvents';
/** Its workflow id, before HR's id of the employee, or the e-mail. */
export const HR_EVENTS_PREFIX = 'hr-events-';
/** The signal that carries an HR event to it. */
export const HR_EVENT = 'hrEvent';

/** Takes a list of leavers through a window of runs. */
export const BATCH_WORKFLOW_TYPE = 'offboardBatch';
