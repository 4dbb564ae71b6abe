/**
 * The first character of each sign that does something in a prompt, instructions, agent or skill file. VS Code takes
 * `#tool:` and `#file:` in any case and `[text](path)` for what to hand to the model (its promptFileParser; other
 * `#names` and `@names` count in the chat's input only), `${` and `{{` stand for variables, and of a skill other agents
 * run the command in !`command` before they read the rest (https://code.claude.com/docs/en/skills).
 */
export const liveSyntax = /\$(?=\{)|\{(?=\{)|#(?=(?:tool|file):)|\](?=\()|!(?=`)/gi;

/** Text in which a space after its first character makes each live sign a dead one. */
export function withoutLiveSyntax(text: string): string {
  return text.replace(liveSyntax, '$& ');
}
