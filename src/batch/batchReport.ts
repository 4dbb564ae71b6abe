import { fileNameOf } from '../core/files.ts';
import { plainText } from '../core/plainText.ts';
import { escapeMarkdown } from '../text/escapeMarkdown.ts';
import type { BatchJournal, LeftImage } from './batchJournal.ts';

/** The words of a report, in the user's language. */
export interface ReportWords {
  readonly title: string;
  /** The headings of its parts, each with the number of pictures in it. */
  failed(count: number): string;
  open(count: number): string;
  left(count: number): string;
  captioned(count: number): string;
  undone(count: number): string;
  /** How a Markdown link leads to a file. */
  destinationOf(uri: string): string;
  /** Why a picture was left as it is. */
  readonly why: Readonly<Record<LeftImage['why'], string>>;
}

/** What became of the pictures of a run, as Markdown with links to pictures and captions; what failed comes first. */
export function batchReport(journal: BatchJournal, words: ReportWords): string {
  const { jobs, left } = journal.plan;
  const link = (name: string, uri: string) => `[${shown(name)}](${words.destinationOf(uri)})`;
  const parts = {
    failed: [] as string[],
    open: [] as string[],
    left: [] as string[],
    captioned: [] as string[],
    undone: [] as string[],
  };
  for (const [number, { name, image, caption }] of jobs.entries()) {
    const state = journal.stateOf(number);
    const picture = link(name, image);
    if (state.is === 'failed') parts.failed.push(`${picture}: ${shown(state.reason)}`);
    else if (state.is === 'written')
      parts.captioned.push(`${picture}: ${link(fileNameOf(caption), caption)}`);
    else if (state.is === 'undone') parts.undone.push(picture);
    else if (state.is === 'skipped') parts.left.push(`${picture}: ${words.why.captioned}`);
    else parts.open.push(picture);
  }
  for (const { name, image, why } of left) parts.left.push(`${link(name, image)}: ${words.why[why]}`);
  const sections = (['failed', 'open', 'left', 'captioned', 'undone'] as const)
    .filter((part) => parts[part].length > 0)
    .map((part) => {
      const items = parts[part].map((line) => `- ${line}\n`).join('');
      return `\n## ${escapeMarkdown(words[part](parts[part].length))}\n\n${items}`;
    });
  return `# ${escapeMarkdown(words.title)}\n${sections.join('')}`;
}

/** On one line, as it is: a file name may hold line breaks. */
function shown(text: string): string {
  return escapeMarkdown(plainText(text));
}
