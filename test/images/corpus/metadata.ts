import type { Sharp } from 'sharp';
import { planted } from './corpusFile.ts';

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${planted}"/></rdf:RDF></x:xmpmeta>`;

/** The picture with who took it where, in every way its format has. */
export function withMetadata(image: Sharp, orientation = 1): Sharp {
  return image
    .withExif({
      IFD0: { Artist: planted, ImageDescription: planted },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 19/1 45/1', GPSAreaInformation: planted },
    })
    .withXmp(xmp)
    .withMetadata({ orientation });
}
