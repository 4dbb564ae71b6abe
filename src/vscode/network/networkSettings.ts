import { workspace } from 'vscode';
import { type NetworkSettings, proxyVariables } from '../../net/networkSettings.ts';

/**
 * What VS Code's own settings say of the requests of extensions, now. `on`, `fallback` and `override` of
 * `http.proxySupport` differ in what becomes of a proxy that an extension brings along; this one brings none.
 */
export function networkSettings(): NetworkSettings {
  const http = workspace.getConfiguration('http');
  const noProxy = http.get<unknown>('noProxy');
  return {
    usesProxies: http.get<unknown>('proxySupport') !== 'off',
    proxy: textOr('', http.get('proxy')),
    noProxy: Array.isArray(noProxy) ? noProxy.filter((entry) => typeof entry === 'string') : [],
    proxyAuthorization: textOr('', http.get('proxyAuthorization')) || undefined,
    checksProxyCertificate: http.get<unknown>('proxyStrictSSL') !== false,
    trustsSystem: http.get<unknown>('systemCertificates') !== false,
    environment: proxyVariables(process.env),
  };
}

const textOr = (otherwise: string, value: unknown) => (typeof value === 'string' ? value : otherwise);
