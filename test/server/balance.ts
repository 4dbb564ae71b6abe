import type { PlainCall } from './apiCall.ts';
import { emptyAccountPrefix, keyForms } from './requestRules.ts';

/** Amounts in 1/10000 USD, as text. */
interface Balance {
  readonly availableBalance: string;
  readonly cashBalance: string;
  readonly creditLimit: string;
  readonly pendingCharges: string;
  readonly outstandingInvoices: string;
}

/** As in the example of https://novita.ai/docs/api-reference/basic-get-user-balance: 100 USD. */
const fullAccount: Balance = {
  availableBalance: '1000000',
  cashBalance: '800000',
  creditLimit: '200000',
  pendingCharges: '0',
  outstandingInvoices: '0',
};

const emptyAccount: Balance = {
  availableBalance: '0',
  cashBalance: '0',
  creditLimit: '0',
  pendingCharges: '0',
  outstandingInvoices: '0',
};

/** `GET /openapi/v1/billing/balance/detail`. */
export const balanceCall: PlainCall = {
  kind: 'balance',
  keyForm: keyForms.novita,
  models: [],
  answerBody: ({ authorization }) =>
    JSON.stringify(authorization?.startsWith(`Bearer ${emptyAccountPrefix}`) ? emptyAccount : fullAccount),
  reword: (refusal) => refusal,
};
