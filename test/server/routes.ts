import type { ApiCall } from './apiCall.ts';
import { balanceCall } from './balance.ts';
import { img2promptCall } from './img2promptCall.ts';
import { providerCalls } from './providerCalls.ts';

/** Where a path leads. */
export interface Route {
  readonly call: ApiCall;
  readonly faultName: string | undefined;
  /** How the `Authorization` header of a good key looks; undefined where none is needed. */
  readonly keyForm: RegExp | undefined;
}

const calls: ReadonlyMap<string, ApiCall> = new Map<string, ApiCall>([
  ['/v3/img2prompt', img2promptCall],
  ['/openapi/v1/billing/balance/detail', balanceCall],
  ...providerCalls,
]);

/** What may come before the path of a call, to choose a fault and to do without a key. */
const prefixes = /^(?:\/fault\/(?<faultName>[^/]+))?(?<keyless>\/keyless)?(?=\/)/;

/** The call at a path, as it was sent; `root` is put before what comes after the prefixes. */
export function findRoute(path: string, root: string): Route | undefined {
  const prefix = prefixes.exec(path);
  const call = prefix && calls.get(root + path.slice(prefix[0].length));
  if (!call) return undefined;
  const { faultName, keyless } = prefix.groups ?? {};
  return { call, faultName, keyForm: keyless === undefined ? call.keyForm : undefined };
}

/** The method of a call. */
export function methodOf({ kind }: ApiCall): 'GET' | 'POST' {
  return kind === 'models' || kind === 'balance' ? 'GET' : 'POST';
}
