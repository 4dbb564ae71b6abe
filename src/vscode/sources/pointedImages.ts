import {
  l10n,
  type QuickPickItem,
  QuickPickItemKind,
  TabInputCustom,
  TabInputText,
  Uri,
  window,
  workspace,
} from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import { hasImageExtension, imageExtensions } from '../../images/imageFormats.ts';
import { type FileImage, fileImage, nameOf } from './fileImage.ts';
import { linkedUri } from './linkedUri.ts';

/** More than anybody scrolls through; the list is filtered by typing. */
const maxListedImages = 5000;

/**
 * The pictures that a command is about: those it was called with, as Explorer does; else the picture in the active
 * tab; else the one whose link is under the cursor; else what the user picks. Throws a PromptError `cancelled` when
 * that is nothing.
 */
export async function pointedImages(clicked: unknown, selected: unknown): Promise<FileImage[]> {
  return (await pointedUris(clicked, selected)).map(fileImage);
}

/** Where they are: of thousands that is all to be kept. */
export async function pointedUris(clicked: unknown, selected: unknown): Promise<Uri[]> {
  return givenUris(clicked, selected) ?? tabImage() ?? (await linkedImage()) ?? (await pickedUris());
}

/** Pictures that the user picks. Throws a PromptError `cancelled` when that is none. */
export async function pickedImages(): Promise<FileImage[]> {
  return (await pickedUris()).map(fileImage);
}

/**
 * What a command was called with, each once; undefined for nothing. Menus pass the row that was clicked and all that are
 * selected; the preview's context menu passes no Uri.
 */
export function givenUris(clicked: unknown, selected: unknown): Uri[] | undefined {
  if (!(clicked instanceof Uri)) return undefined;
  const all = Array.isArray(selected) ? selected.filter((item) => item instanceof Uri) : [];
  const distinct = new Map((all.length > 0 ? all : [clicked]).map((uri) => [uri.toString(), uri]));
  return [...distinct.values()];
}

function tabImage(): Uri[] | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof TabInputCustom || input instanceof TabInputText;
  return isFile && hasImageExtension(input.uri.path) ? [input.uri] : undefined;
}

async function linkedImage(): Promise<Uri[] | undefined> {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const [text, offset] = [document.getText(), document.offsetAt(selection.active)];
  const { imageAt } = await import('../../text/images/imagesIn.ts');
  const destination = imageAt(document.languageId, text, offset)?.destination;
  const uri = destination && linkedUri(destination, document.uri);
  return uri ? [uri] : undefined;
}

async function pickedUris(): Promise<Uri[]> {
  const uris = await chosenUris();
  if (uris === undefined || uris.length === 0) throw new PromptError({ kind: 'cancelled' });
  return uris;
}

async function chosenUris(): Promise<Uri[] | undefined> {
  const found = await workspace.findFiles(
    `**/*.{${imageExtensions.map(inAnyCase).join(',')}}`,
    undefined,
    maxListedImages,
  );
  if (found.length === 0) return await browsedImages();

  const items = found
    .map((uri) => ({ label: nameOf(uri), description: folderOf(uri), uri }))
    .sort(
      (one, other) =>
        one.label.localeCompare(other.label) || one.description.localeCompare(other.description),
    );
  const browse = { label: l10n.t('Browse...'), alwaysShow: true };
  const picked = await window.showQuickPick<PickedImage>(
    [...items, { label: '', kind: QuickPickItemKind.Separator }, browse],
    // A preview that takes the focus late, or a look at another picture, is no answer.
    { placeHolder: l10n.t('Select an image'), matchOnDescription: true, ignoreFocusOut: true },
  );
  if (picked === browse) return await browsedImages();
  return picked?.uri && [picked.uri];
}

interface PickedImage extends QuickPickItem {
  readonly uri?: Uri;
}

async function browsedImages(): Promise<Uri[] | undefined> {
  return await window.showOpenDialog({
    canSelectMany: true,
    openLabel: l10n.t('Generate Prompt'),
    filters: { [l10n.t('Images')]: [...imageExtensions] },
  });
}

function folderOf(uri: Uri): string {
  const path = workspace.asRelativePath(uri);
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** Glob patterns know no case-insensitive match. */
function inAnyCase(extension: string): string {
  return extension.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
