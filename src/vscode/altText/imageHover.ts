import {
  Hover,
  type HoverProvider,
  l10n,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
} from 'vscode';
import { plainPrompt } from '../../core/imagesToPrompts.ts';
import { contentHash } from '../../store/contentHash.ts';
import type { Services } from '../services.ts';
import { settings } from '../settings.ts';
import { type FileImage, fileImage } from '../sources/fileImage.ts';
import { readStoredPrompt } from '../storedPrompts/readStoredPrompt.ts';
import { documentImages, imageHolding } from './documentImages.ts';

/**
 * Over an image of a document: the prompt that there is for it, the one that its file holds, and what can be done with
 * it. Nothing is sent, and a picture of the web is not read.
 */
export class ImageHover implements HoverProvider {
  readonly #services: Pick<Services, 'storedAnswers'>;

  constructor(services: Pick<Services, 'storedAnswers'>) {
    this.#services = services;
  }

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const offset = document.offsetAt(position);
    const image = imageHolding(await documentImages(document), offset);
    if (image?.uri === undefined) return undefined;
    const file = fileImage(image.uri);
    const stored = await readStoredPrompt(file).catch(() => undefined);
    const known = await this.#knownPrompt(file).catch(() => undefined);

    const text = new MarkdownString();
    text.isTrusted = { enabledCommands: Object.values(commandOf) };
    if (known) text.appendText(l10n.t('Prompt: {0}', known)).appendMarkdown('\n\n');
    if (stored) {
      text
        .appendText(l10n.t('Stored prompt ({0}): {1}', stored.generator, stored.prompt))
        .appendMarkdown('\n\n');
    }
    const links = [
      link(l10n.t('Generate Prompt'), commandOf.generate, [image.uri]),
      link(l10n.t('Fill In Alt Text'), commandOf.fillAltText, [document.uri, image.span.start]),
      ...(stored ? [link(l10n.t('Show Stored Prompt'), commandOf.showEmbeddedPrompt, [image.uri])] : []),
    ];
    text.appendMarkdown(links.join(' | '));
    const { start, end } = image.span;
    return new Hover(text, new Range(document.positionAt(start), document.positionAt(end)));
  }

  /** The last answer about the picture, tidied as the user wants it. Throws where the picture cannot be read. */
  async #knownPrompt(image: FileImage): Promise<string | undefined> {
    const answer = await this.#services.storedAnswers.lastOf(await contentHash(image));
    return answer && plainPrompt(answer, settings.tidy(image.uri));
  }
}

const commandOf = {
  generate: 'img2prompt.generate',
  fillAltText: 'img2prompt.fillAltText',
  showEmbeddedPrompt: 'img2prompt.showEmbeddedPrompt',
} as const;

/** A link that runs a command; Uris cross as what VS Code makes them from again. */
function link(label: string, command: string, commandArguments: readonly unknown[]): string {
  return `[${label}](command:${command}?${encodeURIComponent(JSON.stringify(commandArguments))})`;
}
