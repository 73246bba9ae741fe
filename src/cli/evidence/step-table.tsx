/** @jsxRuntime automatic @jsxImportSource preact */
import type { StepState, StepStatus } from '../../domain/status';
import { STEP_TITLES } from '../../domain/steps';
import { Outside } from '../../html/outside';
import { Table } from '../../html/table';
import { SYMBOLS, wordFor } from '../status/render-status';
import { TimeCell, timeColumn, type Local } from './local-time';

const TONES: Partial<Record<StepState, string>> = {
  done: 'good',
  blocked: 'bad',
  retrying: 'wait',
};

/** Where each step stands, in the plan's order. */
export const StepTable = (props: { steps: readonly StepStatus[]; local: Local | undefined }) => (
  <Table
    caption="Every step, and where it stands"
    columns={['Step', 'State', 'Attempts', timeColumn(props.local), 'Code and message']}
  >
    {props.steps.map(({ step, state, attempts, at, code, message }) => (
      <tr>
        <th scope="row">{STEP_TITLES[step]}</th>
        <td class={`state ${TONES[state] ?? 'soft'}`}>
          <span aria-hidden="true">{SYMBOLS[state]}</span> {wordFor(state)}
        </td>
        <td>{attempts}</td>
        <TimeCell at={at} local={props.local} />
        <td>
          <Outside text={[code, message].filter(Boolean).join(': ')} />
        </td>
      </tr>
    ))}
  </Table>
);
