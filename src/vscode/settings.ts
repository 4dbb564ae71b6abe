import { type Uri, workspace } from 'vscode';

/** Where `generate` puts a prompt, as the user set it. */
export const destinationChoices = ['auto', 'ask', 'cursor', 'newDocument', 'clipboard'] as const;
export type DestinationChoice = (typeof destinationChoices)[number];

const longestTimeoutSeconds = 3600;

/**
 * The settings, read when they are used. What stands in a settings file is anybody's: a value of the wrong type
 * counts as the default.
 */
export const settings = {
  /** As written; not yet an address. */
  get baseUrl(): string {
    return read('baseUrl', isString, '');
  },

  get destination(): DestinationChoice {
    return read('destination', isDestinationChoice, 'auto');
  },

  /** A language id, or empty for one that suits the number of prompts. */
  get newDocumentLanguage(): string {
    return read('newDocument.language', isString, '');
  },

  tidy(image: Uri): boolean {
    return read('tidy', isBoolean, true, image);
  },

  get requestTimeoutMs(): number {
    const seconds = read('requestTimeoutSeconds', isNumber, 120);
    return Math.min(Math.max(seconds, 1), longestTimeoutSeconds) * 1000;
  },
};

function read<Value>(
  name: string,
  isValid: (value: unknown) => value is Value,
  otherwise: Value,
  scope?: Uri,
): Value {
  const value = workspace.getConfiguration('img2prompt', scope).get<unknown>(name);
  return isValid(value) ? value : otherwise;
}

const isString = (value: unknown) => typeof value === 'string';
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isDestinationChoice = (value: unknown): value is DestinationChoice =>
  destinationChoices.some((choice) => choice === value);
