import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { useServer } from './useServer.ts';

const path = '/openapi/v1/billing/balance/detail';

describe('the contract server, about the balance', () => {
  const server = useServer();

  it('gives texts in 1/10000 USD', async () => {
    const { status, text } = await server.call({ path });
    assert.equal(status, 200);
    const balance = JSON.parse(text);
    assert.deepEqual(Object.keys(balance), [
      'availableBalance',
      'cashBalance',
      'creditLimit',
      'pendingCharges',
      'outstandingInvoices',
    ]);
    for (const amount of Object.values(balance)) assert.match(String(amount), /^\d+$/);
    assert.equal(balance.availableBalance, '1000000');
  });

  it('of an account without money, 0', async () => {
    const { status, text } = await server.call({ path, headers: { authorization: 'Bearer sk_no_balance' } });
    assert.equal(status, 200);
    assert.equal(JSON.parse(text).availableBalance, '0');
  });

  const refusals: readonly (readonly [string, string | undefined, number, string])[] = [
    [path, undefined, 400, 'MISSING_API_KEY'],
    [path, 'Bearer sk_refused', 403, 'INVALID_API_KEY'],
    [`/fault/balance-forbidden${path}`, 'Bearer sk_good', 403, 'ACCESS_DENY'],
  ];
  for (const [at, authorization, status, reason] of refusals) {
    it(`refuses with ${reason}`, async () => {
      const answer = await server.call({ path: at, headers: { authorization } });
      assert.equal(answer.status, status);
      assert.equal(JSON.parse(answer.text).reason, reason);
    });
  }

  it('refuses another method', async () => {
    assert.equal((await server.call({ path, body: '{}' })).status, 405);
  });
});
