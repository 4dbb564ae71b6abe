import type { JpegSegment } from '../containers/jpeg.ts';
import { contentOf, isOf, jpegApplications } from './jpegApplications.ts';

/** Of a part: its number, beginning with 1, and how many there are, a byte each. */
const partHeaderBytes = 2;

/**
 * The ICC profile of a JPEG, put together from its parts; undefined when it has none. Parts that are missing, or there
 * twice, give a profile without a byte, which nobody can read.
 */
export function jpegProfile(segments: readonly JpegSegment[]): Uint8Array | undefined {
  const { profile } = jpegApplications;
  const parts = segments
    .filter((segment) => isOf(profile, segment))
    .map((segment) => contentOf(profile, segment))
    .sort(([one = 0], [other = 0]) => one - other);
  if (parts.length === 0) return undefined;
  const areAllThere = parts.every(([number, count], index) => number === index + 1 && count === parts.length);
  return Buffer.concat(areAllThere ? parts.map((part) => part.subarray(partHeaderBytes)) : []);
}
