import {
  type CancellationToken,
  type DataTransfer,
  type Disposable,
  DocumentDropEdit,
  DocumentPasteEdit,
  type DocumentPasteEditContext,
  DocumentPasteTriggerKind,
  type Position,
  type Range,
  type TextDocument,
} from 'vscode';
import type { OffsetRange } from '../../text/offsetRange.ts';
import { targetAt } from '../../text/targets/targetAt.ts';
import { textFor } from '../../text/targets/textFor.ts';
import type { Services } from '../services.ts';
import { type Pasting, textAtAll, workspaceEditOf } from './insertion.ts';
import { choicesIn, isPreferred, kindsBefore, titleOf } from './pasteChoice.ts';
import { kindOf } from './pasteKinds.ts';
import { PasteRun, titleOfProgress } from './pasteRun.ts';
import { onPlaceholder } from './placeholder.ts';
import { transferredImages } from './transferredImages.ts';

/** One of our choices for a paste. What it puts in is found out when it is chosen. */
export class ImagePasteEdit extends DocumentPasteEdit {
  readonly pasting: Pasting;
  readonly ranges: readonly OffsetRange[];
  /** The document's at the time of the paste. */
  readonly version: number;

  constructor(pasting: Pasting, ranges: readonly Range[]) {
    super('', titleOf(pasting.choice), kindOf(pasting.choice));
    const { document } = pasting;
    this.pasting = pasting;
    this.ranges = ranges.map(({ start, end }) => ({
      start: document.offsetAt(start),
      end: document.offsetAt(end),
    }));
    this.version = document.version;
  }
}

/** Makes prompts and alt texts of pictures that are pasted or dropped. Nothing is sent before that is chosen. */
export class ImagePaste {
  readonly #services: Services;
  #watch: Disposable | undefined;

  constructor(services: Services) {
    this.#services = services;
  }

  async pasteEdits(
    document: TextDocument,
    ranges: readonly Range[],
    transfer: DataTransfer,
    { only, triggerKind }: DocumentPasteEditContext,
    token: CancellationToken,
  ): Promise<ImagePasteEdit[]> {
    const images = await transferredImages(transfer, document);
    const hasText = Boolean(await transfer.get('text/plain')?.asString());
    const edits = choicesIn(document)
      .filter((choice) => only === undefined || only.contains(kindOf(choice)))
      .map((choice) => {
        const edit = new ImagePasteEdit({ document, images, choice }, ranges);
        edit.yieldTo = kindsBefore(choice, document, hasText);
        return edit;
      });
    const [first] = edits;
    if (triggerKind === DocumentPasteTriggerKind.Automatic || first === undefined) return edits;

    // "Paste As..." never has an edit resolved: what is asked for by name is made now, ...
    if (only !== undefined) return [await this.#filled(first, token)];
    // ... and what is in its list has to put in something at once.
    for (const edit of edits) edit.insertText = placeholderFor(edit.pasting, ranges[0]?.start);
    this.#awaitOneOf(
      edits.map(({ insertText, pasting }) => [String(insertText), pasting]),
      () => true,
    );
    return edits;
  }

  async resolved(edit: ImagePasteEdit, token: CancellationToken): Promise<ImagePasteEdit> {
    const { pasting, version } = edit;
    // Who chooses another edit than the first sees the first put in and taken back.
    const isChosen = pasting.document.version !== version;
    const isWanted = isChosen || isPreferred(pasting.choice, pasting.document, 'pasteAs.preferences');
    return isWanted ? await this.#filled(edit, token) : edit;
  }

  async dropEdits(
    document: TextDocument,
    position: Position,
    transfer: DataTransfer,
  ): Promise<DocumentDropEdit[]> {
    const images = await transferredImages(transfer, document);
    const { version } = document;
    const pastings = choicesIn(document).map((choice): [string, Pasting] => {
      const pasting = { document, images, choice };
      return [placeholderFor(pasting, position), pasting];
    });
    // VS Code resolves no edit of a drop either.
    this.#awaitOneOf(pastings, ({ choice }) => {
      const isChosen = document.version !== version + 1;
      return isChosen || isPreferred(choice, document, 'dropIntoEditor.preferences');
    });
    return pastings.map(([text, { choice }]) => {
      const edit = new DocumentDropEdit(text, titleOf(choice), kindOf(choice));
      edit.yieldTo = kindsBefore(choice, document, false);
      return edit;
    });
  }

  /** Gives an edit what it puts in. */
  async #filled(edit: ImagePasteEdit, token: CancellationToken): Promise<ImagePasteEdit> {
    const { pasting, ranges } = edit;
    const insertion = await new PasteRun(pasting, this.#services).insertion(ranges, token);
    if (insertion === undefined) return edit;
    // What VS Code inserts itself leaves the cursors behind it.
    const text = textAtAll(insertion, ranges);
    const rest = text === undefined ? insertion : { ...insertion, edits: [] };
    edit.insertText = text ?? '';
    edit.additionalEdit = workspaceEditOf(rest, pasting.document);
    return edit;
  }

  /** From here on VS Code may put in one of these texts, each of which stands for what is still to be made. */
  #awaitOneOf(
    pastings: readonly (readonly [placeholder: string, pasting: Pasting])[],
    isWanted: (pasting: Pasting) => boolean,
  ): void {
    this.#watch?.dispose();
    const pastingOf = new Map(pastings);
    this.#watch = onPlaceholder([...pastingOf.keys()], (placeholder) => {
      const pasting = pastingOf.get(placeholder.text);
      if (pasting === undefined || pasting.document !== placeholder.place.document) return;
      if (isWanted(pasting)) void new PasteRun(pasting, this.#services).replace(placeholder);
      else void placeholder.takeBack();
    });
  }
}

/** What stands in the document while its place is held. */
function placeholderFor(pasting: Pasting, position: Position | undefined): string {
  const { document, choice } = pasting;
  const offset = position ? document.offsetAt(position) : 0;
  const target = targetAt(document.languageId, document.getText(), offset);
  return textFor(`${titleOf(choice)}: ${titleOfProgress(pasting)}...`, target);
}
