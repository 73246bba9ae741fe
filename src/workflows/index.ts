export { hrEvents } from './hr-events';
export { offboardBatch } from './offboard-batch';
export { offboardEmployee } from './offboard-employee';
export { sendNotice } from './send-notice';
export { terminationBreaker } from './termination-breaker';
export { unknownWorkflowType as default } from './unknown-workflow-type';
