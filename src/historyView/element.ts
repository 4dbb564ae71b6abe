/** An element with properties, among them its class, and children; strings become text and nothing else. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** A drawing of lines within 16 by 16, in the colour of the text around it. */
export function icon(path: string): SVGSVGElement {
  const drawing = document.createElementNS(svgNamespace, 'svg');
  drawing.setAttribute('viewBox', '0 0 16 16');
  drawing.setAttribute('aria-hidden', 'true');
  const lines = document.createElementNS(svgNamespace, 'path');
  lines.setAttribute('d', path);
  drawing.append(lines);
  return drawing;
}
