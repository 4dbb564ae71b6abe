import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { flawedPackage, readAuditReport } from '../../package/advisories/auditReport.ts';

/** As npm 11 prints it, shortened. */
const report = (...flawed: string[]) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      flawed.map((name) => [
        name,
        {
          name,
          severity: 'high',
          isDirect: true,
          via: [
            {
              source: 1096466,
              name,
              dependency: name,
              title: `A flaw of ${name}`,
              url: 'https://github.com/advisories/GHSA-xvch-5gv4-984h',
              severity: 'critical',
              range: '<0.2.4',
            },
            'another-package',
          ],
          nodes: [`node_modules/${name}`],
        },
      ]),
    ),
  });

describe("npm's report", () => {
  it('tells the flaws of the packages that were asked about', () => {
    assert.deepEqual(readAuditReport(report(flawedPackage.name, 'sharp')), {
      advisories: [
        {
          id: 'GHSA-xvch-5gv4-984h',
          packageName: 'sharp',
          severity: 'critical',
          title: 'A flaw of sharp',
        },
      ],
    });
  });

  it('tells that there are none', () => {
    assert.deepEqual(readAuditReport(report(flawedPackage.name)), { advisories: [] });
  });

  const unavailable: [why: string, printed: string, reason: string][] = [
    [
      'of a registry without such a service',
      '{"message":"405 Method Not Allowed - POST https://registry.example/","statusCode":405}',
      '405 Method Not Allowed - POST https://registry.example/',
    ],
    [
      'of a registry that knows nothing',
      report(),
      `the registry does not even know the flaws of ${flawedPackage.name}`,
    ],
    ['that is not there', '', 'npm printed no report'],
    ['that is none', 'null', 'npm printed no report'],
  ];
  for (const [why, printed, reason] of unavailable) {
    it(`${why} is not taken for a good one`, () => {
      assert.deepEqual(readAuditReport(printed), { unavailable: reason });
    });
  }
});
