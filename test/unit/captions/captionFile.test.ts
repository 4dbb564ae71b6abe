import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  aboutCaption,
  captionChange,
  checkFolderOf,
  isCaption,
  writeWhole,
} from '../../../src/captions/captionFile.ts';
import { existingCaptionPolicies } from '../../../src/captions/captionText.ts';
import { PromptError } from '../../../src/core/promptError.ts';
import { type Fault, FaultyFiles } from './faultyFiles.ts';

const uri = 'memory:/set/a.txt';
const unfinished = '.unfinished.tmp';
const castle = { prefix: '', text: 'castle' };
const bytes = (text: string) => new TextEncoder().encode(text);
const storageFailed = (is: string) => ({ problem: { kind: 'storageFailed', flaw: { is, file: 'a.txt' } } });

describe('A caption file', () => {
  const files: [what: string, file: Uint8Array | undefined, is: boolean][] = [
    ['that is not there', undefined, false],
    ['that is empty', bytes(''), false],
    ['of white space', bytes(' \r\n\u3000'), false],
    ['of a mark of the byte order', bytes('\uFEFF\r\n'), false],
    ['of text', bytes('castle'), true],
    ['of what is no text', Uint8Array.of(0xff, 0xfe, 0x41, 0), true],
  ];
  for (const [what, file, is] of files) {
    it(`${what} ${is ? 'says something' : 'says nothing'}`, () => assert.equal(isCaption(file), is));
  }

  it('is UTF-8 without a mark, one line with its end', () => {
    const change = captionChange(uri, bytes('\uFEFFa\r\nb\r\n'), { prefix: '', text: '城堡 🏰' }, 'append');
    assert.deepEqual(change?.after, bytes('a b, 城堡 🏰\n'));
    assert.deepEqual(change?.before, bytes('\uFEFFa\r\nb\r\n'));
  });

  it('stays as it is where it is to be skipped, and where it lacks nothing', () => {
    assert.equal(captionChange(uri, bytes('moon'), castle, 'skip'), undefined);
    assert.equal(captionChange(uri, bytes('castle'), castle, 'append'), undefined);
    assert.equal(captionChange(uri, Uint8Array.of(0xff), castle, 'skip'), undefined);
  });

  it('that is no text is overwritten where that is wanted, and never added to', () => {
    const binary = Uint8Array.of(0xff, 0xfe, 0x41, 0);
    assert.deepEqual(captionChange(uri, binary, castle, 'overwrite'), {
      before: binary,
      after: bytes('castle\n'),
    });
    for (const policy of ['append', 'prepend'] as const) {
      assert.throws(() => captionChange(uri, binary, castle, policy), storageFailed('notText'));
    }
  });

  it('that is longer than any caption is never added to, since its end would be cut off', () => {
    const long = bytes('x'.repeat(19_999));
    for (const policy of ['append', 'prepend'] as const) {
      assert.throws(() => captionChange(uri, long, castle, policy), storageFailed('tooLong'));
    }
    assert.deepEqual(captionChange(uri, long, castle, 'overwrite')?.after, bytes('castle\n'));
  });

  for (const policy of existingCaptionPolicies) {
    it(`is never written empty: ${policy}`, () => {
      const nothing = { prefix: ' ', text: '\u202E \n' };
      for (const before of [undefined, bytes(''), bytes(' \n')]) {
        assert.throws(() => captionChange(uri, before, nothing, policy), storageFailed('nothingLeft'));
      }
    });
  }

  it('is not overwritten with nothing', () => {
    assert.throws(
      () => captionChange(uri, bytes('moon'), { prefix: '', text: '' }, 'overwrite'),
      storageFailed('nothingLeft'),
    );
  });

  it('is told of by its own name where another file could not be written for it', () => {
    const error = new PromptError({ kind: 'storageFailed', flaw: { is: 'full', file: unfinished } });
    const about = aboutCaption(error, uri);
    assert.deepEqual(PromptError.problemOf(about), storageFailed('full').problem);
    assert.equal((about as Error).cause, error);
    const other = new Error('other');
    assert.equal(aboutCaption(other, uri), other);
  });

  describe('that is written', () => {
    const change = (before: string | undefined) => ({
      before: before === undefined ? before : bytes(before),
      after: bytes('new\n'),
    });
    const texts = (before: string | undefined): Record<string, string> =>
      before === undefined ? {} : { [uri]: before };

    for (const before of [undefined, '', 'old']) {
      const what = before === undefined ? 'a new one' : before === '' ? 'an empty one' : 'an old one';

      it(`leaves nothing else behind: ${what}`, async () => {
        const files = new FaultyFiles(texts(before));
        await writeWhole(files, uri, change(before), unfinished);
        assert.deepEqual(files.texts, { 'a.txt': 'new\n' });
      });

      for (const fault of ['readOnly', 'full', 'unwritable'] as const) {
        for (const step of ['write', 'read', 'move'] as const) {
          it(`is the old one where its ${step} fails, and nothing unfinished stays: ${what}, ${fault}`, async () => {
            const files = new FaultyFiles(texts(before));
            files.faultOf = (now) => (now === step ? fault : undefined);
            await assert.rejects(writeWhole(files, uri, change(before), unfinished), storageFailed(fault));
            assert.deepEqual(files.texts, before === undefined ? {} : { 'a.txt': before });
          });
        }
      }

      it(`is the old or the new one, whole, where the process is killed at any step: ${what}`, async () => {
        for (let killAt = 0; killAt < 3; killAt++) {
          const files = new FaultyFiles(texts(before));
          files.faultOf = (_step, _uri, count) => (count === killAt ? 'killed' : undefined);
          await assert.rejects(writeWhole(files, uri, change(before), unfinished), /killed/);
          assert.equal(files.texts['a.txt'], before);
        }
      });
    }

    const meanwhile: [what: string, before: string | undefined, now: string | undefined][] = [
      ['was changed', 'old', 'theirs'],
      ['was deleted', 'old', undefined],
      ['was made', undefined, 'theirs'],
      ['was made empty', undefined, ''],
      ['was emptied', 'old', ''],
    ];
    for (const [what, before, now] of meanwhile) {
      it(`stays as it is where it ${what} meanwhile`, async () => {
        const files = new FaultyFiles(texts(before));
        files.meanwhile = (step) => {
          if (step !== 'write') return;
          if (now === undefined) files.contents.delete(uri);
          else files.put(uri, now);
        };
        await assert.rejects(writeWhole(files, uri, change(before), unfinished), storageFailed('changed'));
        assert.deepEqual(files.texts, now === undefined ? {} : { 'a.txt': now });
      });
    }

    it('stays as it is where it was made at the very last moment', async () => {
      const files = new FaultyFiles();
      files.meanwhile = (step) => {
        if (step === 'move') files.put(uri, 'theirs');
      };
      await assert.rejects(writeWhole(files, uri, change(undefined), unfinished), storageFailed('changed'));
      assert.deepEqual(files.texts, { 'a.txt': 'theirs' });
    });

    it('tells why it failed, and not that what is unfinished could not be removed', async () => {
      const files = new FaultyFiles();
      const faults: Partial<Record<string, Fault>> = { write: 'full', remove: 'readOnly' };
      files.faultOf = (step) => faults[step];
      await assert.rejects(writeWhole(files, uri, change(undefined), unfinished), storageFailed('full'));
    });
  });

  describe('that is yet to be', () => {
    it('has a folder that is left as it was found', async () => {
      const files = new FaultyFiles();
      await checkFolderOf(files, uri, '.probe.tmp');
      assert.deepEqual(files.texts, {});
      assert.deepEqual(
        files.steps.map(([step]) => step),
        ['write', 'remove'],
      );
    });

    for (const fault of ['readOnly', 'full', 'unwritable'] as const) {
      it(`says by its own name that its folder takes no files: ${fault}`, async () => {
        const files = new FaultyFiles();
        files.faultOf = (step) => (step === 'write' ? fault : undefined);
        await assert.rejects(checkFolderOf(files, uri, '.probe.tmp'), storageFailed(fault));
        assert.deepEqual(files.texts, {});
      });
    }

    it('is not paid for where the disk has room for names only', async () => {
      const files = new FaultyFiles();
      let bytesWritten = 0;
      const write = files.write.bind(files);
      files.write = async (file, content) => {
        bytesWritten += content.length;
        await write(file, content);
      };
      await checkFolderOf(files, uri, '.probe.tmp');
      assert.ok(bytesWritten >= 1000);
    });
  });
});
