import type { SecretStorage } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import { novita } from '../../engines/novita.ts';
import type { KeyRequest, KeyRing } from '../../engines/withKey.ts';
import { keyOf } from './keyOf.ts';

type Secrets = Pick<SecretStorage, 'get' | 'store' | 'delete'>;
type Environment = Readonly<Record<string, string | undefined>>;

/** What the keys need of VS Code. */
export interface ApiKeysOptions {
  readonly secrets: Secrets;
  readonly environment: Environment;
  /** Asks the user for a key. */
  prompt(request: KeyRequest): Promise<string>;
  /** Called once when the secret storage fails, as it does on Linux without a keyring. */
  onStorageFailure(error: unknown): void;
}

/**
 * The keys, one an origin (scheme, host and port), in VS Code's secret storage and nowhere else; where that fails, in
 * memory until the window closes. A key that the environment variable NOVITA_API_KEY holds serves Novita AI where none
 * is stored.
 */
export class ApiKeys implements KeyRing {
  readonly #options: ApiKeysOptions;
  readonly #keptInMemory = new Map<string, string>();
  /** What the storage said: each question goes over the window, which thousands of pictures would feel. */
  readonly #read = new Map<string, string | undefined>();
  readonly #pending = new Map<string, Promise<string>>();
  #hasFailed = false;

  constructor(options: ApiKeysOptions) {
    this.#options = options;
  }

  /** To be called when the storage has changed, here or in another window. */
  forgetRead(): void {
    this.#read.clear();
  }

  async get(origin: string): Promise<string | undefined> {
    return this.#keptInMemory.get(origin) ?? (await this.#stored(origin)) ?? this.fromEnvironment(origin);
  }

  /** Whoever asks for the key of an origin while the user is asked for it already gets the same answer. */
  async ask(request: KeyRequest): Promise<string> {
    const { origin } = request.address;
    const pending = this.#pending.get(origin) ?? this.#askAndStore(request);
    this.#pending.set(origin, pending);
    try {
      return await pending;
    } finally {
      this.#pending.delete(origin);
    }
  }

  async #askAndStore(request: KeyRequest): Promise<string> {
    const { origin } = request.address;
    const key = await this.#options.prompt(request);
    this.#keptInMemory.delete(origin);
    try {
      await this.#options.secrets.store(secretName(origin), key);
    } catch (error) {
      this.#keptInMemory.set(origin, key);
      this.#reportFailure(error);
    } finally {
      this.forgetRead();
    }
    return key;
  }

  /** Returns whether there was a key to remove. Throws a PromptError `storageFailed`. */
  async remove(origin: string): Promise<boolean> {
    const wasKept = this.#keptInMemory.delete(origin);
    try {
      const wasStored = (await this.#options.secrets.get(secretName(origin))) !== undefined;
      await this.#options.secrets.delete(secretName(origin));
      return wasKept || wasStored;
    } catch (error) {
      throw new PromptError({ kind: 'storageFailed', flaw: { is: 'keys' } }, { cause: error });
    } finally {
      this.forgetRead();
    }
  }

  /** The key that the environment holds for an origin, which only the environment's owner can remove. */
  fromEnvironment(origin: string): string | undefined {
    const { NOVITA_API_KEY = '' } = this.#options.environment;
    return origin === novita.origin ? keyOf(NOVITA_API_KEY) : undefined;
  }

  async #stored(origin: string): Promise<string | undefined> {
    if (this.#read.has(origin)) return this.#read.get(origin);
    try {
      const key = await this.#options.secrets.get(secretName(origin));
      this.#read.set(origin, key);
      return key;
    } catch (error) {
      this.#reportFailure(error);
      return undefined;
    }
  }

  #reportFailure(error: unknown): void {
    if (!this.#hasFailed) this.#options.onStorageFailure(error);
    this.#hasFailed = true;
  }
}

function secretName(origin: string): string {
  return `img2prompt.apiKey:${origin}`;
}
