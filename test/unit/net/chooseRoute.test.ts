import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chooseRoute } from '../../../src/net/chooseRoute.ts';
import { directNetwork, type NetworkSettings, proxyVariables } from '../../../src/net/networkSettings.ts';
import { ProxyError } from '../../../src/net/proxyError.ts';

describe('The way to a service', () => {
  const setting = { proxy: 'http://setting.example:1' };
  const table: [what: string, settings: Partial<NetworkSettings>, target: string, route: string][] = [
    ['is unknown where nobody names a proxy', {}, 'https://api.example', 'unknown'],
    ['is the proxy of http.proxy', setting, 'https://api.example', 'http://setting.example:1'],
    ['is that for plain http, too', setting, 'http://10.1.2.3', 'http://setting.example:1'],
    [
      'is direct with http.proxySupport off',
      { ...setting, usesProxies: false },
      'https://api.example',
      'direct',
    ],
    ['is direct to 127.0.0.1', setting, 'http://127.0.0.1:8080', 'direct'],
    ['is direct to localhost', setting, 'https://localhost', 'direct'],
    ['is direct to ::1', setting, 'http://[::1]:8080', 'direct'],
    [
      'is direct to what http.noProxy names',
      { ...setting, noProxy: ['api.example'] },
      'https://api.example',
      'direct',
    ],
    [
      'heeds NO_PROXY beside http.proxy',
      { ...setting, environment: { NO_PROXY: 'api.example' } },
      'https://api.example',
      'direct',
    ],
    [
      'heeds http.noProxy instead of NO_PROXY',
      { ...setting, noProxy: ['other.example'], environment: { NO_PROXY: '*' } },
      'https://api.example',
      'http://setting.example:1',
    ],
    [
      'is http.proxy rather than the one of the environment',
      { ...setting, environment: { HTTPS_PROXY: 'http://environment.example:1' } },
      'https://api.example',
      'http://setting.example:1',
    ],
    ...['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'].map(
      (name): [string, Partial<NetworkSettings>, string, string] => [
        `is the proxy of ${name}`,
        { environment: { [name]: 'http://environment.example:1' } },
        'https://api.example',
        'http://environment.example:1',
      ],
    ),
    [
      'is for https that of https_proxy before any other',
      { environment: { http_proxy: 'http://http.example:1', HTTPS_PROXY: 'http://https.example:1' } },
      'https://api.example',
      'http://https.example:1',
    ],
    [
      'is for http that of http_proxy',
      { environment: { http_proxy: 'http://http.example:1', HTTPS_PROXY: 'http://https.example:1' } },
      'http://10.1.2.3',
      'http://http.example:1',
    ],
    [
      'is unknown for http where only https_proxy is set',
      { environment: { https_proxy: 'a:1' } },
      'http://10.1.2.3',
      'unknown',
    ],
    ['is no empty variable', { environment: { https_proxy: ' ' } }, 'https://api.example', 'unknown'],
    [
      'needs no scheme',
      { proxy: 'setting.example:3128' },
      'https://api.example',
      'http://setting.example:3128',
    ],
    [
      'may lead through TLS',
      { proxy: 'https://setting.example' },
      'https://api.example',
      'https://setting.example',
    ],
    [
      'may be SOCKS',
      { proxy: 'socks5h://setting.example:1080' },
      'https://api.example',
      'socks5://setting.example:1080',
    ],
  ];
  for (const [what, settings, target, expected] of table) {
    it(what, () => {
      const route = chooseRoute(new URL(target), { ...directNetwork, ...settings });
      assert.equal(typeof route === 'string' ? route : route.url, expected);
    });
  }

  const authorizationOf = (settings: Partial<NetworkSettings>) => {
    const route = chooseRoute(new URL('https://api.example'), { ...directNetwork, ...settings });
    assert.ok(typeof route !== 'string');
    assert.doesNotMatch(route.url, /user|pass/);
    return route.authorization;
  };
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  it('takes user name and password out of the address of the proxy', () => {
    assert.equal(authorizationOf({ proxy: 'http://user:p%40ss@proxy.example' }), basic('user:p@ss'));
  });

  it('takes a user name without a password', () => {
    assert.equal(authorizationOf({ proxy: 'http://user@proxy.example' }), basic('user:'));
  });

  it('lets a percent sign stand that stands for itself', () => {
    assert.equal(authorizationOf({ proxy: 'http://user:100%@proxy.example' }), basic('user:100%'));
  });

  it('prefers http.proxyAuthorization', () => {
    const proxyAuthorization = 'Bearer of a token';
    assert.equal(
      authorizationOf({ proxy: 'http://user:pass@proxy.example', proxyAuthorization }),
      proxyAuthorization,
    );
  });

  for (const proxy of [
    'ftp://user:secret@proxy.example',
    'http://',
    'http://user:secret@:1',
    'socks4://a:1',
  ]) {
    it(`refuses ${proxy} and does not repeat it`, () => {
      assert.throws(
        () => chooseRoute(new URL('https://api.example'), { ...directNetwork, proxy }),
        (error) => {
          assert.ok(error instanceof ProxyError);
          assert.equal(error.code, 'ERR_PROXY_ADDRESS');
          assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)}`, /secret/);
          return true;
        },
      );
    });
  }

  it('knows the variables of the environment in both cases, and no others', () => {
    const named = { HTTP_PROXY: 'a', https_proxy: 'b', ALL_PROXY: 'c', no_proxy: 'd' };
    const known = Object.entries(proxyVariables({ ...named, PATH: 'e', MY_HTTP_PROXY: 'f' }));
    assert.deepEqual(Object.fromEntries(known.filter(([, value]) => value !== undefined)), named);
  });
});
