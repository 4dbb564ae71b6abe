import { percentDecoded } from '../percentDecoded.ts';

// What editors and generators put where an alt text belongs.
const placeholder = /^(?:(?:alt(?:ernative)?(?:[ -]?text)?|image|img|picture|photo)[ _-]?\d*)?$/i;

/** Whether an alt text says nothing of the image: empty, "alt text", "picture 1", or just the name of its file. */
export function isPlaceholderAlt(alt: string, destination: string | undefined): boolean {
  return placeholder.test(alt.trim()) || namesOf(destination ?? '').includes(alt.trim());
}

/** The file's name with and without its extension, as written and without percent-encoding. */
function namesOf(destination: string): string[] {
  const name = destination.replace(/[?#].*$/s, '').replace(/^.*[/\\]/s, '');
  return [name, percentDecoded(name)].flatMap((spelling) => [spelling, spelling.replace(/\.[^.]+$/, '')]);
}
