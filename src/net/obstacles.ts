import type { Obstacle } from '../core/promptError.ts';
import { codeOf } from './errorCode.ts';

const obstacleOfCode: readonly [code: RegExp, obstacle: Obstacle][] = [
  [/^ERR_PROXY_/, 'proxy'],
  [/^(ENOTFOUND|EAI_\w+)$/, 'nameUnknown'],
  [/^ECONNREFUSED$/, 'connectionRefused'],
  // OpenSSL's names for an answer that is no TLS, as a server that speaks http gives it.
  [/^(ERR_SSL_\w+|EPROTO)$/, 'notHttps'],
  // Node's and OpenSSL's names for a certificate that does not convince.
  [/CERT|SIGNATURE|ISSUER|^ERR_TLS_|^CRL_|SELF_SIGNED|^INVALID_|^PATH_|HOSTNAME/, 'certificate'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'connectionLost'],
  // An answer that is no HTTP, or not the one that it says.
  [/^(HTTPParserError|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/, 'network'],
  [/^(E[A-Z]+|UND_ERR_CONNECT_TIMEOUT|HPE_\w+)$/, 'network'],
];

/** What stood in the way; undefined for an error that is no failure of the network. */
export function obstacleOf(error: unknown): Obstacle | undefined {
  const code = codeOf(error);
  return obstacleOfCode.find(([pattern]) => pattern.test(code))?.[1];
}

const unknownIssuer =
  /^(UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_UNTRUSTED)$/;

/** Whether a certificate failed only because nobody here knows who issued it: the service's or the proxy's. */
export function isUnknownIssuer(error: unknown): boolean {
  return unknownIssuer.test(codeOf(error)) || (error instanceof Error && isUnknownIssuer(error.cause));
}

/** Whether trying again may help: not where the other side would say the same. */
export function mayPass(error: unknown): boolean {
  if (/^ERR_PROXY_(ADDRESS|REFUSED)$/.test(codeOf(error)) || isUnknownIssuer(error)) return false;
  const obstacle = obstacleOf(error);
  return obstacle !== undefined && obstacle !== 'certificate' && obstacle !== 'notHttps';
}

const notConnected =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOST(UNREACH|DOWN)|ENET(UNREACH|DOWN)|UND_ERR_CONNECT_TIMEOUT|ERR_PROXY_\w+)$/;

/** Whether the error alone proves that there never was a connection to send anything on. */
export function isNotConnected(error: unknown): boolean {
  return notConnected.test(codeOf(error)) || isUnknownIssuer(error);
}
