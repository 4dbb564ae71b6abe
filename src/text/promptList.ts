import { escapeMarkdown } from './escapeMarkdown.ts';

/** A picture's name and the line that belongs to it: its prompt, or why it has none. */
export interface NamedLine {
  readonly name: string;
  readonly line: string;
}

/**
 * The text of a document that lists the prompts of several pictures, in Markdown or as plain text; pictures without
 * a prompt come last, under a heading.
 */
export function promptList(
  prompts: readonly NamedLine[],
  without: readonly NamedLine[],
  headingOfWithout: string,
  isMarkdown: boolean,
): string {
  const heading = (text: string) => (isMarkdown ? `## ${escapeMarkdown(text)}\n` : text);
  const sections = prompts.map(({ name, line }) => `${heading(name)}\n${line}\n`);
  if (without.length > 0) {
    const items = without.map(({ name, line }) =>
      isMarkdown ? `- ${escapeMarkdown(name)}: ${escapeMarkdown(line)}\n` : `${name}: ${line}\n`,
    );
    sections.push(`${heading(headingOfWithout)}\n${items.join('')}`);
  }
  return sections.join('\n');
}
