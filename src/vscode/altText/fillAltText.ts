import { l10n, Range, type TextDocument, type Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { Brief } from '../../core/brief.ts';
import { type Outcome, sourcesLeft } from '../../core/imagesToPrompts.ts';
import { altEdit } from '../../text/images/altEdit.ts';
import { surroundings } from '../../text/surroundings.ts';
import { isOpen } from '../destinations/isOpen.ts';
import { openNewDocument } from '../destinations/newDocument.ts';
import { currentHost } from '../engines/currentEngine.ts';
import { askForPrompts } from '../findPrompts.ts';
import { withDelayedProgress } from '../messages/delayedProgress.ts';
import { showFailures } from '../messages/failures.ts';
import { showInformation, unlinked } from '../messages/messages.ts';
import { listText, numberText, sentencesText } from '../messages/wording.ts';
import type { Services } from '../services.ts';
import { settings } from '../settings.ts';
import { allowDownloads, confirmInnerHosts } from '../sources/allowDownloads.ts';
import { type FileImage, fileImage, nameOf } from '../sources/fileImage.ts';
import { isInner, isOnWeb, webHosts } from '../sources/webImage.ts';
import { type DocumentImage, documentImages, finderOf, imageHolding } from './documentImages.ts';

/** Gives the image at an offset of a document an alt text, in place of the one it has. */
export async function fillAltText(document: TextDocument, offset: number, services: Services): Promise<void> {
  const images = await documentImages(document);
  const image = imageHolding(images, offset);
  if (image === undefined) {
    showInformation(l10n.t('No image at the cursor.'));
    return;
  }
  if (image.uri === undefined) {
    showInformation(
      l10n.t("The source of the image at the cursor is set in code, so its alt text can't be filled in."),
    );
    return;
  }
  const find = finderOf(image, images);
  await fill(document, [image], services, {
    choose: (now) => [find(now)].filter((found) => found !== undefined),
    isPreviewed: false,
  });
}

/** Gives every image of a document that lacks it an alt text, once the user has seen how many calls that takes. */
export async function fillAltTextInDocument(document: TextDocument, services: Services): Promise<void> {
  const images = (await documentImages(document)).filter(lacksAltText);
  const known = images.filter(({ uri }) => uri);
  if (known.length === 0) {
    showInformation(
      images.length === 0
        ? l10n.t('Every image in {0} has alt text.', nameOf(document.uri))
        : l10n.t(
            "The sources of the images without alt text in {0} are set in code, so it can't be filled in.",
            nameOf(document.uri),
          ),
    );
    return;
  }
  if (!(await isConfirmed(known, images.length - known.length))) return;
  await fill(document, known, services, { choose: (now) => now.filter(lacksAltText), isPreviewed: true });
}

function lacksAltText({ span }: DocumentImage): boolean {
  return span.alt.state === 'missing';
}

async function isConfirmed(images: readonly DocumentImage[], others: number): Promise<boolean> {
  const uris = [...new Map(images.flatMap(({ uri }) => (uri ? [[uri.toString(), uri]] : []))).values()];
  const left = l10n.t('Images skipped because their source is set in code: {0}.', numberText(others));
  const detail = sentencesText([...downloadSentences(uris), ...(others === 0 ? [] : [left])]);
  const fillIn = l10n.t('Fill In');
  const chosen = await window.showInformationMessage(
    l10n.t(
      'Fill in missing alt text? Images: {0}. Calls to {2}: {1}.',
      numberText(images.length),
      numberText(uris.length),
      currentHost(),
    ),
    { modal: true, detail },
    fillIn,
  );
  return chosen === fillIn;
}

/** More hosts than people read. */
const maxNamedHosts = 10;

/** What is downloaded for a yes, and from whom: whoever wrote the document chose that. */
function downloadSentences(uris: readonly Uri[]): string[] {
  const hosts = webHosts(uris);
  if (hosts.length === 0) return [];
  const pictures = uris.filter(isOnWeb).length;
  const inner = hosts.filter(isInner);
  return [
    l10n.t('Images to download: {0}, from {1}.', numberText(pictures), listed(hosts)),
    ...(inner.length === 0 ? [] : [l10n.t('On this machine or your own network: {0}.', listed(inner))]),
  ];
}

function listed(hosts: readonly string[]): string {
  const named = listText(hosts.slice(0, maxNamedHosts));
  const others = hosts.length - maxNamedHosts;
  return others > 0 ? l10n.t('{0} and {1} more', named, numberText(others)) : named;
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
    const outcome = await withDelayedProgress(titleFor(sources), async (progress) => {
      // The question about a whole document has named its hosts.
      if (!filling.isPreviewed) await confirmInnerHosts(sources, progress.quietWhile);
      allowDownloads(sources, services, progress.signal);
      const briefOf = (image: FileImage) => briefs.get(image) ?? altTextBrief(document, '');
      return await askForPrompts(sources, services, progress, { briefOf });
    });
    await write(document, outcome, filling);
    const retry = () => fillRest(document, outcome, services, filling);
    showFailures(outcome, sources.length, services.problems, { retry, chooseAnother: undefined });
  };
  await services.problems.guard(listText(sources.map(({ name }) => name)), task);
}

/** Asks again for the images that a run left without an alt text, where they are by now. */
async function fillRest(
  document: TextDocument,
  outcome: Outcome<FileImage>,
  services: Services,
  filling: Filling,
): Promise<void> {
  const left = new Set(sourcesLeft(outcome).map(({ uri }) => uri.toString()));
  const images = filling
    .choose(await documentImages(document))
    .filter(({ uri }) => uri !== undefined && left.has(uri.toString()));
  if (images.length > 0) return await fill(document, images, services, filling);
  showInformation(l10n.t('The images are no longer in {0}, or have alt text by now.', nameOf(document.uri)));
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
  // What was closed may be another text by the time it is opened again.
  const images = isOpen(document) ? filling.choose(await documentImages(document)) : [];
  for (const { span, uri } of images) {
    const altText = uri && altTexts.get(uri.toString());
    if (uri === undefined || altText === undefined) continue;
    const { start, end, newText } = altEdit(span, altText);
    const range = new Range(document.positionAt(start), document.positionAt(end));
    const label = l10n.t('Alt text for {0}', nameOf(uri));
    const metadata = filling.isPreviewed ? { label, needsConfirmation: true } : undefined;
    edit.replace(document.uri, range, newText, metadata);
  }
  const { version } = document;
  const isDone = edit.size > 0 && (await workspace.applyEdit(edit, { isRefactoring: filling.isPreviewed }));
  if (isDone && document.version !== version) return;
  await openNewDocument(outcome);
  showInformation(l10n.t("{0} wasn't changed. The alt text is in a new document.", nameOf(document.uri)));
}

function titleFor([first, ...others]: readonly FileImage[]): string {
  return first && others.length === 0
    ? l10n.t('Generating alt text for {0}', unlinked(first.name))
    : l10n.t('Generating alt text');
}
