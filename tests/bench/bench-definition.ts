/** One measured piece of work: what it reads is prepared once, each run has a working folder of its own. */
export interface BenchRun {
  /** What `prepare` made; read only. */
  readonly preparedFolder: string;
  /** Empty before and removed after the run. */
  readonly workFolder: string;
  readonly rows: number;
  /** What generated data is made from, for benchmarks that generate any. */
  readonly seed: number;
}

export interface Measurement {
  /** Of the work alone, without opening what it works on. */
  readonly seconds: number;
  /** The same as time on a core, see stopwatch.ts. */
  readonly cpuSeconds?: number;
  /** Over everything that was brought about; ours and the floor's must be equal. */
  readonly digest: string;
  readonly rows: number;
  /** The longest that the core's thread did not answer, in milliseconds. */
  readonly loopDelayMaxMs?: number;
  /** More that the work tells of itself, e.g. the slowest dispense meanwhile. */
  readonly figures?: Readonly<Record<string, number>>;
}

/** The most that KaCang allows itself; what has no limit is reported only. */
export interface BenchLimits {
  readonly ratio?: number;
  readonly peakRssMiB?: number;
  readonly loopDelayMaxMs?: number;
  readonly figures?: Readonly<Record<string, number>>;
}

export interface Bench {
  readonly defaultRows: number;
  readonly limits: BenchLimits;
  /** How often each side runs unless told otherwise; one is enough where figures, not times, are compared. */
  readonly runs?: number;
  prepare(folder: string, rows: number, seed: number): Promise<void>;
  /** The work as a window asks for it, through the contract. */
  ours(run: BenchRun): Promise<Measurement>;
  /** Once more, with people at work beside it: figures only, apart from the times compared. */
  meanwhile?(run: BenchRun): Promise<Readonly<Record<string, number>>>;
  /** The same work by the simplest fast code. */
  floor(run: BenchRun): Promise<Measurement>;
}
