import type { NetworkSettings } from './networkSettings.ts';
import { needsNoProxy, noProxyEntries } from './noProxy.ts';
import { ProxyError } from './proxyError.ts';
import { isLoopbackHost } from './serviceAddress.ts';

/** A proxy that is named in the settings or the environment. */
export interface NamedProxy {
  readonly kind: 'http' | 'socks5';
  /** Without user name and password. */
  readonly url: string;
  /** The value of the header Proxy-Authorization, for `http`. */
  readonly authorization: string | undefined;
  /** For `socks5`; empty for none. */
  readonly username: string;
  readonly password: string;
}

/**
 * The way to a service: `direct` where that is certain, a proxy where one is named, and `unknown` where none is, so
 * that only the system, or a script that it names, can tell of one.
 */
export type Route = 'direct' | 'unknown' | NamedProxy;

/**
 * Chooses the way to `target` as VS Code does: its settings come before the environment. Loopback never goes through
 * a proxy, as in VS Code and unlike curl: a proxy's 127.0.0.1 is another machine, and a picture that is meant for a
 * model on this machine would leave it.
 *
 * @throws {ProxyError} where what is named is not the address of a proxy.
 */
export function chooseRoute(target: URL, settings: NetworkSettings): Route {
  if (!settings.usesProxies || isLoopbackHost(target.hostname)) return 'direct';
  const { environment } = settings;
  const noProxy =
    settings.noProxy.length > 0
      ? settings.noProxy
      : noProxyEntries(firstNamed(environment, 'no_proxy', 'NO_PROXY'));
  if (needsNoProxy(target, noProxy)) return 'direct';
  const written = settings.proxy.trim() || firstNamed(environment, ...proxyNames(target.protocol));
  return written === '' ? 'unknown' : parseProxy(written, settings.proxyAuthorization);
}

/** As curl, whose lower case comes first; a proxy for http serves https where no other is named, as in VS Code. */
function proxyNames(protocol: string): string[] {
  const own = protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : [];
  return [...own, 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];
}

function firstNamed(environment: NetworkSettings['environment'], ...names: string[]): string {
  return names.map((name) => environment[name]?.trim() ?? '').find((value) => value !== '') ?? '';
}

const kindOfScheme: Readonly<Record<string, NamedProxy['kind']>> = {
  'http:': 'http',
  'https:': 'http',
  'socks:': 'socks5',
  'socks5:': 'socks5',
  'socks5h:': 'socks5',
};

/** `written` is never part of an error: it may hold a password. */
function parseProxy(written: string, authorization: string | undefined): NamedProxy {
  const url = URL.parse(written.includes('://') ? written : `http://${written}`);
  const kind = kindOfScheme[url?.protocol ?? ''];
  if (url === null || kind === undefined || url.hostname === '') {
    throw new ProxyError('ERR_PROXY_ADDRESS', 'What is set as the proxy is not the address of one.');
  }
  const username = decoded(url.username);
  const password = decoded(url.password);
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return {
    kind,
    url: `${kind === 'socks5' ? 'socks5:' : url.protocol}//${url.host}`,
    authorization: authorization ?? (username === '' ? undefined : `Basic ${basic}`),
    username,
    password,
  };
}

/** A percent sign that stands for itself, as people write passwords, is let stand. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
