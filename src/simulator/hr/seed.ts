import type { EmployeeInput } from './employees';

/** The employees of the demonstration; docs/simulators.md says what each is there for. */
export const HR_DEMO_EMPLOYEES: readonly EmployeeInput[] = [
  {
    source: 'bamboohr',
    id: '1001',
    email: 'jane.doe@example.com',
    first_name: 'Jane',
    last_name: 'Doe',
  },
  {
    source: 'bamboohr',
    id: '1010',
    email: 'priya.sharma@example.com',
    first_name: 'Priya',
    last_name: 'Sharma',
    terminationDate: '2031-06-30',
  },
  {
    source: 'bamboohr',
    id: '1009',
    email: 'david.cohen@example.com',
    first_name: 'David',
    last_name: 'Cohen',
    active: false,
    terminationDate: '2026-01-31',
  },
  { source: 'bamboohr', id: '1011', first_name: 'Tova', last_name: 'Lund' },
  {
    source: 'hibob',
    id: '3332883884017711003',
    email: 'kenji.tanaka@example.com',
    first_name: 'Kenji',
    last_name: 'Tanaka',
  },
  {
    source: 'hibob',
    id: '3332883884017711005',
    email: 'amara.okafor@example.com',
    first_name: 'Amara',
    last_name: 'Okafor',
    lifecycleStatus: 'garden leave',
    terminationDate: '2031-06-30',
  },
  {
    source: 'gusto',
    id: '7b1d0df1-6403-4a06-8768-c1dd7d24d001',
    email: 'emma.lindqvist@example.com',
    first_name: 'Emma',
    last_name: 'Lindqvist',
  },
  {
    source: 'gusto',
    id: '7b1d0df1-6403-4a06-8768-c1dd7d24d006',
    email: 'piotr.nowak@example.com',
    first_name: 'Piotr',
    last_name: 'Nowak',
    formerTerminationDate: '2024-08-30',
    hireDate: '2025-02-03',
    terminationDate: '2031-06-30',
  },
];
