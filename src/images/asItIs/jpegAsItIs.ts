import { type JpegSegment, jpegSegments } from '../containers/jpeg.ts';
import type { AsItIsOptions } from './asItIs.ts';
import { edited } from './edited.ts';
import { isUpright } from './exifOrientation.ts';
import { contentOf, isOf, jpegApplications } from './jpegApplications.ts';
import { ordinaryFrame } from './jpegFrame.ts';
import { jpegMetadata } from './jpegMetadata.ts';
import { jpegProfile } from './jpegProfile.ts';
import { isSrgbProfile } from './srgbProfile.ts';

/** Nothing but a hostile file has half as many. */
const maxSegments = 20_000;

/** A JPEG whose pixels may go out as they are, as [asItIs](asItIs.ts) says. */
export function jpegAsItIs(file: Uint8Array, { stripMetadata }: AsItIsOptions): Uint8Array | undefined {
  const segments = [...jpegSegments(file).take(maxSegments)];
  const frame = ordinaryFrame(segments);
  if (frame === undefined || !segments.every(leavesUpright)) return undefined;
  if (!frame.grey && segments.some(storesRgb)) return undefined;
  const profile = jpegProfile(segments);
  if (profile !== undefined && !isSrgbProfile(profile, frame)) return undefined;
  return stripMetadata ? edited(file, jpegMetadata(file, segments)) : file;
}

function leavesUpright(segment: JpegSegment): boolean {
  const { exif } = jpegApplications;
  return !isOf(exif, segment) || isUpright(contentOf(exif, segment));
}

/** Adobe's programs may store red, green and blue as they are, and say so where not every decoder looks. */
function storesRgb(segment: JpegSegment): boolean {
  const { adobe } = jpegApplications;
  const transformAt = 6;
  return isOf(adobe, segment) && contentOf(adobe, segment)[transformAt] === 0;
}
