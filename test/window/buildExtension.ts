import { checkout } from './checkout.ts';
import { startProcess } from './startProcess.ts';

/** Bundles the extension into `dist/`. @throws when that fails; why was printed. */
export async function buildExtension(...options: '--production'[]): Promise<void> {
  const ended = await startProcess(process.execPath, ['esbuild.js', ...options], { cwd: checkout }).ended;
  if (ended !== 0) throw new Error('The extension does not build.');
}
