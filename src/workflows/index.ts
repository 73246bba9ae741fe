export { offboardEmployee } from './offboard-employee';
export { unknownWorkflowType as default } from './unknown-workflow-type';
