/** The part of probe-image-size that reads a buffer; its published types miss this entry point. */
declare module 'probe-image-size/sync.js' {
  export default function probe(
    data: Buffer,
  ): { type: string; mime: string; width: number; height: number } | null;
}
