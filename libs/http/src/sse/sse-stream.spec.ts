import { PassThrough, Writable } from 'node:stream';
import { formatEvent, SseStream } from './sse-stream';

const LIMITS = { maxBufferedBytes: 1000, behindBytes: 500, stallMs: 60_000, heartbeatMs: 60_000 };

/** A client that takes nothing. */
class DeafClient extends Writable {
  readonly written: string[] = [];
  override _write(chunk: Buffer): void {
    this.written.push(chunk.toString());
  }
}

describe(formatEvent.name, () => {
  it('writes id, type and data', () => {
    expect(formatEvent({ id: '7', event: 'ParcelReleased', data: '{}' })).toBe(
      'id: 7\nevent: ParcelReleased\ndata: {}\n\n',
    );
  });

  it('does not let data end an event', () => {
    expect(formatEvent({ data: 'a\n\nevent: forged\r\nb' })).toBe('data: a\ndata: \ndata: event: forged\ndata: b\n\n');
  });
});

describe(SseStream.name, () => {
  it('sends events and marks in order', () => {
    const out = new PassThrough();
    const stream = new SseStream(out, LIMITS);
    stream.send({ data: '1' });
    stream.mark('x');
    stream.end({ event: 'bye', data: '2' });
    expect(String(out.read())).toBe('data: 1\n\nid: x\n\nevent: bye\ndata: 2\n\n');
  });

  it('lets go of a client that does not read, says so last, and leaves nothing behind', () => {
    const out = new DeafClient({ highWaterMark: 1 });
    const stream = new SseStream(out, LIMITS);
    const closed = jest.fn();
    stream.onClose(closed);
    let sent = 0;
    while (stream.send({ data: 'x'.repeat(90) })) sent += 1;
    expect(sent).toBe(10);
    expect(stream.isOpen).toBe(false);
    expect(closed).toHaveBeenCalledTimes(1);
    expect(stream.send({ data: 'more' })).toBe(false);
    expect(out.writableLength).toBeLessThan(1200);
    out.destroy();
  });

  it('says when a client is behind', () => {
    const out = new DeafClient({ highWaterMark: 1 });
    const stream = new SseStream(out, LIMITS);
    stream.send({ data: 'x'.repeat(400) });
    expect(stream.isBehind).toBe(false);
    stream.send({ data: 'x'.repeat(400) });
    expect(stream.isBehind).toBe(true);
    out.destroy();
  });

  it('lets go of a client that takes nothing while something waits for it', async () => {
    const out = new DeafClient({ highWaterMark: 1 });
    const stream = new SseStream(out, { ...LIMITS, stallMs: 20 });
    const closed = new Promise<void>((resolve) => stream.onClose(resolve));
    stream.send({ data: '1' });
    void stream.drained();
    await closed;
    expect(stream.isOpen).toBe(false);
    out.destroy();
  });

  it('closes when the client goes', async () => {
    const out = new PassThrough();
    const stream = new SseStream(out, LIMITS);
    const closed = new Promise<void>((resolve) => stream.onClose(resolve));
    out.destroy();
    await closed;
    expect(stream.isOpen).toBe(false);
  });

  it('tells a listener that comes late at once', () => {
    const out = new PassThrough();
    const stream = new SseStream(out, LIMITS);
    stream.end();
    const closed = jest.fn();
    stream.onClose(closed);
    expect(closed).toHaveBeenCalled();
    out.destroy();
  });

  it('lets a sender that can wait wait for the client', async () => {
    const out = new PassThrough({ highWaterMark: 10 });
    const stream = new SseStream(out, LIMITS);
    stream.send({ data: 'x'.repeat(50) });
    const drained = stream.drained();
    out.resume();
    await drained;
    expect(out.writableNeedDrain).toBe(false);
    stream.end();
  });
});
