import { PASSWORD_CASES } from '../support/error-cases-password';
import { testCases } from '../support/error-cases-run';
import { ZOOM_CASES } from '../support/error-cases-zoom';

testCases('when Zoom refuses', [...ZOOM_CASES, ...PASSWORD_CASES]);
