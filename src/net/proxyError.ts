/**
 * What went wrong at a proxy: its address in the settings is none, nothing answers there (`cause` says why), or it
 * refuses, as a rule for want of a password. Known by its code, because this class exists in more than one bundle.
 */
export class ProxyError extends Error {
  readonly code: 'ERR_PROXY_ADDRESS' | 'ERR_PROXY_UNREACHABLE' | 'ERR_PROXY_REFUSED';

  constructor(code: ProxyError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProxyError';
    this.code = code;
  }
}
