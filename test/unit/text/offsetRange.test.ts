import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { movedRange } from '../../../src/text/offsetRange.ts';

describe('A place in a document that changes', () => {
  const cases: [
    behaviour: string,
    range: [number, number],
    change: [offset: number, length: number, newLength: number],
    expected: [number, number],
  ][] = [
    ['stays when text is typed after it', [5, 5], [8, 0, 3], [5, 5]],
    ['moves when text is typed before it', [5, 5], [2, 0, 3], [8, 8]],
    ['moves back when text before it is deleted', [5, 5], [1, 3, 0], [2, 2]],
    ['stays before text that is typed right at it', [5, 5], [5, 0, 3], [5, 5]],
    ['stays when the text right after it is deleted', [5, 5], [5, 2, 0], [5, 5]],
    ['goes to the start of a stretch that is deleted around it', [5, 5], [3, 4, 0], [3, 3]],
    ['keeps its distance in a stretch that is replaced around it', [5, 5], [3, 10, 12], [5, 5]],
    ['stays within a stretch that is replaced by a shorter one', [9, 9], [3, 10, 2], [5, 5]],
    ['moves by the difference when a stretch that ends at it is replaced', [5, 5], [3, 2, 6], [9, 9]],
    ['as a selection, leaves out text typed at its start', [5, 9], [5, 0, 2], [7, 11]],
    ['as a selection, leaves out text typed at its end', [5, 9], [9, 0, 2], [5, 9]],
    ['as a selection, takes in text typed inside it', [5, 9], [7, 0, 2], [5, 11]],
    ['as a selection, shrinks when its start is deleted', [5, 9], [3, 4, 0], [3, 5]],
    ['as a selection, shrinks when its end is deleted', [5, 9], [7, 4, 0], [5, 7]],
    ['as a selection, is empty where all of it was deleted', [5, 9], [4, 8, 0], [4, 4]],
  ];
  for (const [behaviour, [start, end], [offset, length, newLength], [newStart, newEnd]] of cases) {
    it(behaviour, () => {
      assert.deepEqual(movedRange({ start, end }, { offset, length, newLength }), {
        start: newStart,
        end: newEnd,
      });
    });
  }
});
