import type { HrProvider } from '../../domain/provider';
import { ProviderError } from '../provider-error';

/** Nothing was sent, so there is no status: an id of another form would ask for something else than an employee. */
export const invalidEmployee = (provider: HrProvider, form: string) =>
  new ProviderError({
    provider,
    call: 'readEmployee',
    kind: 'refused',
    code: 'invalidEmployee',
    message: `Not sent: the employee id must be ${form}.`,
  });
