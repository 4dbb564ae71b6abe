const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '&#xA;');

/** An XMP packet with these properties, `xmp:CreatorTool`; one in an array is written as a list of languages is. */
export function makeXmp(properties: Readonly<Record<string, string | readonly [string]>>): string {
  const elements = Object.entries(properties).map(([name, value]) => {
    const [text] = typeof value === 'string' ? [escaped(value)] : value.map(listed);
    return `<${name}>${text}</${name}>`;
  });
  return [
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="">${elements.join('')}</rdf:Description>`,
    '</rdf:RDF></x:xmpmeta>',
  ].join('\n');
}

const listed = (text: string): string =>
  `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt>`;
