/** What pages say that they were made by. Not which version: anybody may be told of a refusal. */
export const GENERATOR = 'offboarding-engine';
