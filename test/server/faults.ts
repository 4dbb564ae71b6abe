import { chatFaults } from './chatFaults.ts';
import { errorFaults } from './errorFaults.ts';
import type { Fault } from './fault.ts';
import { modelFaults } from './modelFaults.ts';
import { findTimedFault, listTimedFaults, networkFaults } from './networkFaults.ts';
import { passingFaults } from './passingFaults.ts';
import { unusableAnswers } from './unusableAnswers.ts';

/** The faults of one server. */
export class Faults {
  readonly #byName = new Map(
    [
      ...errorFaults,
      ...unusableAnswers,
      ...networkFaults,
      ...passingFaults(),
      ...chatFaults,
      ...modelFaults,
    ].map((fault) => [fault.name, fault]),
  );

  /** The fault of that name, such as `hang` or `slow-3000`. */
  find(name: string): Fault | undefined {
    return this.#byName.get(name) ?? findTimedFault(name);
  }

  /** All faults, for people to read. */
  list(): readonly Fault[] {
    return [...this.#byName.values(), ...listTimedFaults()];
  }
}
