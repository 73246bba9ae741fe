/** A filter of the Web UI's list of workflows: to be opened as a link, and saved there as a view. */
export interface SavedQuery {
  name: string;
  /** The question that the rows answer. */
  answers: string;
  /** In Temporal's words for list filters; `/workflows?query=` takes it as `encodeURIComponent` writes it. */
  query: string;
  /** What in the query is an example, to be replaced by one's own. */
  example?: string;
}

/**
 * Attributes outlive a run: one that was terminated, or that continued as new, still reads `blocked`.
 * What is to be acted on is therefore asked for with the status `Running`.
 */
export const savedQueries = [
  {
    name: 'blocked',
    answers: 'Which runs wait for a decision?',
    query: 'OffboardingState = "blocked" AND ExecutionStatus = "Running"',
  },
  {
    name: 'notContained',
    answers: 'Who should be out, and may still get in?',
    query:
      'OffboardingState IN ("blocked", "running") AND OffboardingContainedAt IS NULL AND ExecutionStatus = "Running"',
  },
  {
    name: 'held',
    answers: 'Which runs are held until a person releases them?',
    query: 'OffboardingState = "held" AND ExecutionStatus = "Running"',
  },
  {
    name: 'scheduledBefore',
    answers: 'Who leaves before that moment?',
    // A date alone is refused by the server: it wants a time, with its offset.
    query:
      'OffboardingState = "scheduled" AND ExecutionStatus = "Running" AND OffboardingEffectiveAt < "2026-12-01T00:00:00Z"',
    example: '2026-12-01T00:00:00Z',
  },
  {
    name: 'employee',
    answers: 'What has been done about one employee, ever?',
    query: 'EmployeeId = "4711"',
    example: '4711',
  },
  {
    name: 'blockedOn',
    answers: 'Which runs does one cause stand in the way of?',
    query: 'OffboardingBlockedOn = "zoom.400.200" AND ExecutionStatus = "Running"',
    example: 'zoom.400.200',
  },
  {
    name: 'endedEarly',
    answers: 'Which runs ended before their work was done: cancelled, terminated, or never begun?',
    query:
      'WorkflowType = "offboardEmployee" AND ExecutionStatus IN ("Failed", "Canceled", "Terminated", "TimedOut")',
  },
] as const satisfies readonly SavedQuery[];
