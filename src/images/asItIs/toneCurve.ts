/** Light by sample value, both between 0 and 1. */
export type ToneCurve = (value: number) => number;

/** A tone curve of an ICC profile, from the data of its tag; undefined for a kind that is not known, or a broken one. */
export function toneCurve(tag: Uint8Array): ToneCurve | undefined {
  const view = new DataView(tag.buffer, tag.byteOffset, tag.byteLength);
  if (view.byteLength < 12) return undefined;
  if (view.getUint32(0) === 0x63757276) return sampledCurve(view); // curv
  if (view.getUint32(0) === 0x70617261) return parametricCurve(view); // para
  return undefined;
}

/** No sample: the identity; one: an exponent; more: the curve's values at equal distances. */
function sampledCurve(view: DataView): ToneCurve | undefined {
  const count = view.getUint32(8);
  if (view.byteLength < 12 + count * 2) return undefined;
  if (count === 0) return (value) => value;
  if (count === 1) {
    const exponent = view.getUint16(12) / 0x100;
    return (value) => value ** exponent;
  }
  const sample = (index: number) => view.getUint16(12 + index * 2) / 0xffff;
  return (value) => {
    const place = value * (count - 1);
    const below = Math.min(Math.floor(place), count - 2);
    return sample(below) + (sample(below + 1) - sample(below)) * (place - below);
  };
}

/** How many numbers each kind of parametric curve has, by its number. */
const parameterCounts = [1, 3, 4, 5, 7];

/** Below `d` a straight line, above it a power; the names of the numbers are the specification's. */
function parametricCurve(view: DataView): ToneCurve | undefined {
  const kind = view.getUint16(8);
  const count = parameterCounts[kind];
  if (count === undefined || view.byteLength < 12 + count * 4) return undefined;
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(
    { length: count },
    (_, index) => view.getInt32(12 + index * 4) / 0x10000,
  );
  switch (kind) {
    case 0:
      return (value) => value ** g;
    case 1:
      return (value) => (value >= -b / a ? (a * value + b) ** g : 0);
    case 2:
      return (value) => (value >= -b / a ? (a * value + b) ** g + c : c);
    default:
      return (value) => (value >= d ? (a * value + b) ** g + e : c * value + f);
  }
}
