/** Names on the wire of what a batch understands, with the words the Web UI shows beside each. */
export const BATCH_MESSAGES = {
  status:
    'How far the batch is: leavers by state, and those whom somebody should look at. No argument.',
  addLeavers:
    'Add leavers. {"rows":[{"index":0,"email":"jane.doe@example.com"}],"last":true}; index goes on from chunk to chunk.',
  pause: 'Let no further run begin; those that have begun go on. {"by":"…","reason":"…"}',
  resume: 'Let the others begin. {"by":"…","reason":"…"}',
  offboardingState: "Sent by the batch's own runs at each change of state; not for people.",
} as const;

/** The failure type of an update that should be sent again: the batch was about to continue as new. */
export const SEND_AGAIN = 'SendAgain';
