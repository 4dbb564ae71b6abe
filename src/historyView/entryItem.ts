import { element, icon } from './element.ts';
import { icons } from './icons.ts';
import type { EntryAction, ShownEntry } from './protocol.ts';
import { relativeTimeIn } from './relativeTime.ts';
import { request } from './vscodeApi.ts';
import { filled, words } from './words.ts';

const language = document.documentElement.lang;
const relativeTime = relativeTimeIn(language);
const wholeTime = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' });

/** An entry in the list. */
export class EntryItem {
  readonly entry: ShownEntry;
  readonly element: HTMLLIElement;
  readonly #picture = element('div', { className: 'picture' });
  readonly #prompt: HTMLElement;
  readonly #time: HTMLTimeElement;
  readonly #actions = element('div', { className: 'actions' });

  constructor(entry: ShownEntry) {
    const { id, name, prompt, origin, host, atMs } = entry;
    this.entry = entry;
    const at = new Date(atMs);
    this.#time = element('time', {
      dateTime: at.toISOString(),
      title: wholeTime.format(at),
    });
    this.#prompt = element('div', { className: 'prompt', dir: 'auto' }, prompt);
    this.#prompt.addEventListener('click', () => {
      if (getSelection()?.isCollapsed !== false) this.toggleWhole();
    });
    const nameElement = element('div', { className: 'name', title: name, dir: 'auto' }, name);
    const originElement = element('span', { title: host, dir: 'auto' }, origin);
    const facts = element('div', { className: 'facts' }, originElement, ' · ', this.#time);
    const texts = element('div', { className: 'texts' }, nameElement, this.#prompt, facts, this.#actions);
    this.element = element('li', { className: 'entry', tabIndex: -1 }, this.#picture, texts);
    this.element.dataset.id = id;
    for (const [part, partElement] of Object.entries({ name: nameElement, prompt: this.#prompt, facts })) {
      partElement.id = `${part}-${id}`;
    }
    this.element.setAttribute('aria-labelledby', `name-${id} prompt-${id} facts-${id}`);
    this.element.setAttribute('aria-describedby', 'keys');
    this.#showPicture();
    this.#offer('insert');
    this.#offer('copy');
    if (entry.picture !== '') {
      this.#offer('open');
      this.#offer('again');
    }
    this.#offer('delete');
    this.tell(Date.now());
  }

  /** Says how long ago it was. */
  tell(nowMs: number): void {
    this.#time.textContent = relativeTime(this.entry.atMs, nowMs);
  }

  /** Shows all of a long prompt, or only its beginning again. */
  toggleWhole(): void {
    this.#prompt.classList.toggle('whole');
  }

  /** Whether Tab reaches it and what can be done with it. */
  set isReached(isReached: boolean) {
    const tabIndex = isReached ? 0 : -1;
    this.element.tabIndex = tabIndex;
    for (const button of this.#actions.querySelectorAll('button')) button.tabIndex = tabIndex;
  }

  /** The picture is not there any more: it can neither be opened nor asked about. */
  losePicture(): void {
    this.#showPlaceholder();
    for (const button of this.#actions.querySelectorAll<HTMLElement>('.open, .again')) {
      if (button === document.activeElement) this.element.focus();
      button.remove();
    }
  }

  #offer(action: EntryAction): void {
    const { title, label } = words.actions[action];
    const button = element('button', { className: action, type: 'button', title, tabIndex: -1 });
    button.setAttribute('aria-label', filled(label, this.entry.name));
    button.append(icon(icons[action]));
    button.addEventListener('click', () => request(action, this.entry.id));
    this.#actions.append(button);
  }

  #showPicture(): void {
    const { id, picture } = this.entry;
    if (picture === '') {
      this.#showPlaceholder();
      return;
    }
    // What is to be lazy has to be so before it has an address.
    const image = element('img', { alt: '', loading: 'lazy', decoding: 'async', draggable: false });
    image.addEventListener('error', () => {
      this.#showPlaceholder();
      request('notDrawn', id);
    });
    image.src = picture;
    this.#picture.replaceChildren(image);
  }

  #showPlaceholder(): void {
    this.#picture.title = words.noPicture;
    this.#picture.replaceChildren(icon(icons.noPicture));
  }
}
