import type { JpegSegment } from '../containers/jpeg.ts';

/** Segments that programs write into a JPEG: by their marker and the name that their data begins with. */
export interface JpegApplication {
  readonly marker: number;
  readonly name: string;
}

export const jpegApplications = {
  jfif: { marker: 0xe0, name: 'JFIF\0' },
  exif: { marker: 0xe1, name: 'Exif\0\0' },
  profile: { marker: 0xe2, name: 'ICC_PROFILE\0' },
  /** Says how colours are coded. */
  adobe: { marker: 0xee, name: 'Adobe' },
} as const satisfies Record<string, JpegApplication>;

/** Any of APP0 to APP15. */
export function isApplicationMarker(marker: number): boolean {
  return marker >= 0xe0 && marker <= 0xef;
}

export function isOf({ marker, name }: JpegApplication, segment: JpegSegment): boolean {
  return (
    segment.marker === marker && [...name].every((letter, at) => segment.data[at] === letter.charCodeAt(0))
  );
}

/** What follows the name. */
export function contentOf({ name }: JpegApplication, segment: JpegSegment): Uint8Array {
  return segment.data.subarray(name.length);
}
