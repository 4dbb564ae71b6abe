import { element } from './element.ts';
import { EntryItem } from './entryItem.ts';
import type { ShownEntry } from './protocol.ts';
import type { Search } from './search.ts';
import { request } from './vscodeApi.ts';
import { words } from './words.ts';

/** The entries, the newest first. Tab reaches one of them, the current one; arrow keys go from one to the next. */
export class EntryList {
  readonly element = element('ul');
  readonly #items = new Map<string, EntryItem>();
  #ids: readonly string[] = [];
  #search: Search = () => true;
  #currentId = '';

  constructor() {
    this.element.setAttribute('role', 'list'); // which a list without bullets may not be otherwise
    this.element.setAttribute('aria-label', words.history);
    this.element.addEventListener('focusin', ({ target }) => {
      const item = this.#itemAt(target);
      if (item) this.#makeCurrent(item);
    });
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
  }

  get length(): number {
    return this.#ids.length;
  }

  /** How many of them are found. */
  get foundLength(): number {
    return this.#found().length;
  }

  get currentId(): string {
    return this.#currentId;
  }

  /** The entry that is drawn at a height of the window; empty where none is. */
  idAt(y: number): string {
    return this.#itemAt(document.elementFromPoint(innerWidth / 2, y))?.entry.id ?? '';
  }

  /** Entries that are there already are left as they are. Returns whether the focus was on one that is gone. */
  update(ids: readonly string[], added: readonly ShownEntry[]): boolean {
    const focused = this.#itemAt(document.activeElement);
    const place = focused ? this.#found().indexOf(focused) : -1;
    const kept = new Set(ids);
    for (const [id, item] of this.#items) {
      if (kept.has(id)) continue;
      item.element.remove();
      this.#items.delete(id);
    }
    for (const entry of added) {
      if (this.#items.has(entry.id)) continue; // told twice, as when VS Code loads the page twice in a row
      const item = new EntryItem(entry);
      item.element.hidden = !this.#search(entry);
      this.#items.set(entry.id, item);
    }
    this.#ids = ids.filter((id) => this.#items.has(id));
    let next = this.element.firstElementChild;
    for (const { element } of this.#all()) {
      if (element === next) next = next.nextElementSibling;
      else this.element.insertBefore(element, next);
    }
    const isFocusLost = focused !== undefined && !kept.has(focused.entry.id);
    const found = this.#found();
    if (isFocusLost) this.#focus(found[Math.min(place, found.length - 1)]);
    this.#keepOneReached();
    return isFocusLost && found.length === 0;
  }

  /** Shows what is found alone, the first of which Tab reaches then. */
  filter(search: Search): void {
    this.#search = search;
    for (const { element, entry } of this.#items.values()) element.hidden = !search(entry);
    this.#reachFirst();
  }

  /** Moves the focus to the current entry. Returns whether there is one. */
  focus(): boolean {
    const item = this.#items.get(this.#currentId);
    this.#focus(item);
    return item !== undefined;
  }

  /** Makes an entry the one that Tab reaches, if it is there. */
  select(id: string): void {
    const item = this.#items.get(id);
    if (item && !item.element.hidden) this.#makeCurrent(item);
  }

  scrollTo(id: string): void {
    this.#items.get(id)?.element.scrollIntoView({ block: 'start' });
  }

  losePicture(id: string): void {
    this.#items.get(id)?.losePicture();
  }

  /** Says anew how long ago all of them were. */
  tell(nowMs: number): void {
    for (const item of this.#items.values()) item.tell(nowMs);
  }

  #onKey(event: KeyboardEvent): void {
    const item = this.#itemAt(event.target);
    if (item === undefined || event.altKey || event.shiftKey) return;
    const isOnEntry = event.target === item.element;
    // What keyboards of Macs call Delete; with Command, as in VS Code's lists.
    const isDelete = event.key === 'Delete' || (event.key === 'Backspace' && event.metaKey);
    if ((event.ctrlKey || event.metaKey) && !isDelete) return;
    const found = this.#found();
    const place = found.indexOf(item);
    const target = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: found.length - 1 }[event.key];
    if (target !== undefined) this.#focus(found[Math.max(0, Math.min(target, found.length - 1))]);
    else if (isDelete) request('delete', item.entry.id);
    else if (event.key === 'Enter' && isOnEntry) request('insert', item.entry.id);
    else if (event.key === ' ' && isOnEntry) item.toggleWhole();
    else return;
    event.preventDefault();
  }

  #all(): EntryItem[] {
    return this.#ids.flatMap((id) => this.#items.get(id) ?? []);
  }

  #found(): EntryItem[] {
    return this.#all().filter(({ element }) => !element.hidden);
  }

  #itemAt(target: EventTarget | null): EntryItem | undefined {
    const owner = target instanceof Element ? target.closest('li') : null;
    return this.#items.get(owner?.dataset.id ?? '');
  }

  #focus(item: EntryItem | undefined): void {
    item?.element.focus();
  }

  #makeCurrent(item: EntryItem): void {
    const before = this.#items.get(this.#currentId);
    if (before) before.isReached = false;
    item.isReached = true;
    this.#currentId = item.entry.id;
  }

  #keepOneReached(): void {
    const current = this.#items.get(this.#currentId);
    if (!current || current.element.hidden) this.#reachFirst();
  }

  #reachFirst(): void {
    const [first] = this.#found();
    if (first) this.#makeCurrent(first);
    else this.#currentId = '';
  }
}
