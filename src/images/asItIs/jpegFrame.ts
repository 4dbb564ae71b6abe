import { type JpegSegment, jpegMarkers } from '../containers/jpeg.ts';
import { isApplicationMarker } from './jpegApplications.ts';

/** What the header of a frame says, as far as anybody here asks. */
export interface JpegFrame {
  /** One component instead of three. */
  readonly grey: boolean;
}

export const commentMarker = 0xfe;

const huffmanTables = 0xc4;
const quantisationTables = 0xdb;
const restartInterval = 0xdd;

/** Baseline, extended, progressive. The others are lossless, hierarchical, arithmetic: few decoders read them. */
const frameMarkers: readonly number[] = [0xc0, 0xc1, 0xc2];

const ordinaryMarkers: ReadonlySet<number> = new Set([
  ...Object.values(jpegMarkers),
  ...frameMarkers,
  huffmanTables,
  quantisationTables,
  restartInterval,
  commentMarker,
]);

/**
 * The frame of a JPEG that every decoder reads: whole as far as its segments tell, in colour or grey with eight bits a
 * sample. Undefined for any other.
 */
export function ordinaryFrame(segments: readonly JpegSegment[]): JpegFrame | undefined {
  const markers = segments.map(({ marker }) => marker);
  if (!markers.every((marker) => ordinaryMarkers.has(marker) || isApplicationMarker(marker)))
    return undefined;
  if (markers.lastIndexOf(jpegMarkers.startOfImage) !== 0) return undefined;
  if (markers.at(-1) !== jpegMarkers.endOfImage) return undefined;

  const scans = segments.filter(({ marker }) => marker === jpegMarkers.startOfScan);
  const [firstScan] = scans;
  if (firstScan === undefined || !scans.every(hasPixels)) return undefined;

  const before = segments.slice(0, segments.indexOf(firstScan)).map(({ marker }) => marker);
  if (!before.includes(huffmanTables) || !before.includes(quantisationTables)) return undefined;

  const frames = segments.filter(({ marker }) => frameMarkers.includes(marker));
  const [frame] = frames;
  if (frame === undefined || frames.length > 1 || !before.includes(frame.marker)) return undefined;
  return readFrame(frame.data);
}

/** Compressed data follows the marker, length and header of a scan. */
function hasPixels({ start, data, end }: JpegSegment): boolean {
  return end > start + 4 + data.length;
}

function readFrame(data: Uint8Array): JpegFrame | undefined {
  const [precision, heightHigh = 0, heightLow = 0, widthHigh = 0, widthLow = 0, components] = data;
  if (precision !== 8 || (components !== 1 && components !== 3)) return undefined;
  if (data.length !== 6 + components * 3) return undefined;
  // A height of zero stands for one that is told after the pixels, which few decoders look for.
  if (heightHigh + heightLow === 0 || widthHigh + widthLow === 0) return undefined;
  return { grey: components === 1 };
}
