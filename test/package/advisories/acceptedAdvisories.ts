import type { AcceptedAdvisory } from './advisory.ts';

/** Flaws of packages in dist/ that are known and shipped all the same. One that is not known any more is an error. */
export const acceptedAdvisories: readonly AcceptedAdvisory[] = [];
