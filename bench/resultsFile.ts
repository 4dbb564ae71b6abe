import type { Result, Row, Table } from './bench.ts';
import { ratioOf } from './spread.ts';

/** A bench's part of RESULTS.md. It has a date and a machine of its own, since it may be measured alone. */
export interface Section {
  readonly title: string;
  readonly date: Date;
  readonly machine: string;
  readonly result: Result;
}

const introduction = `# What the benches measured

Written by \`npm run bench\`; \`npm run bench -- images captions\` measures some anew and leaves the other sections as they
are. Each section was measured in one run, ours and its peers in turns. The last column is our median as so many
times that of the line.
`;

/** The text of RESULTS.md with a section anew, and those of `titles` in their order; others are gone. */
export function withSection(file: string, section: Section, titles: readonly string[]): string {
  const [, ...sections] = file.split(/^(?=## )/m);
  const texts = new Map(sections.map((text): [string, string] => [/^## (.*)/.exec(text)?.[1] ?? '', text]));
  texts.set(section.title, textOf(section));
  const inOrder = titles.map((title) => texts.get(title)?.trimEnd()).filter((text) => text !== undefined);
  return `${[introduction.trimEnd(), ...inOrder].join('\n\n')}\n`;
}

function textOf({ title, date, machine, result }: Section): string {
  const { how, versions, tables, notes } = result;
  const measuredWith = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const circumstances = `${date.toISOString().slice(0, 10)}. ${[machine, ...measuredWith].join(', ')}.`;
  return [`## ${title}`, how, circumstances, ...tables.map(tableText), ...notes].join('\n\n');
}

function tableText({ title, unit, ours, peers }: Table): string {
  const rows = [ours, ...peers];
  const further = [...new Set(rows.flatMap(({ also }) => Object.keys(also ?? {})))];
  const cellsOf = ({ name, spread, also }: Row) => [
    name,
    ...[spread.median, spread.least, spread.most].map(figure),
    ...further.map((column) => also?.[column] ?? ''),
  ];
  const lines = [
    [unit, 'median', 'least', 'most', ...further, 'ours is'],
    ['---', ...Array<string>(4 + further.length).fill('--:')],
    [...cellsOf(ours), ''],
    ...peers.map((peer) => [...cellsOf(peer), `${ratioOf(ours.spread, peer.spread).toFixed(2)} x`]),
  ].map((cells) => `| ${cells.join(' | ')} |`);
  return [...(title ? [`**${title}**`, ''] : []), ...lines].join('\n');
}

/** In three digits, or as many as there are before the point. */
function figure(value: number): string {
  const digitsAfterPoint = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digitsAfterPoint);
}
