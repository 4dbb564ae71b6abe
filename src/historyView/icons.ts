import type { EntryAction } from './protocol.ts';

/** A picture in its frame. */
const picture = 'M1.5 2.5h13v11h-13z M2 11.5l3.5-4 3.5 4 M8 10.2l2-2 4 4 M10.5 5.5h.01';

/** Lines within 16 by 16, drawn in the manner of VS Code's own icons. */
export const icons: Readonly<Record<EntryAction | 'noPicture', string>> = {
  insert: 'M1.5 8h7 M6 5.5L8.5 8 6 10.5 M10.5 2.5h4 M10.5 13.5h4 M12.5 2.5v11',
  copy: 'M5.5 4.5v-3h9v9h-3 M1.5 4.5h10v10h-10z',
  open: picture,
  again: 'M13.5 8a5.5 5.5 0 1 1-1.6-3.9 M13.5 1.5v3.5h-3.5',
  delete: 'M2 4h12 M6 4V2.5h4V4 M3.5 4l.7 9.5h7.6l.7-9.5 M6.5 6.5v4.5 M9.5 6.5v4.5',
  noPicture: picture,
};
