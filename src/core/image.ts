/** What can be read as a picture. */
export interface ImageFile {
  /** File name with extension, as shown to the user. */
  readonly name: string;
  /** Size in bytes, asked before anything is read. Throws a PromptError `imageUnreadable`. */
  sizeBytes(): Promise<number>;
  /** Its path, where it is a file of this machine that another process can read. */
  readonly path?: string | undefined;
  /** The whole file. Throws a PromptError `imageUnreadable`. */
  read(): Promise<Uint8Array>;
}

/** Where a picture is: a file of any file system, or whatever else can say its name and size and be read. */
export interface ImageSource extends ImageFile {
  /** Where it is, as a URI; undefined for a picture that is in no file of its own. */
  readonly location: string | undefined;
  /** A stamp that is another one when the file was written to since. Throws a PromptError `imageUnreadable`. */
  version(): Promise<string>;
}

/** A picture as it goes out: a format, size and length that every service accepts. */
export interface PreparedImage {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mimeType: 'image/png' | 'image/jpeg';
  readonly widthPx: number;
  readonly heightPx: number;
  /** It has text that could not be drawn, because this machine has no font for it. */
  readonly lacksText: boolean;
}

/**
 * Makes a picture ready for a service that takes files of so many bytes at most. Throws a PromptError
 * `imageUnreadable`, or `cancelled`.
 */
export type Prepare = (maxBytes: number) => Promise<PreparedImage>;
