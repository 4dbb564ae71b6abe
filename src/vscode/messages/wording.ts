import { env, l10n } from 'vscode';

/** A number as people write it in the language of VS Code. */
export function numberText(value: number): string {
  return new Intl.NumberFormat(env.language).format(value);
}

/** An amount of money, with its cents. */
export function amountText(value: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(env.language, digits).format(value);
}

/** A list as it is written in the language of VS Code: `one, two, three`. */
export function listText(items: readonly string[]): string {
  return new Intl.ListFormat(env.language, { style: 'narrow' }).format(items);
}

/** Sentences one after the other: not every language has a space between them. */
export function sentencesText(sentences: readonly string[]): string {
  const [first = '', ...others] = sentences;
  return others.reduce((text, sentence) => l10n.t('{0} {1}', text, sentence), first);
}
