/** A character as HTML, XML, JSX and Markdown may write it: `&#123;`. */
export function characterReference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
