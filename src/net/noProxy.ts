import { BlockList, isIP } from 'node:net';

/**
 * Whether a list of hosts that need no proxy names this one. As curl and VS Code read it: `example.com` and
 * `.example.com` are the host and all below it, `*` every host, `:8080` restricts an entry to a port; an address
 * range such as `10.0.0.0/8` holds the addresses in it, as in curl.
 */
export function needsNoProxy(target: URL, entries: readonly string[]): boolean {
  const host = unbracketed(target.hostname.toLowerCase());
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  return entries.some((written) => {
    const entry = written.trim().toLowerCase();
    if (entry === '*') return true;
    const { name, onlyPort } = hostAndPort(entry);
    if (name === '' || (onlyPort !== undefined && onlyPort !== port)) return false;
    if (name.includes('/')) return isInRange(host, name);
    return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
  });
}

/** The entries of an environment variable: separated by commas, with or without spaces. */
export function noProxyEntries(variable: string): string[] {
  return variable.split(/[\s,]+/).filter((entry) => entry !== '');
}

function hostAndPort(entry: string): { name: string; onlyPort: string | undefined } {
  const [, host = entry, onlyPort] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  return { name: unbracketed(host).replace(/^\*?\./, ''), onlyPort };
}

const unbracketed = (host: string) => host.replace(/^\[(.*)\]$/, '$1');

function isInRange(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(network);
  const longest = family === 4 ? 32 : 128;
  if (family === 0 || family !== isIP(host) || !/^\d{1,3}$/.test(bits) || Number(bits) > longest)
    return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const addresses = new BlockList();
  addresses.addSubnet(network, Number(bits), type);
  return addresses.check(host, type);
}
