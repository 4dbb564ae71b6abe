/** The part of libheif-js that decodes; its own types do not cover this entry point. */
declare module 'libheif-js/libheif-wasm/libheif.js' {
  interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Fills `target.data` with RGBA; calls back with null when the picture cannot be decoded. */
    display(target: HeifPixels, done: (result: HeifPixels | null) => void): void;
    free(): void;
  }
  interface HeifPixels {
    readonly data: Uint8ClampedArray;
    readonly width: number;
    readonly height: number;
  }
  interface Libheif {
    readonly HeifDecoder: new () => { decode(file: Uint8Array): HeifImage[] };
  }
  export default function load(options: { wasmBinary: Uint8Array }): Promise<Libheif>;
}
