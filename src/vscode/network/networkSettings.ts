import { type NetworkSettings, proxyVariables } from '../../net/networkSettings.ts';
import { settingValue } from '../configuration.ts';

/**
 * What VS Code's own settings say of the requests of extensions, now. `on`, `fallback` and `override` of
 * `http.proxySupport` differ in what becomes of a proxy that an extension brings along; this one brings none.
 */
export function networkSettings(): NetworkSettings {
  const http = (name: string) => settingValue('http', name);
  const noProxy = http('noProxy');
  return {
    usesProxies: http('proxySupport') !== 'off',
    proxy: textOr('', http('proxy')),
    noProxy: Array.isArray(noProxy) ? noProxy.filter((entry) => typeof entry === 'string') : [],
    proxyAuthorization: textOr('', http('proxyAuthorization')) || undefined,
    checksProxyCertificate: http('proxyStrictSSL') !== false,
    trustsSystem: http('systemCertificates') !== false,
    environment: proxyVariables(process.env),
  };
}

const textOr = (otherwise: string, value: unknown) => (typeof value === 'string' ? value : otherwise);
