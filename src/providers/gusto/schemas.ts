import { z } from 'zod';
import type { EmployeeRecord } from '../../domain/hr/employee-record';
import { dateOrNone, workEmail } from '../hr/fields';

const termination = z.object({
  effective_date: dateOrNone,
  /** It has gone into effect. */
  active: z.boolean().nullish(),
});

const job = z.object({ primary: z.boolean().nullish(), hire_date: dateOrNone });

/**
 * GET /v1/employees/{uuid}. Its `email` is the personal one, which nobody at Zoom or Cloudflare has; `work_email`
 * alone is used. Gusto knows addresses, no time zones.
 */
export const gustoEmployeeSchema: z.ZodType<EmployeeRecord> = z
  .object({
    uuid: z.string().min(1),
    terminated: z.boolean(),
    terminations: z.array(termination),
    work_email: workEmail,
    hired_at: dateOrNone,
    jobs: z.array(job).nullish(),
  })
  .transform(({ uuid, terminated, terminations, work_email: email, hired_at, jobs }) => {
    const terminationDate = endOf(terminated, terminations);
    const hireDate = jobs?.find(({ primary }) => primary)?.hire_date ?? hired_at;
    return {
      id: uuid,
      isActive: !terminated,
      ...(email && { email }),
      ...(terminationDate && { terminationDate }),
      ...(hireDate && { hireDate }),
    };
  });

/** The newest end; none where it has gone into effect and the employee works there again. */
function endOf(
  terminated: boolean,
  terminations: readonly z.output<typeof termination>[],
): string | undefined {
  const [newest] = terminations
    .flatMap(({ effective_date, active }) =>
      effective_date === undefined ? [] : [{ date: effective_date, active: active ?? false }],
    )
    .sort((one, other) => other.date.localeCompare(one.date));
  return newest?.active && !terminated ? undefined : newest?.date;
}
