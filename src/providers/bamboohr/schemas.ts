import { z } from 'zod';
import type { EmployeeRecord } from '../../domain/hr/employee-record';
import { dateOrNone, workEmail } from '../hr/fields';

/** GET /employees/{id}, as far as the engine asks for it. BambooHR knows places, no time zones. */
export const bambooEmployeeSchema: z.ZodType<EmployeeRecord> = z
  .object({
    id: z.union([z.string().min(1), z.number()]).transform(String),
    status: z
      .string()
      .toLowerCase()
      .pipe(z.enum(['active', 'inactive'])),
    workEmail,
    terminationDate: dateOrNone,
    hireDate: dateOrNone,
  })
  .transform(({ id, status, workEmail: email, terminationDate, hireDate }) => ({
    id,
    isActive: status === 'active',
    ...(email && { email }),
    ...(terminationDate && { terminationDate }),
    ...(hireDate && { hireDate }),
  }));
