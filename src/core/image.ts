/** Where a picture is: a file today, whatever else can say its name and size and be read. */
export interface ImageSource {
  /** File name with extension, as shown to the user. */
  readonly name: string;
  /** Size in bytes, asked before anything is read. Throws a PromptError `imageUnreadable`. */
  sizeBytes(): Promise<number>;
  /** The whole file. Throws a PromptError `imageUnreadable`. */
  read(): Promise<Uint8Array>;
}

/** A picture as it goes out: a format, size and length that every service accepts. */
export interface PreparedImage {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mimeType: 'image/png' | 'image/jpeg';
  readonly widthPx: number;
  readonly heightPx: number;
}
