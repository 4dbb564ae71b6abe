/** What the user set for the requests of every extension, in VS Code (`http.*`) and in the environment. */
export interface NetworkSettings {
  /** False for `http.proxySupport` `off`: extensions use no proxy, whoever names one. */
  readonly usesProxies: boolean;
  /** `http.proxy` as written; empty for none. */
  readonly proxy: string;
  /** `http.noProxy`; where it names anything, NO_PROXY of the environment does not count, as in VS Code. */
  readonly noProxy: readonly string[];
  /** `http.proxyAuthorization`: the value of the header Proxy-Authorization. It goes to proxies only. */
  readonly proxyAuthorization: string | undefined;
  /**
   * False for `http.proxyStrictSSL` off: the certificate of a proxy that is itself reached by TLS is not checked.
   * VS Code describes the setting as that of "the proxy server certificate", and here it means no more than that: the
   * certificate of a service is always checked, because its key and the user's pictures go over that connection.
   */
  readonly checksProxyCertificate: boolean;
  /** `http.systemCertificates`: whether to trust the system's authorities, too. */
  readonly trustsSystem: boolean;
  /** The variables of the environment that name proxies, under their names as they are written. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Straight to the service, as where nobody set anything. */
export const directNetwork: NetworkSettings = {
  usesProxies: true,
  proxy: '',
  noProxy: [],
  proxyAuthorization: undefined,
  checksProxyCertificate: true,
  trustsSystem: true,
  environment: {},
};

const proxyVariableNames = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'].flatMap((name) => [
  name,
  name.toUpperCase(),
]);

/**
 * The variables among these that name proxies, and hosts that need none. Looked up by name: each request asks, and an
 * environment may be long.
 */
export function proxyVariables(environment: NodeJS.ProcessEnv): NetworkSettings['environment'] {
  return Object.fromEntries(proxyVariableNames.map((name) => [name, environment[name]]));
}
