import { randomUUID } from 'node:crypto';
import { posix } from 'node:path';
import { l10n, Uri, window } from 'vscode';
import { type CaptionedImage, huggingFaceLines, kohyaLines } from '../../captions/captionExports.ts';
import { isCaption, writeWhole } from '../../captions/captionFile.ts';
import { inParallel } from '../../core/inParallel.ts';
import { plainText } from '../../core/plainText.ts';
import { PromptError } from '../../core/promptError.ts';
import { pixelSize } from '../../images/pixelSize.ts';
import { showInformation } from '../messages/messages.ts';
import { numberText } from '../messages/wording.ts';
import type { Services } from '../services.ts';
import { captionFiles } from './captionFiles.ts';

/** Writes the captions of the last run, and those that it left as they were, into one file for a trainer. */
export async function exportCaptions({ captionBatches }: Services): Promise<void> {
  const plan = await captionBatches.lastPlan();
  const images = [...(plan?.jobs ?? []), ...(plan?.left ?? []).filter(({ why }) => why === 'captioned')];
  const [first] = images;
  if (first === undefined) {
    showInformation(l10n.t('No captions to export. Caption some images first.'));
    return;
  }
  const format = await window.showQuickPick(
    [
      {
        label: 'kohya',
        detail: l10n.t('For sd-scripts: path, caption, tags, and size of each image'),
        toLines: kohyaLines,
        name: 'meta.jsonl',
      },
      {
        label: 'Hugging Face',
        detail: l10n.t('For image folder datasets: file name and text of each image'),
        toLines: huggingFaceLines,
        name: 'metadata.jsonl',
      },
    ],
    { placeHolder: l10n.t('Select an export format') },
  );
  const folder = commonFolder(images.map(({ image }) => Uri.parse(image)));
  const target = format && (await window.showSaveDialog({ defaultUri: Uri.joinPath(folder, format.name) }));
  if (format === undefined || target === undefined) throw new PromptError({ kind: 'cancelled' });
  const captioned = await inParallel(atOnce, images, ({ image, caption }) =>
    captionedImage(Uri.parse(image), caption, posix.dirname(target.path)),
  );
  const found = captioned.filter((image) => image !== undefined);
  const before = await captionFiles.read(target.toString());
  const after = new TextEncoder().encode(format.toLines(found));
  await writeWhole(captionFiles, target.toString(), { before, after }, `.img2prompt-${randomUUID()}.tmp`);
  showInformation(l10n.t('Captions exported: {0}.', numberText(found.length)));
}

/** As many pictures are read at a time. */
const atOnce = 4;

/** Undefined where there is no caption (any more). */
async function captionedImage(
  image: Uri,
  captionUri: string,
  folder: string,
): Promise<CaptionedImage | undefined> {
  const caption = await captionFiles.read(captionUri);
  if (caption === undefined || !isCaption(caption)) return undefined;
  const bytes = await captionFiles.read(image.toString()).catch(() => undefined);
  return {
    path: posix.relative(folder, image.path),
    caption: plainText(new TextDecoder().decode(caption)),
    size: bytes && pixelSize(bytes),
  };
}

function commonFolder([first, ...others]: readonly Uri[]): Uri {
  let folder = Uri.joinPath(first ?? Uri.file('/'), '..');
  while (folder.path !== '/' && !others.every(({ path }) => path.startsWith(`${folder.path}/`))) {
    folder = Uri.joinPath(folder, '..');
  }
  return folder;
}
