import { type Obstacle, PromptError } from '../core/promptError.ts';

/** The base address of a service. */
export interface ServiceAddress {
  /** Without a slash at its end: `https://api.novita.ai`, `http://127.0.0.1:8080/some/path`. */
  readonly base: string;
  /** Scheme, host and port: what a key belongs to. */
  readonly origin: string;
  /** Host and, where it is not the scheme's own, port, as shown to the user. */
  readonly host: string;
  /** The machine that the extension runs on: keys are optional there and http is safe. */
  readonly isLoopback: boolean;
  /** A machine of the user's own network, as a rule: keys are optional there, http takes the user's consent. */
  readonly isPrivateNetwork: boolean;
  /** Whether what is sent can be read on the way: http to anywhere but this machine. */
  readonly isInsecure: boolean;
}

/** Reads a base address as the user wrote it. Throws a PromptError `unreachable` with what is wrong with it. */
export function parseServiceAddress(written: string): ServiceAddress {
  // What is no address may be anything, a key in the wrong place too: it is not repeated.
  const url = URL.parse(written.trim()) ?? refuse('addressInvalid', '');
  const isLoopback = isLoopbackHost(url.hostname);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('addressInvalid', '');
  if (url.username !== '' || url.password !== '') refuse('addressWithCredentials', url.host);
  if (url.search !== '' || url.hash !== '') refuse('addressInvalid', '');
  const isPrivateNetwork = isPrivateNetworkHost(url.hostname);
  const isInsecure = url.protocol === 'http:' && !isLoopback;
  if (isInsecure && !isPrivateNetwork) refuse('addressInsecure', url.host);
  return {
    base: url.origin + url.pathname.replace(/\/+$/, ''),
    origin: url.origin,
    host: url.host,
    isLoopback,
    isPrivateNetwork,
    isInsecure,
  };
}

/** `hostname` as URL normalises it: `127.1` is `127.0.0.1` by then, `[::ffff:127.0.0.1]` is `[::ffff:7f00:1]`. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname) ||
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(hostname)
  );
}

/** The address blocks for private and link-local use (RFC 1918, 3927, 4193, 4291), and names that mDNS answers for. */
export function isPrivateNetworkHost(hostname: string): boolean {
  return (
    /^(10\.\d+|172\.(1[6-9]|2\d|3[01])|192\.168|169\.254)\.\d+\.\d+$/.test(hostname) ||
    /^\[(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(hostname) ||
    hostname.endsWith('.local')
  );
}

function refuse(obstacle: Obstacle, host: string): never {
  throw new PromptError({ kind: 'unreachable', host, obstacle });
}
