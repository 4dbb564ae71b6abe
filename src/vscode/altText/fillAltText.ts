import { l10n, Range, type TextDocument, WorkspaceEdit, window, workspace } from 'vscode';
import type { Brief } from '../../core/brief.ts';
import type { Outcome } from '../../core/imagesToPrompts.ts';
import { PromptError } from '../../core/promptError.ts';
import { altEdit } from '../../text/images/altEdit.ts';
import { surroundings } from '../../text/surroundings.ts';
import { openNewDocument } from '../destinations/newDocument.ts';
import { currentHost } from '../engines/currentEngine.ts';
import { askForPrompts } from '../findPrompts.ts';
import { withDelayedProgress } from '../messages/delayedProgress.ts';
import { showFailures } from '../messages/failures.ts';
import { showInformation, unlinked } from '../messages/messages.ts';
import type { Services } from '../services.ts';
import { settings } from '../settings.ts';
import { type FileImage, fileImage, nameOf } from '../sources/fileImage.ts';
import { type DocumentImage, documentImages, isAtHand } from './documentImages.ts';

/** Gives the image at an offset of a document an alt text, in place of the one it has. */
export async function fillAltText(document: TextDocument, offset: number, services: Services): Promise<void> {
  const images = await documentImages(document);
  const image = images.find(({ span }) => span.start <= offset && offset <= span.end);
  if (image === undefined) {
    showInformation(l10n.t('There is no image at the cursor.'));
    return;
  }
  if (!isAtHand(image)) throw new PromptError({ kind: 'imageUnreadable', flaw: { is: 'notAFile' } });
  const place = images.filter((other) => isSameFile(other, image)).indexOf(image);
  await fill(document, [image], services, {
    choose: (now) => now.filter((other) => isSameFile(other, image)).slice(place, place + 1),
    isPreviewed: false,
  });
}

/** Gives every image of a document that lacks it an alt text, once the user has seen how many calls that takes. */
export async function fillAltTextInDocument(document: TextDocument, services: Services): Promise<void> {
  const images = (await documentImages(document)).filter(lacksAltText);
  const atHand = images.filter(isAtHand);
  if (atHand.length === 0) {
    showInformation(
      images.length === 0
        ? l10n.t('Every image of {0} has its alt text.', nameOf(document.uri))
        : l10n.t(
            'The images of {0} without alt text are no files. Download them first.',
            nameOf(document.uri),
          ),
    );
    return;
  }
  if (!(await isConfirmed(atHand, images.length - atHand.length))) return;
  await fill(document, atHand, services, { choose: (now) => now.filter(lacksAltText), isPreviewed: true });
}

function lacksAltText({ span }: DocumentImage): boolean {
  return span.alt.state === 'missing';
}

function isSameFile(one: DocumentImage, other: DocumentImage): boolean {
  return one.uri !== undefined && one.uri.toString() === other.uri?.toString();
}

async function isConfirmed(images: readonly DocumentImage[], others: number): Promise<boolean> {
  const calls = new Set(images.map(({ uri }) => uri?.toString())).size;
  const left = others === 0 ? '' : l10n.t('{0} images on the web are left as they are.', others);
  const fillIn = l10n.t('Fill In');
  const chosen = await window.showInformationMessage(
    l10n.t(
      'Fill in the alt texts of {0} images? That takes {1} calls to {2}.',
      images.length,
      calls,
      currentHost(),
    ),
    { modal: true, detail: left },
    fillIn,
  );
  return chosen === fillIn;
}

interface Filling {
  /** Which of the document's images get theirs, chosen again once the answers are there: it may have changed. */
  choose(images: readonly DocumentImage[]): readonly DocumentImage[];
  /** Whether the user looks at the changes before they are made. */
  readonly isPreviewed: boolean;
}

async function fill(
  document: TextDocument,
  images: readonly DocumentImage[],
  services: Services,
  filling: Filling,
): Promise<void> {
  const text = document.getText();
  const briefs = new Map<FileImage, Brief>();
  for (const { uri, span } of new Map(images.map((image) => [image.uri?.toString(), image])).values()) {
    if (uri) briefs.set(fileImage(uri), altTextBrief(document, surroundings(text, span.start)));
  }
  const sources = [...briefs.keys()];
  const task = async () => {
    const outcome = await withDelayedProgress(titleFor(sources), (progress) =>
      askForPrompts(sources, services, progress, {
        briefOf: (image) => briefs.get(image) ?? altTextBrief(document, ''),
      }),
    );
    await write(document, outcome, filling);
    const retry = () => fill(document, images, services, filling);
    showFailures(outcome, sources.length, services.problems, { retry, chooseAnother: undefined });
  };
  await services.problems.guard(sources.map(({ name }) => name).join(', '), task);
}

/** The words of the user's own instruction are for prompts, unless the user asks for alt texts only. */
export function altTextBrief({ uri }: TextDocument, around: string): Brief {
  const { style, customInstruction, language } = settings.brief(uri);
  return {
    style: 'altText',
    customInstruction: style === 'altText' ? customInstruction : '',
    language,
    surroundings: around,
  };
}

/** They may have been paid for: where they cannot go in, or the user declines, they are kept in a new document. */
async function write(document: TextDocument, outcome: Outcome<FileImage>, filling: Filling): Promise<void> {
  if (outcome.prompts.length === 0) return;
  const altTexts = new Map(outcome.prompts.map(({ source, text }) => [source.uri.toString(), text]));
  const edit = new WorkspaceEdit();
  for (const { span, uri } of filling.choose(await documentImages(document))) {
    const altText = uri && altTexts.get(uri.toString());
    if (uri === undefined || altText === undefined) continue;
    const { start, end, newText } = altEdit(span, altText);
    const range = new Range(document.positionAt(start), document.positionAt(end));
    const label = l10n.t('Alt text of {0}', nameOf(uri));
    const metadata = filling.isPreviewed ? { label, needsConfirmation: true } : undefined;
    edit.replace(document.uri, range, newText, metadata);
  }
  const { version } = document;
  const isDone = edit.size > 0 && (await workspace.applyEdit(edit, { isRefactoring: filling.isPreviewed }));
  if (isDone && document.version !== version) return;
  await openNewDocument(outcome);
  showInformation(l10n.t('{0} was not changed: the alt texts are in a new document.', nameOf(document.uri)));
}

function titleFor([first, ...others]: readonly FileImage[]): string {
  return first && others.length === 0
    ? l10n.t('Describing {0}', unlinked(first.name))
    : l10n.t('Describing images');
}
