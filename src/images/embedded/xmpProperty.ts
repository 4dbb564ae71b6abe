/**
 * The text of a property in an XMP packet by its name there, `exif:UserComment`; of several languages the first.
 * Undefined where there is none, and where it is longer than
 * programs write.
 */
export function xmpProperty(packet: string, name: string): string | undefined {
  const attribute = between(packet, `${name}="`, '"');
  if (attribute !== undefined) return withoutEntities(attribute);
  const element = between(packet, `<${name}>`, `</${name}>`);
  if (element === undefined) return undefined;
  const listed = between(element, '<rdf:li', '</rdf:li>');
  return withoutEntities(listed?.slice(listed.indexOf('>') + 1) ?? element);
}

/** In UTF-16 units. */
const maxLength = 250_000;

function between(text: string, before: string, after: string): string | undefined {
  const found = text.indexOf(before);
  const end = text.indexOf(after, found + before.length);
  if (found === -1 || end === -1 || end - found > maxLength) return undefined;
  return text.slice(found + before.length, end);
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const lastCodePoint = 0x10ffff;

function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (_, hex, decimal, name) => {
      if (name !== undefined) return namedEntities[name.toLowerCase()] ?? '';
      const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return codePoint <= lastCodePoint ? String.fromCodePoint(codePoint) : '';
    },
  );
}
