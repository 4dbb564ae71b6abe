import type { ConfigurationScope, TextDocument, Uri } from 'vscode';
import { captionExtension } from '../captions/captionPath.ts';
import { type ExistingCaptionPolicy, existingCaptionPolicies } from '../captions/captionText.ts';
import { type Brief, styles } from '../core/brief.ts';
import { hasImageExtension } from '../images/imageFormats.ts';
import type { Composition } from '../text/composed.ts';
import {
  type DestinationChoice,
  destinationChoices,
  type EmbeddedPromptChoice,
  type EngineChoice,
  embeddedPromptChoices,
  engineChoices,
  type PasteDefault,
  pasteDefaults,
} from './choices.ts';
import { settingValue } from './configuration.ts';

const longestTimeoutSeconds = 3600;
const mostAttempts = 10;
const mostAtOnce = 64;

/**
 * The settings, read when they are used. What stands in a settings file is anybody's: a value of the wrong type
 * counts as the default.
 */
export const settings = {
  get engine(): EngineChoice {
    return read('engine', isOneOf(engineChoices), 'auto');
  },

  /** As written; not yet an address. */
  get baseUrl(): string {
    return read('baseUrl', isString, '');
  },

  /** As written; not yet an address. */
  get visionBaseUrl(): string {
    return read('vision.baseUrl', isString, '');
  },

  /** Empty for one that is found out. */
  get visionModel(): string {
    return read('vision.model', isString, '').trim();
  },

  /** A model of VS Code as `vendor/id`; empty for one that the user is asked for. */
  get languageModel(): string {
    return read('languageModel.model', isString, '').trim();
  },

  /** What is wanted said of an image, by the settings of its folder. */
  brief(image: Uri): Brief {
    return {
      style: read('style', isOneOf(styles), 'tags', image),
      customInstruction: read('customInstruction', isString, '', image),
      language: read('language', isString, '', image),
    };
  },

  /** What goes around a prompt, and out of it, by the settings of its image's folder and of a language. */
  composition(image: Uri, languageId: string | undefined): Omit<Composition, 'facts'> {
    const scope = languageId === undefined ? image : { uri: image, languageId };
    return {
      template: read('template', isString, '', scope),
      prefix: read('prefix', isString, '', image),
      suffix: read('suffix', isString, '', image),
      excludeWords: read('excludeWords', isListOfStrings, [], image),
    };
  },

  get destination(): DestinationChoice {
    return read('destination', isOneOf(destinationChoices), 'auto');
  },

  /** A language id, or empty for one that suits the number of prompts. */
  get newDocumentLanguage(): string {
    return read('newDocument.language', isString, '');
  },

  tidy(image: Uri): boolean {
    return read('tidy', isBoolean, true, image);
  },

  embeddedPrompt(image: Uri): EmbeddedPromptChoice {
    return read('embeddedPrompt', isOneOf(embeddedPromptChoices), 'ask', image);
  },

  /** How captions are kept beside the pictures of a folder. */
  captions(image: Uri): { readonly extension: string; readonly policy: ExistingCaptionPolicy } {
    const extension = captionExtension(read('caption.extension', isString, '.txt', image));
    return {
      // A caption in the place of a picture would be its end.
      extension: extension === undefined || hasImageExtension(extension) ? '.txt' : extension,
      policy: read('caption.existing', isOneOf(existingCaptionPolicies), 'skip', image),
    };
  },

  /** How many pictures of a run are asked about at once, at the most. */
  batchConcurrency(folder: Uri | undefined): number {
    return Math.min(Math.max(Math.round(read('batch.concurrency', isNumber, 4, folder)), 1), mostAtOnce);
  },

  includesSubfolders(folder: Uri): boolean {
    return read('batch.includeSubfolders', isBoolean, true, folder);
  },

  respectsGitignore(folder: Uri): boolean {
    return read('batch.respectGitignore', isBoolean, false, folder);
  },

  /** What pictures become when they are pasted without a choice; `vscode` is what VS Code makes of them. */
  pasteDefault({ uri }: TextDocument): PasteDefault {
    return read('paste.default', isOneOf(pasteDefaults), 'vscode', uri);
  },

  /** Millions of pixels above which a picture is not decoded. */
  get maxMegapixels(): number {
    return Math.max(read('image.maxMegapixels', isNumber, 200), 1);
  },

  /** Whether metadata that may be personal is removed before a picture is sent. */
  get stripMetadata(): boolean {
    return read('image.stripMetadata', isBoolean, true);
  },

  /** How many answers are kept; 0 keeps none. */
  get maxCacheEntries(): number {
    return Math.max(Math.floor(read('cache.maxEntries', isNumber, 10_000)), 0);
  },

  /** How many prompts the history keeps; 0 keeps none. */
  get maxHistoryEntries(): number {
    return Math.max(Math.floor(read('history.maxEntries', isNumber, 1000)), 0);
  },

  get requestTimeoutMs(): number {
    const seconds = read('requestTimeoutSeconds', isNumber, 120);
    return Math.min(Math.max(seconds, 1), longestTimeoutSeconds) * 1000;
  },

  /** How often a request is sent at most, where trying again is safe. */
  get maxAttempts(): number {
    return Math.min(Math.max(Math.round(read('maxAttempts', isNumber, 4)), 1), mostAttempts);
  },
};

function read<Value>(
  name: string,
  isValid: (value: unknown) => value is Value,
  otherwise: Value,
  scope?: ConfigurationScope,
): Value {
  const value = settingValue('img2prompt', name, scope);
  return isValid(value) ? value : otherwise;
}

const isString = (value: unknown) => typeof value === 'string';
const isListOfStrings = (value: unknown) => Array.isArray(value) && value.every(isString);
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isOneOf =
  <Choice extends string>(choices: readonly Choice[]) =>
  (value: unknown): value is Choice =>
    choices.some((choice) => choice === value);
