import { readFile } from 'node:fs/promises';
import { ApplicationFailure } from '@temporalio/activity';
import { z } from 'zod';
import { policySchema, type Policy } from '../domain/policy';
import { protectionOf } from '../domain/protected-accounts';
import type { ActivityDependencies } from './dependencies';

/** The policy as the run keeps it, and why the leaver is protected, if so. */
export interface PolicyReading {
  policy: Policy;
  protectedBecause?: string;
}

/** Reads the policy file afresh; a local activity, so that the run has it on record. */
export const readPolicy =
  ({ policyPath, ownAccounts }: ActivityDependencies) =>
  async (accounts: string[]): Promise<PolicyReading> => {
    const policy = await loadPolicy(policyPath);
    const protectedBecause = protectionOf(accounts, policy.protectedAccounts, ownAccounts);
    return { policy, ...(protectedBecause === undefined ? {} : { protectedBecause }) };
  };

export async function loadPolicy(path: string | undefined): Promise<Policy> {
  if (path === undefined) return policySchema.parse({});
  try {
    const text = await readFile(path, 'utf8');
    // Editors of some systems begin a text with a byte order mark.
    return policySchema.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw ApplicationFailure.create({
      type: 'policy.unreadable',
      message: `The policy file (OFFBOARDING_POLICY) cannot be used: ${problem}`,
    });
  }
}
