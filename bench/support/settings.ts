/** What every bench is given. */
export interface Settings {
  /** Of the project: what is measured is found from here. */
  readonly root: string;
  /** A folder of the run's own, removed after it. */
  readonly scratch: string;
  /** Where prepared things are kept between runs, outside the project. */
  readonly cache: string;
  readonly rounds: number;
  readonly code: Code;
  /** Machines in the small and the large lab; networks are a twentieth. */
  readonly sizes: { readonly small: number; readonly large: number };
  readonly withStock: boolean;
  progress(what: string): void;
}

/** How labwright is run: compiled, as users have it, or from its sources, for tests of the benches themselves. */
export interface Code {
  readonly index: string;
  readonly cli: string;
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}
