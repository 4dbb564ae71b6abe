import { homedir, hostname, networkInterfaces } from 'node:os';
import { checkout } from '../window/checkout.ts';

/** What would tell where a file was made: folders of this machine, in the ways that programs write them, and addresses. */
export function tracesOfThisMachine(): string[] {
  const folders = [checkout, homedir()].flatMap((path) => [
    path,
    path.replaceAll('\\', '/'),
    path.replaceAll('\\', '\\\\'),
  ]);
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter((face) => face !== undefined && !face.internal)
    .map((face) => face?.address ?? '');
  return [...new Set([...folders, `//${hostname()}`, ...addresses, ...registryHost()])];
}

/** That of a registry other than everybody's. */
function registryHost(): string[] {
  const registry = process.env.npm_config_registry;
  const host = registry === undefined ? undefined : new URL(registry).host;
  return host === undefined || host === 'registry.npmjs.org' ? [] : [host];
}
