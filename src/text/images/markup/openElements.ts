/** What the elements that are open at a place of a document make of it. */
export class OpenElements {
  private insideLink = false;
  private insideTableCell = false;

  get isInLink(): boolean {
    return this.insideLink;
  }

  get isInTableCell(): boolean {
    return this.insideTableCell;
  }

  /** Takes note of a tag. Neither links nor the cells of one table are nested, and cells may be left unclosed. */
  pass({ name, isClosing }: { readonly name: string; readonly isClosing: boolean }): void {
    if (name === 'Link' || /^a$/i.test(name)) this.insideLink = !isClosing;
    else if (/^t[dh]$/i.test(name)) this.insideTableCell = !isClosing;
    else if (/^(?:tr|table)$/i.test(name)) this.insideTableCell = false;
  }
}
