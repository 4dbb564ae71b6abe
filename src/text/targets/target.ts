import type { OffsetRange } from '../offsetRange.ts';

/**
 * What kind of place a prompt goes to, as far as it decides how the prompt is written there.
 */
export type Target =
  | BodyTarget
  | CommentTarget
  | MarkdownTarget
  | MarkupTextTarget
  | AttributeTarget
  | StringTarget
  | YamlTarget;

/** Prose: Markdown, plain text, and whatever no rule is known for. */
interface BodyTarget {
  readonly kind: 'body';
  /** The file is one that an agent follows, and in which some signs do something. */
  readonly isPromptFile: boolean;
}

/** A comment of HTML or of a script, which nothing but its end can break. */
interface CommentTarget {
  readonly kind: 'comment';
}

/** Inline Markdown that has to read as the prompt: the alt text of an image, a table cell, any text of MDX. */
export interface MarkdownTarget {
  readonly kind: 'markdown';
  readonly inTable: boolean;
  /** As in MDX, where braces hold code. */
  readonly bracesAreLive: boolean;
}

/** Text between the tags of HTML, XML, JSX, Vue or Svelte. */
export interface MarkupTextTarget {
  readonly kind: 'markupText';
  /** As in JSX and Svelte, where braces hold code. */
  readonly bracesAreLive: boolean;
}

/** The value of an attribute of HTML, XML, JSX, Vue or Svelte. */
export interface AttributeTarget {
  readonly kind: 'attribute';
  /** `none`: somewhere in a value without quotes; `missing`: right after `=`, where there is no value yet. */
  readonly quotes: '"' | "'" | 'none' | 'missing';
  readonly bracesAreLive: boolean;
  /** The tag stands in a cell of a Markdown table. */
  readonly inTable: boolean;
}

/** A string of JSON, JavaScript or TypeScript. */
export interface StringTarget {
  readonly kind: 'string';
  readonly quote: '"' | "'" | '`';
}

export type YamlTarget = YamlQuotedTarget | YamlBlockTarget | YamlPlainTarget;

interface YamlQuotedTarget {
  readonly kind: 'yaml';
  readonly style: 'double' | 'single';
}

/** A line of a literal or folded block. */
interface YamlBlockTarget {
  readonly kind: 'yaml';
  readonly style: 'block';
  /** The indentation that the line still lacks. */
  readonly lead: string;
}

/**
 * A scalar without quotes, or the place of one. Nothing can be escaped in it, so the prompt may have to put all of the
 * scalar in quotes: its text takes the place of what stands before and after as well (`replacedBy`).
 */
export interface YamlPlainTarget {
  readonly kind: 'yaml';
  readonly style: 'plain';
  /** The space that a `:` or `-` still lacks behind it. */
  readonly lead: string;
  readonly before: string;
  readonly after: string;
  /** Inside brackets or braces, where commas and brackets end a scalar. */
  readonly inFlow: boolean;
}

/** The range whose place the text of a target takes, given the range at which the target was found. */
export function replacedBy(target: Target, { start, end }: OffsetRange): OffsetRange {
  if (target.kind !== 'yaml' || target.style !== 'plain') return { start, end };
  return { start: start - target.before.length, end: end + target.after.length };
}
