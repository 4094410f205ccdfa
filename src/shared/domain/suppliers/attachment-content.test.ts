import { describe, expect, it } from 'vitest';
import { attachmentName, attachmentType } from './attachment-content.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('what an attachment is', () => {
  it.each([
    ['%PDF-1.7\n', 'application/pdf'],
    ['\u0089PNG\r\n\u001a\n', 'image/png'],
    ['\u00ff\u00d8\u00ff\u00e0JFIF', 'image/jpeg'],
    ['<svg xmlns', null],
    ['<!doctype html>', null],
    ['MZ\u0090', null],
    ['%PDF', null],
    ['', null],
  ])('says of %j that it is %s', (head, type) => {
    expect(attachmentType(bytes(head))).toBe(type);
  });

  it('gives a file the ending of its content and takes out what a file name cannot hold', () => {
    expect(attachmentName('执照.PDF', 'application/pdf')).toBe('执照.PDF');
    expect(attachmentName('照片.jpeg', 'image/jpeg')).toBe('照片.jpeg');
    expect(attachmentName('../../etc/run.exe', 'application/pdf')).toBe('run.exe.pdf');
    expect(attachmentName('a\u202egnp.exe', 'image/png')).toBe('a_gnp.exe.png');
    expect(attachmentName('', 'image/png')).toBe('file.png');
  });
});
