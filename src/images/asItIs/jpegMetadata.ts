import type { JpegSegment } from '../containers/jpeg.ts';
import type { Edit } from './edited.ts';
import { contentOf, isApplicationMarker, isOf, jpegApplications } from './jpegApplications.ts';
import { commentMarker } from './jpegFrame.ts';

const { jfif, profile, adobe } = jpegApplications;

/** Version, unit and density after JFIF's name; then the sides of a thumbnail, a byte each, and its pixels. */
const densityBytes = 7;
const noThumbnail = [0, 0];

/** What is left out of a JPEG: all that programs wrote into it, except what says how its colours are to be read. */
export function jpegMetadata(file: Uint8Array, segments: readonly JpegSegment[]): Edit[] {
  const within = segments.flatMap((segment) => {
    if (isOf(jfif, segment)) return withoutThumbnail(segment);
    return isMetadata(segment) ? [segment] : [];
  });
  // A phone's film, a second view, the part that was cropped away.
  const behind = { start: segments.at(-1)?.end ?? file.length, end: file.length };
  return behind.start < behind.end ? [...within, behind] : within;
}

function isMetadata(segment: JpegSegment): boolean {
  if (segment.marker === commentMarker) return true;
  return isApplicationMarker(segment.marker) && !isOf(profile, segment) && !isOf(adobe, segment);
}

function withoutThumbnail(segment: JpegSegment): Edit[] {
  const content = contentOf(jfif, segment);
  if (content.length < densityBytes + noThumbnail.length) return [segment]; // too short to say anything
  const clean = [...content.subarray(0, densityBytes), ...noThumbnail];
  if (clean.length === content.length && clean.every((byte, at) => byte === content[at])) return [];
  const name = Buffer.from(jfif.name, 'latin1');
  const lengthBytes = 2;
  const replacement = Buffer.from([
    0xff,
    jfif.marker,
    0,
    lengthBytes + name.length + clean.length,
    ...name,
    ...clean,
  ]);
  return [{ start: segment.start, end: segment.end, replacement }];
}
