import {
  Hover,
  type HoverProvider,
  l10n,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
} from 'vscode';
import { fileImage } from '../sources/fileImage.ts';
import { readStoredPrompt } from '../storedPrompts/readStoredPrompt.ts';
import { documentImages } from './documentImages.ts';

/**
 * Over an image of a document: the prompt that its file holds, and what can be done with it. Nothing is sent, and a
 * picture of the web is not read.
 */
export class ImageHover implements HoverProvider {
  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const offset = document.offsetAt(position);
    const images = await documentImages(document);
    const image = images.find(({ uri, span }) => uri && span.start <= offset && offset <= span.end);
    if (image?.uri === undefined) return undefined;
    const stored = await readStoredPrompt(fileImage(image.uri)).catch(() => undefined);

    const text = new MarkdownString();
    text.isTrusted = { enabledCommands: Object.values(commandOf) };
    if (stored) {
      text.appendText(l10n.t('Made with {0}: {1}', stored.generator, stored.prompt)).appendMarkdown('\n\n');
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
