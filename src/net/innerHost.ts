import { isLoopbackHost, isPrivateNetworkHost } from './serviceAddress.ts';

/** Names that stand for machines of a private network by custom or by rule (RFC 6761, 6762, 8375, 9476). */
const innerNames = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa)$/;

/** The blocks that mean this machine, a carrier's inside (RFC 6598) or any of the blocks in IPv6's clothes. */
const innerBlocks = /^(0\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\[::(ffff:|\])|\[64:ff9b:)/;

/**
 * Whether a host is this machine or one that others cannot reach, as far as its name or address tells: a name with dots
 * may stand for such a machine too. `hostname` is as URL normalises it.
 */
export function isInnerHost(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  const isName = !name.startsWith('[') && !/^[\d.]+$/.test(name);
  return (
    isLoopbackHost(name) ||
    isPrivateNetworkHost(name) ||
    innerBlocks.test(name) ||
    innerNames.test(name) ||
    (isName && !name.includes('.'))
  );
}
