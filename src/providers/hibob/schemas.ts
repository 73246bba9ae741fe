import { z } from 'zod';
import type { EmployeeRecord } from '../../domain/hr/employee-record';
import { dateOrNone, workEmail } from '../hr/fields';

/**
 * POST /people/{id}, by field ids. A company adds lifecycle statuses of its own (kinds of leave), but only
 * `terminated` has left; `hired` is still to come. Bob's time zone is the site's, which this read does not hold.
 */
export const bobEmployeeSchema: z.ZodType<EmployeeRecord> = z
  .object({
    'root.id': z.string().min(1),
    'root.email': workEmail,
    'internal.lifecycleStatus': z.string().min(1),
    'internal.terminationDate': dateOrNone,
    'work.startDate': dateOrNone,
  })
  .transform((fields) => {
    const email = fields['root.email'];
    const terminationDate = fields['internal.terminationDate'];
    const hireDate = fields['work.startDate'];
    return {
      id: fields['root.id'],
      isActive: fields['internal.lifecycleStatus'].trim().toLowerCase() !== 'terminated',
      ...(email && { email }),
      ...(terminationDate && { terminationDate }),
      ...(hireDate && { hireDate }),
    };
  });
