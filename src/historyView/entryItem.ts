import { element, icon } from './element.ts';
import { icons } from './icons.ts';
import type { EntryAction, ShownEntry } from './protocol.ts';
import { relativeTimeIn } from './relativeTime.ts';
import { request } from './vscodeApi.ts';
import { filled, words } from './words.ts';

const language = document.documentElement.lang;
const relativeTime = relativeTimeIn(language);
const wholeTime = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' });

/** A button for each action, to be copied for each entry: that takes a fraction of making them. */
const everyAction = element(
  'div',
  { className: 'actions' },
  ...(['insert', 'copy', 'open', 'again', 'delete'] as const).map((action) => {
    const { title } = words.actions[action];
    const button = element('button', { className: action, type: 'button', title, tabIndex: -1 });
    button.dataset.action = action;
    button.append(icon(icons[action]));
    return button;
  }),
);

/** An entry in the list. */
export class EntryItem {
  readonly entry: ShownEntry;
  readonly element: HTMLLIElement;
  readonly #picture = element('div', { className: 'picture' });
  readonly #prompt: HTMLElement;
  readonly #time: HTMLTimeElement;
  readonly #actions = everyAction.cloneNode(true) as HTMLElement;

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
    for (const button of this.#buttons()) {
      const action = button.dataset.action as EntryAction;
      button.setAttribute('aria-label', filled(words.actions[action].label, name));
    }
    if (entry.picture === '') this.#withdrawPictureActions();
    this.#actions.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button) request(button.dataset.action as EntryAction, id);
    });
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
    for (const button of this.#buttons()) button.tabIndex = tabIndex;
  }

  /** The picture is not there any more: it can neither be opened nor asked about. */
  losePicture(): void {
    this.#showPlaceholder();
    this.#withdrawPictureActions();
  }

  #buttons(): Iterable<HTMLButtonElement> {
    return this.#actions.querySelectorAll('button');
  }

  #withdrawPictureActions(): void {
    for (const button of this.#actions.querySelectorAll<HTMLElement>('.open, .again')) {
      if (button === document.activeElement) this.element.focus();
      button.remove();
    }
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
