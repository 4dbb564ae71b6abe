import type { SecretStorage } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import { novita } from '../../engines/novita.ts';
import type { KeyRequest, KeyRing } from '../../engines/withKey.ts';

type Secrets = Pick<SecretStorage, 'get' | 'store' | 'delete'>;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The keys, one an origin (scheme, host and port), in VS Code's secret storage and nowhere else. A key that the
 * environment variable NOVITA_API_KEY holds serves Novita AI where none is stored. Failures of the storage are thrown
 * as PromptErrors `storageFailed`.
 */
export class ApiKeys implements KeyRing {
  readonly #secrets: Secrets;
  readonly #environment: Environment;
  readonly #prompt: (request: KeyRequest) => Promise<string>;

  /** `prompt` asks the user for a key. */
  constructor(secrets: Secrets, environment: Environment, prompt: (request: KeyRequest) => Promise<string>) {
    this.#secrets = secrets;
    this.#environment = environment;
    this.#prompt = prompt;
  }

  async get(origin: string): Promise<string | undefined> {
    return (await storage(this.#secrets.get(secretName(origin)))) ?? this.fromEnvironment(origin);
  }

  async ask(request: KeyRequest): Promise<string> {
    const key = await this.#prompt(request);
    await storage(this.#secrets.store(secretName(request.address.origin), key));
    return key;
  }

  /** Returns whether there was a stored key to remove. */
  async remove(origin: string): Promise<boolean> {
    const stored = await storage(this.#secrets.get(secretName(origin)));
    await storage(this.#secrets.delete(secretName(origin)));
    return stored !== undefined;
  }

  /** The key that the environment holds for an origin, which only the environment's owner can remove. */
  fromEnvironment(origin: string): string | undefined {
    const key = origin === novita.origin ? this.#environment.NOVITA_API_KEY?.trim() : undefined;
    return key === '' ? undefined : key;
  }
}

function secretName(origin: string): string {
  return `img2prompt.apiKey:${origin}`;
}

async function storage<Result>(work: Thenable<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new PromptError({ kind: 'storageFailed' }, { cause: error });
  }
}
