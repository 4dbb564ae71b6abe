import { promptLanguages } from '../documentLanguages.ts';

/** How the languages that show images write them. */
export type ImageSyntax = 'markdown' | 'mdx' | MarkupSyntax;

/** Languages whose images are elements only. */
export type MarkupSyntax = 'html' | 'svelte' | 'astro' | 'jsx';

const syntaxes: Readonly<Record<string, ImageSyntax>> = {
  markdown: 'markdown',
  ...Object.fromEntries(promptLanguages.map((id) => [id, 'markdown'] as const)),
  mdx: 'mdx',
  html: 'html',
  vue: 'html',
  svelte: 'svelte',
  astro: 'astro',
  javascriptreact: 'jsx',
  typescriptreact: 'jsx',
};

/** The ids of the languages whose images are known. */
export const languagesWithImages: readonly string[] = Object.keys(syntaxes);

/** Undefined for a language that is none of these. */
export function imageSyntaxOf(languageId: string): ImageSyntax | undefined {
  return Object.hasOwn(syntaxes, languageId) ? syntaxes[languageId] : undefined;
}
