import assert from 'node:assert/strict';
import type { ImageFile } from '../../src/core/image.ts';
import { PromptError } from '../../src/core/promptError.ts';
import { Img2promptEngine } from '../../src/engines/img2prompt.ts';
import type { ImageConverter } from '../../src/images/imageConverter.ts';
import { prepareImage } from '../../src/images/prepareImage.ts';
import { HttpClient } from '../../src/net/httpClient.ts';
import { parseServiceAddress } from '../../src/net/serviceAddress.ts';
import { startContractServer } from '../server/contractServer.ts';
import { decodePicture } from '../server/receivedImage.ts';
import { Refusal } from '../server/refusal.ts';
import type { Picture } from './picture.ts';

/** A picture as the service got it. */
export interface Received {
  readonly bytes: Buffer;
  readonly picture: Picture;
}

/** The whole way of a picture, from its file to the service. */
export interface Service {
  /** Fails where the service does not take the picture. `maxBytes` is the engine's own limit when left out. */
  send(file: Uint8Array, converter: ImageConverter, maxBytes?: number): Promise<Received>;
  close(): Promise<void>;
}

export async function startService(): Promise<Service> {
  const server = await startContractServer();
  const http = new HttpClient();
  const engine = new Img2promptEngine({
    address: parseServiceAddress(server.url),
    http,
    keys: {
      get: async () => 'sk_0123456789abcdefghijklmnopqrstuvwxyz',
      ask: () => Promise.reject(new PromptError({ kind: 'cancelled' })),
    },
    timeoutMs: 20_000,
  });
  const { signal } = new AbortController();
  return {
    async send(file, converter, maxBytes) {
      await engine.describe(
        (maxBytesOfEngine) =>
          prepareImage(
            sourceOf(file),
            { maxBytes: maxBytes ?? maxBytesOfEngine, maxMegapixels: 200, stripMetadata: true },
            converter,
            signal,
          ),
        undefined,
        signal,
      );
      const bytes = server.requests.at(-1)?.imageBytes;
      assert.ok(bytes);
      const picture = decodePicture(bytes);
      assert.ok(!(picture instanceof Refusal));
      return { bytes, picture };
    },
    async close() {
      await http.close();
      await server.close();
    },
  };
}

function sourceOf(file: Uint8Array): ImageFile {
  return { name: 'picture', sizeBytes: async () => file.length, read: async () => file };
}
