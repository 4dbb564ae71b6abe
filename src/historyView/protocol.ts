// What the history's page and the extension tell each other.

/** An entry as the page shows it. Its texts are untrusted: a line of plain text each. */
export interface ShownEntry {
  readonly id: string;
  readonly prompt: string;
  /** The picture's file name. */
  readonly name: string;
  /** The address by which the page draws the picture; empty where it is in no file. */
  readonly picture: string;
  /** Who said it: engine and model. */
  readonly origin: string;
  /** The host that received the picture; empty where VS Code reaches the model. */
  readonly host: string;
  /** When, in milliseconds since 1970. */
  readonly atMs: number;
}

/** What an entry can be asked to do. */
export type EntryAction = 'insert' | 'copy' | 'open' | 'again' | 'delete';

/** All that the page says in its own words. `{0}` stands for a picture's name or a number. */
export interface PageWords {
  readonly history: string;
  readonly search: string;
  readonly matches: string;
  readonly noMatches: string;
  readonly empty: string;
  readonly keepsNone: string;
  readonly unreadable: string;
  readonly begin: string;
  readonly getStarted: string;
  readonly keys: string;
  readonly noPicture: string;
  /** What each action is called, and what it is called to those who do not see beside which picture it stands. */
  readonly actions: Readonly<Record<EntryAction, { readonly title: string; readonly label: string }>>;
}

/** Why there may be no entries. */
export type HistoryState = 'kept' | 'keepsNone' | 'unreadable';

/** From the extension to the page. */
export type PageMessage =
  | {
      readonly kind: 'entries';
      /** Of all entries, the newest first. */
      readonly ids: readonly string[];
      /** Those that the page was not told of yet. */
      readonly added: readonly ShownEntry[];
      readonly state: HistoryState;
    }
  /** The picture of an entry is not there any more. */
  | { readonly kind: 'gone'; readonly id: string };

/** From the page to the extension. */
export type PageRequest =
  /** It knows of no entry and wants them all. */
  | { readonly kind: 'ready' }
  /** Make a first prompt. */
  | { readonly kind: 'begin' }
  /** Show what there is to know first. */
  | { readonly kind: 'getStarted' }
  /** The picture of an entry could not be drawn. */
  | { readonly kind: 'notDrawn'; readonly id: string }
  | { readonly kind: EntryAction; readonly id: string };
