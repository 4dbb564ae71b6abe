import { decodeHTMLAttribute, decodeHTMLStrict } from 'entities/decode';
import type { MarkupSyntax } from '../imageSyntax.ts';
import { isTemplate } from '../template.ts';
import type { Attribute, Tag } from './tag.ts';

/** An attribute by the name that it has for the element. */
export interface NamedAttribute extends Attribute {
  /** Not the attribute itself is written but code that makes it: `:alt="code"`, `[alt]="code"`, `{alt}`. */
  readonly isBound: boolean;
  /** What it says, as a reader of the language understands it; undefined where only code knows. */
  readonly text: string | undefined;
}

// Vue, Alpine.js, Angular, Svelte.
const binding = /^(?::|v-bind:|x-bind:|\[(?:attr\.)?|\{)([\w-]+)[\]}]?$/;

/** The first attribute of a name, which HTML heeds; undefined where the tag has none. */
export function namedAttribute(
  document: string,
  { attributes }: Tag,
  wanted: string,
  syntax: MarkupSyntax,
): NamedAttribute | undefined {
  for (const attribute of attributes) {
    const boundName = binding.exec(attribute.name)?.[1];
    const name = boundName ?? attribute.name;
    if ((syntax === 'html' ? name.toLowerCase() : name) !== wanted) continue;
    const isBound = boundName !== undefined;
    return { ...attribute, isBound, text: isBound ? undefined : textOf(document, attribute, syntax) };
  }
  return undefined;
}

function textOf(document: string, { value }: Attribute, syntax: MarkupSyntax): string | undefined {
  if (value === undefined) return '';
  const written = document.slice(value.start, value.end);
  if (value.quotes === 'braces') return literalIn(written);
  if (isTemplate(written) || (syntax === 'svelte' && written.includes('{'))) return undefined;
  return syntax === 'jsx' ? decodeHTMLStrict(written) : decodeHTMLAttribute(written);
}

const literal =
  /^\{\s*(?:(?<json>"[^"\\]*(?:\\.[^"\\]*)*")|'(?<single>[^'\\]*)'|`(?<template>[^`\\$]*)`|(?<truth>true))\s*\}$/;

/** The string or truth that braces hold; undefined where they hold an expression. */
function literalIn(braces: string): string | undefined {
  const { json, single, template, truth } = literal.exec(braces)?.groups ?? {};
  return json === undefined ? (single ?? template ?? truth) : parsed(json);
}

/** Strings of JavaScript know a few more escapes, which then count as an expression. */
function parsed(json: string): string | undefined {
  try {
    return String(JSON.parse(json));
  } catch {
    return undefined;
  }
}
