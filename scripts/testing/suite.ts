/** What a suite found. Checks that are one whole (lint, types) count as one test. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  /** Names of what could not run here; each is said above the last line. */
  readonly skipped: readonly string[];
  /** Shown in full when something failed. */
  readonly output: string;
  /** A few words for the suite's line, e.g. how many modules were looked at. */
  readonly note?: string;
}

export interface Suite {
  readonly name: string;
  /** The suite is stopped, and has failed, when it takes longer than this. */
  readonly budgetSeconds: number;
  /** Reads only: several such suites may run side by side. */
  readonly isStatic: boolean;
  run(budgetSeconds: number): Promise<SuiteResult>;
}

export function failedSuite(output: string, failed = 1): SuiteResult {
  return { passed: 0, failed, skipped: [], output };
}
