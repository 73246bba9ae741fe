import type { Progress } from './progress';

export interface SupplyRequest {
  /** An empty folder to put the executable into; removed afterwards. */
  staging: string;
  /** Folders to look for programs in. */
  path: readonly string[];
  environment: NodeJS.ProcessEnv;
  progress: Progress;
  signal?: AbortSignal;
}

/** A way to get Temporal's CLI from elsewhere. */
export interface Supplier {
  name: string;
  /** @returns the path of the executable in `staging`. @throws Error that says why not. */
  supply(request: SupplyRequest): Promise<string>;
}
