import type { Advisory } from './advisory.ts';

/** A package with a flaw that every service of advisories knows: one that knows nothing of it knows nothing. */
export const flawedPackage = { name: 'minimist', version: '0.0.8', folder: 'node_modules/minimist' } as const;

/** What npm's report says of the packages that it was asked about, or why it says nothing. */
export type Known = { readonly advisories: readonly Advisory[] } | { readonly unavailable: string };

/** What `npm audit --json` prints, and what `via` holds for a package that has the flaw itself. */
interface Report {
  readonly auditReportVersion?: number;
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, { readonly via: readonly (string | Via)[] }>>;
}

interface Via {
  readonly name: string;
  readonly title: string;
  readonly severity: string;
  readonly url: string;
}

/** Reads what `npm audit --json` printed about some packages and the flawed one. */
export function readAuditReport(printed: string): Known {
  const report = parsed(printed);
  if (report?.auditReportVersion !== 2 || !report.vulnerabilities) {
    return { unavailable: report?.message ?? 'npm printed no report' };
  }
  const advisories = Object.values(report.vulnerabilities)
    .flatMap(({ via }) => via)
    // A name stands for a package that another one brings into trouble.
    .filter((via) => typeof via !== 'string')
    .map(({ name, title, severity, url }) => ({
      id: url.slice(url.lastIndexOf('/') + 1),
      packageName: name,
      severity,
      title,
    }));
  if (!advisories.some(({ packageName }) => packageName === flawedPackage.name)) {
    return { unavailable: `the registry does not even know the flaws of ${flawedPackage.name}` };
  }
  return { advisories: advisories.filter(({ packageName }) => packageName !== flawedPackage.name) };
}

function parsed(printed: string): Report | undefined {
  try {
    return JSON.parse(printed) as Report;
  } catch {
    return undefined;
  }
}
