import type { AttributeTarget } from '../../targets/target.ts';
import type { AltPlace, AltState, ImageSpan } from '../imageSpan.ts';
import type { MarkupSyntax } from '../imageSyntax.ts';
import { isPlaceholderAlt } from '../placeholderAlt.ts';
import { type NamedAttribute, namedAttribute } from './namedAttribute.ts';
import type { Tag } from './tag.ts';

/** What the place of a tag makes of the image that it shows. */
interface TagPlace {
  readonly isInLink: boolean;
  readonly isInTableCell: boolean;
  /** The cell is one of Markdown, which a `|` ends. */
  readonly isInMarkdownTable?: boolean;
}

/** The image that a tag of a document shows; undefined for a tag of anything else. */
export function imageOfTag(
  document: string,
  tag: Tag,
  syntax: MarkupSyntax,
  { isInLink, isInTableCell, isInMarkdownTable = false }: TagPlace,
): ImageSpan | undefined {
  if (tag.isClosing || !isImageName(tag.name, syntax)) return undefined;
  const attribute = (name: string) => namedAttribute(document, tag, name, syntax);
  const source = attribute('src');
  const alt = attribute('alt');
  const destination = source?.text?.trim() || undefined;
  const isHidden =
    attribute('aria-hidden')?.text === 'true' ||
    /^(?:presentation|none)$/.test(attribute('role')?.text ?? '');
  return {
    start: tag.start,
    end: tag.end,
    destination,
    alt: {
      text: (alt?.text ?? '').replace(/\s+/g, ' ').trim(),
      state: isHidden ? 'decorative' : altState(alt, tag, destination, syntax),
      // Behind `src=`, which lacks its value, it would be that value.
      place: altPlace(alt, source?.value ? source.end : tag.nameEnd, {
        kind: 'attribute',
        bracesAreLive: syntax === 'svelte',
        inTable: isInMarkdownTable,
      }),
    },
    isInLink,
    isInTableCell,
  };
}

/** `Image` is the component of Next.js and of Astro. */
export function isImageName(name: string, syntax: MarkupSyntax): boolean {
  if (syntax === 'html') return name.toLowerCase() === 'img';
  return name === 'img' || (name === 'Image' && syntax !== 'svelte');
}

function altState(
  alt: NamedAttribute | undefined,
  { attributes }: Tag,
  destination: string | undefined,
  syntax: MarkupSyntax,
): AltState {
  if (alt === undefined)
    return attributes.some(({ name }) => mayBringAlt.test(name)) ? 'computed' : 'missing';
  if (alt.text === undefined) return 'computed';
  // Without a value it is empty in HTML, and `true` elsewhere.
  if (alt.text === '' && (alt.value || syntax === 'html')) return 'decorative';
  return isPlaceholderAlt(alt.text, destination) ? 'missing' : 'written';
}

/** Attributes that code makes: `{...properties}`, and Vue's for several at once. */
const mayBringAlt = /^(?:\{\s*\.\.\.|v-bind$)/;

/** Where the alt text is, or belongs: behind the source. */
function altPlace(
  alt: NamedAttribute | undefined,
  behind: number,
  target: Omit<AttributeTarget, 'quotes'>,
): AltPlace {
  const quotedAnew = { after: '', target: { ...target, quotes: 'missing' } } as const;
  if (alt === undefined) return { start: behind, end: behind, before: ' alt=', ...quotedAnew };
  const { start, end, name, isBound, value } = alt;
  if (isBound) return { start, end, before: 'alt=', ...quotedAnew };
  if (value === undefined) return { start, end, before: `${name}=`, ...quotedAnew };
  const { quotes, ...range } = value;
  return quotes === 'none' || quotes === 'braces'
    ? { ...range, before: '', ...quotedAnew }
    : { ...range, before: '', after: '', target: { ...target, quotes } };
}
