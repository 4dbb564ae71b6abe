/** A flaw of a package that is known to the world. */
export interface Advisory {
  /** `GHSA-...`, as https://github.com/advisories has it. */
  readonly id: string;
  readonly packageName: string;
  readonly severity: string;
  readonly title: string;
}

/** One that is shipped all the same. */
export interface AcceptedAdvisory extends Pick<Advisory, 'id' | 'packageName'> {
  /** Why it does no harm here, or less than what else there is. */
  readonly reason: string;
  /** The last day, `2027-01-31`; left out where time changes nothing. */
  readonly until?: string;
}
