import { Img2promptEngine } from '../engines/img2prompt.ts';
import type { KeyRing } from '../engines/withKey.ts';
import type { HttpClient } from '../net/httpClient.ts';
import { parseServiceAddress } from '../net/serviceAddress.ts';
import { settings } from './settings.ts';

/** The engine that the settings ask for now. Throws a PromptError `unreachable` when their address is no good. */
export function currentEngine(http: HttpClient, keys: KeyRing): Img2promptEngine {
  const address = parseServiceAddress(settings.baseUrl);
  return new Img2promptEngine({ address, http, keys, timeoutMs: settings.requestTimeoutMs });
}
