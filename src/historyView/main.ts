// The page of the history, which runs in a webview.
import { element } from './element.ts';
import { EntryList } from './entryList.ts';
import type { HistoryState, PageMessage } from './protocol.ts';
import { searchFor } from './search.ts';
import { vscodeApi } from './vscodeApi.ts';
import { filled, words } from './words.ts';

/** Whoever types on gets one count, not one for each letter. */
const countDelayMs = 300;
const stateDelayMs = 200;
const timesDelayMs = 60_000;

const numberText = new Intl.NumberFormat(document.documentElement.lang);
const list = new EntryList();
const searchBox = element('input', { type: 'search', placeholder: words.search, spellcheck: false });
searchBox.setAttribute('aria-label', words.search);
const count = element('p', { className: 'count' });
count.setAttribute('role', 'status');
const header = element('header', { hidden: true }, searchBox, count);
const sentence = element('p');
const beginButton = element('button', { type: 'button' }, words.begin);
const startButton = element('button', { type: 'button', className: 'getStarted' }, words.getStarted);
const nothing = element('main', { className: 'nothing', hidden: true }, sentence, beginButton, startButton);
document.body.append(
  header,
  list.element,
  nothing,
  element('p', { id: 'keys', hidden: true }, words.keys), // read out with each entry
);

const kept = vscodeApi.getState();
searchBox.value = kept?.search ?? '';
list.filter(searchFor(searchBox.value));
let isFirst = true;

addEventListener('message', ({ data }: MessageEvent<PageMessage>) => {
  if (data.kind === 'gone') {
    list.losePicture(data.id);
    return;
  }
  const isFocusLost = list.update(data.ids, data.added);
  showNothing(list.length === 0, data.state);
  if (isFocusLost) (header.hidden ? beginButton : searchBox).focus();
  showCount();
  if (isFirst) comeBack();
  isFirst = false;
});

searchBox.addEventListener('input', () => {
  list.filter(searchFor(searchBox.value));
  scrollTo({ top: 0 });
  showCount();
  keepState();
});
searchBox.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown') list.focus();
  else if (event.key === 'Escape' && searchBox.value !== '') {
    searchBox.value = '';
    searchBox.dispatchEvent(new Event('input'));
  } else return;
  event.preventDefault();
});
addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== 'f' || header.hidden) return;
  searchBox.focus();
  searchBox.select();
  event.preventDefault();
});
beginButton.addEventListener('click', () => vscodeApi.postMessage({ kind: 'begin' }));
startButton.addEventListener('click', () => vscodeApi.postMessage({ kind: 'getStarted' }));

// VS Code gives the focus to the page as a whole. A click gives it to something in it by itself.
let isPointing = false;
addEventListener('pointerdown', () => {
  isPointing = true;
});
for (const ending of ['pointerup', 'pointercancel'] as const) {
  addEventListener(ending, () => {
    isPointing = false;
  });
}
addEventListener('focus', () => {
  if (!isPointing && document.activeElement === document.body) takeFocus();
});
addEventListener('focusin', keepState);
addEventListener('scroll', keepState, { passive: true });
setInterval(() => list.tell(Date.now()), timesDelayMs);
vscodeApi.postMessage({ kind: 'ready' });

function takeFocus(): void {
  if (!nothing.hidden) beginButton.focus();
  else if (!list.focus()) searchBox.focus();
}

/** Where the page was before VS Code hid it or loaded it anew. */
function comeBack(): void {
  list.select(kept?.currentId ?? '');
  list.scrollTo(kept?.topId ?? '');
  if (!document.hasFocus()) return;
  if (kept?.isSearching && !header.hidden) searchBox.focus();
  else takeFocus();
}

let stateTimer: ReturnType<typeof setTimeout> | undefined;
function keepState(): void {
  clearTimeout(stateTimer);
  stateTimer = setTimeout(() => {
    if (isFirst) return;
    vscodeApi.setState({
      search: searchBox.value,
      topId: scrollY === 0 ? '' : list.idAt(header.offsetHeight + 1),
      currentId: list.currentId,
      isSearching: document.activeElement === searchBox,
    });
  }, stateDelayMs);
}

function showNothing(isEmpty: boolean, state: HistoryState): void {
  header.hidden = isEmpty;
  list.element.hidden = isEmpty;
  nothing.hidden = !isEmpty;
  sentence.textContent = { kept: words.empty, keepsNone: words.keepsNone, unreadable: words.unreadable }[
    state
  ];
}

let countTimer: ReturnType<typeof setTimeout> | undefined;
function showCount(): void {
  clearTimeout(countTimer);
  countTimer = setTimeout(() => {
    const found = list.foundLength;
    const said = found === 0 ? words.noMatches : filled(words.matches, numberText.format(found));
    const text = searchBox.value.trim() === '' ? '' : said;
    if (count.textContent !== text) count.textContent = text;
  }, countDelayMs);
}
