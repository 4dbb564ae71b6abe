import { readFile } from 'node:fs/promises';
import { fitted, quality, type Way } from './way.ts';

interface Photon {
  readonly PhotonImage: { new_from_byteslice(file: Uint8Array): PhotonImage };
  readonly SamplingFilter: { readonly Lanczos3: number };
  resize(image: PhotonImage, width: number, height: number, filter: number): PhotonImage;
}

interface PhotonImage {
  get_width(): number;
  get_height(): number;
  /** As PNG. */
  get_bytes(): Uint8Array;
  get_bytes_jpeg(quality: number): Uint8Array;
  free(): void;
}

/** Does less than the others: it leaves a picture turned as it is stored. */
export const photon: Way = {
  reads: ['jpeg', 'png', 'webp'],
  async load() {
    // Installed by the bench, and not known to the type check.
    const module = import.meta.resolve('@silvia-odwyer/photon-node');
    const { PhotonImage, SamplingFilter, resize } = (await import(module)) as Photon;
    return async (path, result) => {
      const image = PhotonImage.new_from_byteslice(await readFile(path));
      const { width, height } = fitted({ width: image.get_width(), height: image.get_height() });
      const small = resize(image, width, height, SamplingFilter.Lanczos3);
      const file = result === 'png' ? small.get_bytes() : small.get_bytes_jpeg(quality);
      image.free();
      small.free();
      return file;
    };
  },
};
