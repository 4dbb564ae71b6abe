import type { AcceptedAdvisory, Advisory } from './advisory.ts';

/**
 * What is wrong with packages of which these flaws are known: a sentence for each that is not accepted, or not any
 * more, and for each that is accepted for nothing.
 *
 * @param today as `2027-01-31`
 */
export function judgeAdvisories(
  known: readonly Advisory[],
  accepted: readonly AcceptedAdvisory[],
  today: string,
): string[] {
  const flaws = known.flatMap((advisory) => {
    const { id, packageName, severity, title } = advisory;
    const acceptance = accepted.find((one) => isSame(one, advisory));
    const flaw = `${packageName}: ${title} (${severity}, https://github.com/advisories/${id})`;
    if (!acceptance) return [flaw];
    const { until } = acceptance;
    return until !== undefined && until < today ? [`${flaw}, accepted until ${until}`] : [];
  });
  const idle = accepted
    .filter((one) => !known.some((advisory) => isSame(one, advisory)))
    .map(({ id, packageName }) => `${packageName}: ${id} is accepted, and not known of what is shipped`);
  return [...flaws, ...idle];
}

function isSame(one: Pick<Advisory, 'id' | 'packageName'>, other: Pick<Advisory, 'id' | 'packageName'>) {
  return one.id === other.id && one.packageName === other.packageName;
}
