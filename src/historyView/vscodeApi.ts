import type { EntryAction, PageRequest } from './protocol.ts';

/** What the page keeps while VS Code hides it or loads it anew. */
interface PageState {
  readonly search: string;
  /** The entry at the top of what is in view; empty for the first of all. */
  readonly topId: string;
  /** The entry that has the focus, or gets it with the list. */
  readonly currentId: string;
  /** Whether it is the search box that has the focus. */
  readonly isSearching: boolean;
}

interface VsCodeApi {
  postMessage(message: PageRequest): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** VS Code hands it out once. */
export const vscodeApi = acquireVsCodeApi();

export function request(kind: EntryAction | 'notDrawn', id: string): void {
  vscodeApi.postMessage({ kind, id });
}
