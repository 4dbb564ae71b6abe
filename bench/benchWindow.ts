import { cpSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { checkout, installedName } from '../test/window/checkout.ts';
import { installCodeServer } from '../test/window/installCodeServer.ts';
import { startProcess } from '../test/window/startProcess.ts';
import { type TemporaryFolder, temporaryFolder } from '../test/window/temporaryFolder.ts';

/** Whether a window has our extension, and whether that waits to be asked for instead of starting with the window. */
type Ours = 'installed' | 'asleep' | 'absent';

/** Windows of a real VS Code, as a rule with our extension installed, in which a measurement runs. */
export class BenchWindows {
  readonly #folder: TemporaryFolder = temporaryFolder();
  readonly #extensions = join(this.#folder.path, 'extensions');
  readonly #host = join(this.#folder.path, 'host');
  readonly #entry: string;

  private constructor(entry: string, ours: Ours) {
    this.#entry = entry;
    // The tests of a window belong to an extension under development; ours is to be an installed one, as its peers are.
    writeExtension(this.#host, 'bench.host', empty);
    mkdirSync(this.#extensions);
    const installed = join(this.#extensions, installedName);
    if (ours === 'installed') symlinkSync(checkout, installed);
    if (ours === 'asleep') copyAsleep(installed);
  }

  /** `measurement` is the file here that a window loads as its tests; without ours it is in windows of VS Code alone. */
  static async prepare(measurement: string, ours: Ours = 'installed'): Promise<BenchWindows> {
    const entry = join(checkout, 'out/bench', measurement.replace(/\.ts$/, '.cjs'));
    await build({
      entryPoints: [join(import.meta.dirname, measurement)],
      outfile: entry,
      bundle: true,
      format: 'cjs',
      platform: 'node',
      external: ['vscode'],
    });
    return new BenchWindows(entry, ours);
  }

  /** A folder for what the measurement needs; it goes with the windows. */
  get folder(): string {
    return this.#folder.path;
  }

  /** Installs a peer: an extension of this id (`publisher.name`) and code, with the command `publisher.name.run`. */
  install(id: string, code: string): void {
    writeExtension(join(this.#extensions, `${id}-1.0.0`), id, code);
  }

  /**
   * Runs the measurement in a new window, on what windows before it kept in `dataFolder`, where one is given. Throws when
   * it fails.
   */
  async run(environment: Readonly<Record<string, string>>, dataFolder?: string): Promise<void> {
    const ended = await startProcess(
      process.execPath,
      [
        join(checkout, 'test/window/launchBrowserCode.ts'),
        `--extensionDevelopmentPath=${this.#host}`,
        `--extensionTestsPath=${this.#entry}`,
        `--extensions-dir=${this.#extensions}`,
        ...(dataFolder === undefined ? [] : [`--user-data-dir=${dataFolder}`]),
      ],
      { env: { ...process.env, ...environment }, lastSignal: 'SIGTERM' },
    ).ended;
    if (ended !== 0) throw new Error(`A window could not be measured (${ended}): see out/window.log.`);
  }

  remove(): void {
    this.#folder.remove();
  }
}

/** The versions of what the windows are of. */
export async function vsCodeVersions(): Promise<Record<string, string>> {
  const code = join(dirname((await installCodeServer()).serverMain), '..');
  const versionIn = (folder: string) =>
    (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
  return { 'VS Code': versionIn(code), 'code-server': versionIn(join(code, '../..')) };
}

/** The code of an extension that does nothing. */
export const empty = 'exports.activate = () => {};\n';

/** Ours as it is built now, but for what wakes it. A copy, as VS Code tells extensions apart by where they really are. */
function copyAsleep(folder: string): void {
  for (const part of ['dist', 'l10n', 'media', ...globSync('package.nls*.json', { cwd: checkout })]) {
    cpSync(join(checkout, part), join(folder, part), { recursive: true });
  }
  const manifest = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
}

function writeExtension(path: string, id: string, code: string): void {
  const [publisher, name] = id.split('.');
  mkdirSync(path, { recursive: true });
  const manifest = {
    publisher,
    name,
    version: '1.0.0',
    engines: { vscode: '^1.105.0' },
    main: './extension.cjs',
    activationEvents: [],
    extensionKind: ['workspace'],
    contributes: { commands: [{ command: `${id}.run`, title: 'Run' }] },
  };
  writeFileSync(join(path, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(path, 'extension.cjs'), code);
}
