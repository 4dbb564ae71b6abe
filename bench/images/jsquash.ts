import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fitted, type PictureFormat, quality, type ResultFormat, type Way } from './way.ts';

/** Decoded pixels, as browsers have them. */
interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

type Decode = (file: ArrayBuffer, options?: { preserveOrientation: boolean }) => Promise<Pixels>;
type Resize = (pixels: Pixels, size: { width: number; height: number }) => Promise<Pixels>;
type Encode = (pixels: Pixels, options: { quality: number }) => Promise<ArrayBuffer>;

/** Node's own types leave it to those of browsers. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

/** A module of these packages: they are made for browsers, and cannot find their WebAssembly here. */
interface Module<Work> {
  readonly default: Work;
  readonly init?: (wasm: object) => Promise<void>;
  readonly initResize?: (wasm: object) => Promise<void>;
}

type Files = readonly [module: string, wasm: string];

const encoders: Readonly<Record<ResultFormat, Files>> = {
  jpeg: ['@jsquash/jpeg/encode.js', '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'],
  png: ['@jsquash/png/encode.js', '@jsquash/png/codec/pkg/squoosh_png_bg.wasm'],
};

const decoders: Readonly<Record<PictureFormat, Files>> = {
  jpeg: ['@jsquash/jpeg/decode.js', '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'],
  png: ['@jsquash/png/decode.js', '@jsquash/png/codec/pkg/squoosh_png_bg.wasm'],
  webp: ['@jsquash/webp/decode.js', '@jsquash/webp/codec/dec/webp_dec.wasm'],
  avif: ['@jsquash/avif/decode.js', '@jsquash/avif/codec/dec/avif_dec.wasm'],
};

/** Squoosh's codecs, each a package, with its resizer. */
export const jsquash: Way = {
  reads: ['jpeg', 'png', 'webp', 'avif'],
  async load() {
    Object.assign(globalThis, { ImageData: PixelsOfBrowser });
    const resize = await loadModule<Resize>(
      '@jsquash/resize',
      '@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm',
    );
    let decode: Decode | undefined; // of one format each: a process is given one picture
    let encode: Encode | undefined;
    return async (path, result) => {
      encode ??= await loadModule<Encode>(...encoders[result]);
      decode ??= await loadModule<Decode>(...decoders[extname(path).slice(1) as PictureFormat]);
      const file = await readFile(path);
      const pixels = await decode(new Uint8Array(file).buffer, { preserveOrientation: true });
      return new Uint8Array(await encode(await resize(pixels, fitted(pixels)), { quality }));
    };
  },
};

async function loadModule<Work>(name: string, wasm: string): Promise<Work> {
  const module = (await import(name)) as Module<Work>;
  const compiled = await WebAssembly.compile(await readFile(new URL(import.meta.resolve(wasm))));
  await (module.init ?? module.initResize)?.(compiled);
  return module.default;
}

/** What browsers call ImageData, and Node lacks. */
class PixelsOfBrowser implements Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}
